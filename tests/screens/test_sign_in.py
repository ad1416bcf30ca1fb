"""Signing in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

from textual.widgets import Input

from desk_app.errors import NoKey
from desk_app.services.contract import Services
from screens.desk import Person
from screens.home import Home
from screens.sign_in import SignIn

from .conftest import PASSWORD, Ground
from .pictures import COMFORTABLE, picture, settled, shown

HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "sqlcipher3", "phonenumbers", "cryptography", "argon2")
AT_FIRST_PAINT = f"""
import asyncio, sys
from pathlib import Path
from desk_app.app import build
from desk_app.settings import Settings
from data.people import Desk

async def main():
    settings = Settings(store="/nowhere/desk.db", config=Path("/nowhere"), key="0" * 64, desk=Desk("x", "X", 1))
    app = build(settings)
    async with app.run_test():
        pass

from screens.desk import DeskApp
from textual.app import App
painted = App._display
def look(self, screen, renderable):
    if renderable is not None and screen.query("#password"):
        print(sorted(set({HEAVY!r}) & set(sys.modules)))
        sys.stdout.flush()
        import os; os._exit(0)
    painted(self, screen, renderable)
App._display = look
asyncio.run(main())
"""


async def test_name_and_password_lead_home(ground: Ground) -> None:
    """Enter goes from the name to the password, and from there to the operator's home."""
    app = ground.app()
    async with app.run_test() as pilot:
        await pilot.press(*"maria", "enter")
        assert app.focused is app.screen.query_one("#password")
        app.screen.query_one("#password", Input).value = PASSWORD
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Home)
        assert app.who.operator.full_name == "Maria Lopes"


async def test_a_wrong_password_is_cleared_and_the_name_stays(ground: Ground) -> None:
    """After a refusal the cursor waits in the empty password field."""
    app = ground.app()
    async with app.run_test() as pilot:
        await try_in(app.screen, pilot, "maria", "wrong")
        assert app.focused is app.screen.query_one("#password")
        assert app.screen.query_one("#password", Input).value == ""
        assert app.screen.query_one("#name", Input).value == "maria"
        assert "✗" in shown(app)
        assert app.session is None


async def test_too_many_wrong_tries_count_down(ground: Ground) -> None:
    """After several wrong passwords the form says how long to wait, counts down, and then takes the right one."""
    app = ground.app("en")
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, SignIn)
        for _try in range(app.policy.delay_from_failure + 1):
            await try_in(screen, pilot, "maria", "wrong")
        assert "Try again in" in shown(app)
        await try_in(screen, pilot, "maria", PASSWORD)
        assert app.session is None, "the same name has to wait"
        ground.seconds += app.policy.delay_cap_seconds
        screen.count_down()
        await pilot.pause()
        assert "You can try again now." in shown(app)


async def test_a_store_that_does_not_open_is_told_and_tried_again(ground: Ground) -> None:
    """A missing key is one clear line; F5 opens the store once it is back, and what was typed still stands."""
    missing = [True]

    def opener() -> Services:
        if missing[0]:
            raise NoKey(place="/keys/desk.key")
        return ground.services

    app = ground.app("en", opener=opener)
    async with app.run_test() as pilot:
        await pilot.press(*"maria")
        await settled(app, pilot)
        assert "The master key was not found (/keys/desk.key)" in shown(app)
        missing[0] = False
        await pilot.press("f5")
        await settled(app, pilot)
        assert "The store is open." in shown(app)
        await try_in(app.screen, pilot, "maria", PASSWORD)
        assert isinstance(app.screen, Home)


def test_the_form_is_painted_before_the_store_is_imported() -> None:
    """No database, number or cryptography package is in memory when the form first stands on the screen."""
    seen = subprocess.run([sys.executable, "-c", AT_FIRST_PAINT], capture_output=True, text=True, check=False)
    assert seen.stdout.strip() == "[]", seen.stderr


async def try_in(screen: Any, pilot: Any, name: str, password: str) -> None:
    """Fill the form and press Enter."""
    screen.query_one("#name", Input).value = name
    screen.query_one("#password", Input).value = password
    screen.set_focus(screen.query_one("#password"))
    await pilot.press("enter")
    await settled(screen.app, pilot)


class TestPictures:
    """What the form looks like."""

    def test_form(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """Portuguese, 80×24: place in the top bar, two fields with the cursor in the first, keys at the foot."""
        assert picture(snap_compare, ground.app())

    def test_form_in_english(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """The same in English at 120×36; F12 offers Portuguese."""
        assert picture(snap_compare, ground.app("en"), size=COMFORTABLE)

    def test_training(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """Training: the bar says so, and under the form stand the people with roles and passwords in columns."""
        people = [Person("maria", "clerk", "formar-maria"), Person("rui", "supervisor", "formar-rui")]
        assert picture(snap_compare, ground.app(people=people, training=True))

    def test_store_that_does_not_open(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """The reason in full under the fields with a ✗ in front, and F5 in the row of keys."""

        def opener() -> Services:
            raise NoKey(place="/etc/balcao/desk.key")

        assert picture(snap_compare, ground.app(opener=opener))
