"""However the desk ends, the terminal is as it was, and nothing personal is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .harness import ROOT, Terminal

CRASHES = """
from pathlib import Path
from data.people import Desk
from desk_app.settings import Settings
from screens.desk import DeskApp

secret = "INES GARCAO"

def opener():
    name = secret
    raise KeyError(name)

settings = Settings(store="x", config=Path("/nowhere"), language="en", desk=Desk("x", "X", 1))
app = DeskApp(settings, opener)
app.run(headless=True)
raise SystemExit(app.return_code)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the demo puts what it throws away."""
    return tmp_path


def signed_in(desk: Terminal) -> None:
    """The demo's clerk, with the list of cases on the screen."""
    desk.wait_for("Palavra-passe")
    desk.press("ana", "enter", "demo", "enter")
    desk.wait_for("E-2026-")


def test_ctrl_q_gives_the_terminal_back(folder: Path) -> None:
    """Alternate screen, cursor and mouse are as before; no title was set; the throwaway store is gone."""
    with Terminal("demo", environ={"TMPDIR": str(folder)}) as desk:
        signed_in(desk)
        desk.press("ctrl+q")
        assert desk.wait_end() == 0
        after = desk.raw[desk.raw.rindex(b"\x1b[?1049l") :]
        assert b"\x1b[?25h" in after
        assert b"E-2026" not in after
        assert desk.titles() == []
    assert list(folder.iterdir()) == []


def test_being_told_to_end_is_leaving(folder: Path) -> None:
    """SIGTERM ends the session, restores the terminal and exits with 143."""
    with Terminal("demo", environ={"TMPDIR": str(folder)}) as desk:
        signed_in(desk)
        desk.process.kill(signal.SIGTERM)
        assert desk.wait_end() == 128 + signal.SIGTERM
        assert b"\x1b[?1049l" in desk.raw
    assert list(folder.iterdir()) == []


def test_a_terminal_that_goes_away_ends_the_desk(folder: Path) -> None:
    """A closed window leaves no process behind that waits for a terminal, and no throwaway store."""
    desk = Terminal("demo", environ={"TMPDIR": str(folder)})
    signed_in(desk)
    os.close(desk.process.child_fd)
    deadline = time.monotonic() + 20
    pid, status = 0, 0
    while not pid and time.monotonic() < deadline:
        pid, status = os.waitpid(desk.process.pid, os.WNOHANG)
        time.sleep(0.02)  # waitpid has no way to wait with a deadline
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGHUP
    assert pid
    assert list(folder.iterdir()) == []


def test_without_a_terminal_there_is_one_line(folder: Path) -> None:
    """Output that is no terminal: exit code 2 and a line on standard error that says what to do."""
    ended = subprocess.run(
        [sys.executable, "-m", "desk_app.cli", "--lang", "en", "demo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"TMPDIR": str(folder)},
    )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "needs a terminal" in ended.stderr
    assert list(folder.iterdir()) == []


def test_a_crash_says_where_and_nothing_of_the_data() -> None:
    """An unforeseen error is a line with its type and its place in the program: no locals, no message, no trace."""
    ended = subprocess.run(
        [sys.executable, "-c", CRASHES], cwd=ROOT, capture_output=True, text=True, check=False
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == 1
    assert "KeyError@screens.desk:" in said
    assert "GARCAO" not in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) <= 2
