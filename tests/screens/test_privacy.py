"""The privacy key."""

from __future__ import annotations

from collections.abc import Callable

from screens.home import Home
from screens.lock import Lock, Privacy

from .conftest import Ground
from .pictures import picture, settled, shown, top
from .test_home import ROWS, at_home, with_rows


async def test_f8_blanks_at_once_and_brings_back(ground: Ground) -> None:
    """One key hides everything but the clock, the same key shows it again; no password is asked."""
    app = ground.app()
    async with app.run_test() as pilot:
        home = await at_home(app, pilot, ground)
        home.show(ROWS)
        await pilot.press("f8")
        assert isinstance(top(app), Privacy)
        assert "".join(shown(app).split()) == "10:42F8paravoltar"
        await pilot.press("f8")
        assert top(app) is home


async def test_no_other_key_shows_anything(ground: Ground) -> None:
    """Help, palette, language, Esc and Enter do nothing while the screen is blank."""
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("f8", "f1", "ctrl+p", "f12", "escape", "enter", "f2", "n")
        await settled(app, pilot)
        assert isinstance(top(app), Privacy)


async def test_idling_locks_a_blank_screen_too(ground: Ground, idle_seconds: int) -> None:
    """A blank screen that nobody comes back to asks for the password."""
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("f8")
        ground.seconds += idle_seconds + 1
        app.watch_idle()
        await settled(app, pilot)
        assert isinstance(top(app), Lock)
        assert isinstance(app.screen_stack[-2], Home)


def test_picture(ground: Ground, snap_compare: Callable[..., bool]) -> None:
    """The time and the way back in the middle of an empty screen, and nothing else."""
    assert picture(snap_compare, ground.app(), with_rows(ground), press=("f8",))
