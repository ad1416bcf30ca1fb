"""Help."""

from __future__ import annotations

from collections.abc import Callable

from screens.enrolment.walk import Walk
from screens.help import Help
from screens.widgets.dialog import Question

from .conftest import Ground
from .pictures import COMFORTABLE, picture, settled, shown, top
from .test_home import at_home, with_rows


async def test_f1_tells_purpose_and_keys(ground: Ground) -> None:
    """What the screen is for, and every key that is alive on it; F1 or Esc goes back."""
    app = ground.app("en")
    async with app.run_test(size=COMFORTABLE) as pilot:
        home = await at_home(app, pilot, ground)
        for key in ("f1", "escape"):
            await pilot.press("f1")
            await pilot.pause()
            assert isinstance(top(app), Help)
            assert "These are your cases that are not done" in shown(app)
            assert "F2" in shown(app)
            assert "Begin with the next applicant" in shown(app)
            await pilot.press(key)
            assert top(app) is home


async def test_help_of_a_step_has_its_rules(ground: Ground) -> None:
    """In the walk F1 also tells the rules of the open step."""
    app = ground.app("en")
    async with app.run_test(size=COMFORTABLE) as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("f2")
        await settled(app, pilot)
        walk = app.screen
        assert isinstance(walk, Walk)
        title, _text = walk.help_rules()[0]
        await pilot.press("f1")
        await settled(app, pilot)
        rules = [str(part.render()) for part in app.screen.query(".rule")]
        assert any(title in rule for rule in rules)


async def test_help_opens_over_a_question(ground: Ground) -> None:
    """The question is still there after it."""
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("escape", "f1")
        assert isinstance(top(app), Help)
        await pilot.press("f1")
        assert isinstance(top(app), Question)


async def test_long_help_scrolls_by_keys(ground: Ground) -> None:
    """On 80×24 the arrow and page keys reach the last line."""
    app = ground.app("en")
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("f1", "end")
        await settled(app, pilot)
        assert "Show everything in Portuguese" in shown(app)


class TestPictures:
    """What help looks like."""

    def test_home(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """Purpose in paragraphs, then keys in three columns; a scroll bar tells that there is more."""
        assert picture(snap_compare, ground.app(), with_rows(ground), press=("f1",))

    def test_sign_in_comfortable(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """120×36 in English: all of it on one page."""
        assert picture(snap_compare, ground.app("en"), size=COMFORTABLE, press=("f1",))


async def test_the_palette_runs_what_the_keys_do(ground: Ground) -> None:
    """Ctrl+P finds the commands that are alive here by their words, and has none that writes the screen to disk."""
    app = ground.app("en")
    async with app.run_test() as pilot:
        home = await at_home(app, pilot, ground)
        titles = {command.title for command in app.get_system_commands(home)}
        assert {"New case", "Sign out", "Privacy", "Lock", "Help"} <= titles
        assert not any("screenshot" in title.lower() for title in titles)
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"new case")
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(top(app), Walk)


async def test_no_palette_before_signing_in(ground: Ground) -> None:
    """On the sign-in form Ctrl+P does nothing."""
    app = ground.app()
    async with app.run_test() as pilot:
        form = app.screen
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert app.screen is form
