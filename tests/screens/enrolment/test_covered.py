"""An act that ends while the desk is locked: the lock stays, the answer waits beneath it, nothing is lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from screens.code import CodeScreen
from screens.hand_over import HandOver
from screens.lock import Lock, Privacy

from ..conftest import PASSWORD, Ground
from .hands import at_desk, events
from .test_code import with_code


def slow_printer(folder: Path) -> Path:
    """Programs named lp and lpstat; lp takes the page, and answers when the file `go` is there. Returns `go`."""
    programs, go = folder / "bin", folder / "go"
    programs.mkdir()
    lpstat = 'print("Balcao_7" if sys.argv[1] == "-e" else "system default destination: Balcao_7")'
    lp = f"sys.stdin.buffer.read()\nwhile not Path({str(go)!r}).exists(): time.sleep(0.01)\nprint('request id is Balcao_7-1')"
    for name, body in (("lpstat", lpstat), ("lp", lp)):
        program = programs / name
        program.write_text(f"#!{sys.executable} -S\nimport sys, time\nfrom pathlib import Path\n{body}\n")
        program.chmod(0o755)
    return go


@pytest.mark.parametrize("key", ["f9", "f8"])
async def test_a_page_that_comes_out_under_the_lock(
    ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Esc is deaf while the printer works, the cover stays when it answers, and the code screen then knows."""
    go = slow_printer(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    cover = Lock if key == "f9" else Privacy
    async with at_desk(ground) as clerk:
        screen = await with_code(clerk, ground)
        clerk.press("f5")
        box = await clerk.screen(HandOver)
        await clerk.paints("Balcao_7")
        clerk.press("enter")
        await clerk.until(lambda: box.at_work, "the printer at work")
        clerk.press("escape", key)
        await clerk.until(lambda: isinstance(clerk.app.screen, cover), "the cover")
        go.touch()
        await clerk.until(lambda: "code.handed_over" in events(ground), "the record")
        assert isinstance(clerk.app.screen, cover)
        assert box in clerk.app.screen_stack
        if key == "f9":
            await clerk.dialog(Lock, "password")
            clerk.type(f"{PASSWORD}\n")
        else:
            clerk.press("f8")
        await clerk.screen(CodeScreen)
        await clerk.until(lambda: screen._handed, "the code screen to know")
