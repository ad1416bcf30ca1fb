"""Pictures of screens that stay the same from run to run: no blinking, everything that was begun is done.

A test takes one picture; its docstring says what a reviewer must see. To look at them:
`python -m tests.screens.pictures FOLDER` writes every kept picture as PNG (needs `rsvg-convert`).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from screens.desk import DeskApp

SMALL, COMFORTABLE = (80, 24), (120, 36)
Prepare = Callable[[DeskApp, Pilot[Any]], Awaitable[None]]


def picture(
    snap_compare: Callable[..., bool],
    app: DeskApp,
    prepare: Prepare | None = None,
    *,
    size: tuple[int, int] = SMALL,
    press: tuple[str, ...] = (),
) -> bool:
    """Bring `app` to a state by `prepare`, then by keys, and compare what it shows with the kept picture."""

    async def before(pilot: Pilot[Any]) -> None:
        await settled(app, pilot)
        if prepare:
            await prepare(app, pilot)
        await settled(app, pilot)
        for key in press:
            await pilot.press(key)
        await settled(app, pilot)

    return snap_compare(app, terminal_size=size, run_before=before)


async def settled(app: DeskApp, pilot: Pilot[Any]) -> None:
    """Wait for everything that was begun; stop the cursors' blinking."""
    app.animation_level = "none"
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
    for part in app.screen.query("Input, TextArea"):
        assert isinstance(part, Input | TextArea)
        part.cursor_blink = False
    await pilot.pause()


def top(app: DeskApp) -> Screen[Any]:
    """The screen that is up (a call, so that a type checker does not take it for the one asserted before)."""
    return app.screen


def shown(app: DeskApp) -> str:
    """The text on the screen, one line a row."""
    return "\n".join(
        "".join(piece.text for piece in strip).rstrip() for strip in app.screen._compositor.render_strips()
    )


def main(folder: Path) -> None:
    """Every kept picture of the screens as PNG."""
    folder.mkdir(parents=True, exist_ok=True)
    for svg in sorted(Path(__file__).parent.rglob("__snapshots__/**/*.svg")):
        text = svg.read_text("utf-8").replace("<text ", '<text xml:space="preserve" ')
        target = folder / f"{svg.parent.name}-{svg.stem}.png"
        subprocess.run(["rsvg-convert", "-o", str(target)], input=text.encode(), check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
