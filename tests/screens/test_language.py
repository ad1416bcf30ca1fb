"""Portuguese first, English by one key."""

from __future__ import annotations

from textual.widgets import Input, Static

from .conftest import NOW, Ground
from .pictures import settled, shown
from .test_home import at_home


async def test_f12_changes_every_word_and_keeps_what_was_typed(ground: Ground) -> None:
    """The form is in the other language at once; name and cursor stay."""
    app = ground.app()
    async with app.run_test() as pilot:
        await pilot.press(*"maria", "enter")
        assert "Palavra-passe" in shown(app)
        await pilot.press("f12")
        await settled(app, pilot)
        assert "Password" in shown(app)
        assert "In Portuguese" in shown(app)
        assert app.screen.query_one("#name", Input).value == "maria"
        assert app.focused is app.screen.query_one("#password")
        await pilot.press("f12")
        await settled(app, pilot)
        assert "Palavra-passe" in shown(app)
        assert "English" in shown(app)


async def test_screens_beneath_change_too(ground: Ground) -> None:
    """Behind help and a question the list is in the new language as well, with the same case marked."""
    who = ground.session()
    for _case in range(2):
        ground.services.enrolments.begin(who, NOW)
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        home = app.screen
        await pilot.press("down", "escape")
        await settled(app, pilot)
        assert "Terminar sessão?" in shown(app)
        await pilot.press("f12")
        await settled(app, pilot)
        assert "Sign out?" in shown(app)
        assert home in app.screen_stack
        await pilot.press("escape")
        await settled(app, pilot)
        assert "You have 2 open cases." in shown(app)
        detail = str(app.screen.query_one("#detail", Static).render())
        assert detail.startswith("E-2026-000001\nEnter goes on")
