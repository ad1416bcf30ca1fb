"""The first start of a terminal."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from desk_app import app as way_in
from desk_app import bootstrap
from desk_app.settings import Settings
from screens.desk import DeskApp
from screens.first_start import FirstFacts, FirstStart
from screens.home import Home
from screens.sign_in import SignIn

from .conftest import DESK, NOW, PASSWORD, Ground
from .pictures import COMFORTABLE, picture, settled, shown, top


@pytest.fixture
def nothing_yet(tmp_path: Path) -> Iterator[DeskApp]:
    """The desk on a machine that has neither store nor key."""
    settings = Settings(store=str(tmp_path / "data" / "desk.db"), config=tmp_path / "config")
    app = way_in.build(settings)
    app.clock = lambda: NOW
    yield app
    app.release()


def fill(app: DeskApp, **texts: str) -> None:
    """Type into fields by id."""
    for name, text in texts.items():
        app.screen.query_one(f"#{name.replace('_', '-')}", Input).value = text


async def to_last_page(app: DeskApp, pilot: Pilot[Any]) -> None:
    """Saldanha, desk 7, and an administrator."""
    fill(app, search="saldanha", number="7")
    await pilot.pause()
    await pilot.press("pagedown")
    fill(app, name="ana", full_name="Ana Sousa", password=PASSWORD, again=PASSWORD)
    await pilot.press("pagedown")
    await pilot.pause()


async def test_it_makes_store_key_and_administrator(nothing_yet: DeskApp) -> None:
    """Three pages lead to a store, a key only its owner can read, and an administrator who can sign in."""
    app = nothing_yet
    async with app.run_test() as pilot:
        assert isinstance(top(app), FirstStart)
        await to_last_page(app, pilot)
        before = app.settings
        assert not Path(before.store).exists()
        assert not before.key_file.exists()
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(top(app), SignIn)
        assert "Saldanha" in shown(app)
        assert before.key_file.stat().st_mode & 0o777 == 0o600
        fill(app, name="ana", password=PASSWORD)
        await pilot.press("enter", "enter")
        await settled(app, pilot)
        assert isinstance(top(app), Home)
        kept = tomllib.loads((before.config / "desk.toml").read_text("utf-8"))
        assert kept["desk"]["service_point"] == "saldanha"
        assert kept["desk"]["number"] == 7


async def test_a_place_the_list_lacks_is_added(nothing_yet: DeskApp) -> None:
    """Name, address and postcode of another service point become one of the store's own."""
    app = nothing_yet
    async with app.run_test() as pilot:
        fill(app, search="zzz")
        await pilot.pause()
        fill(
            app,
            point_name="Espaço Cidadão de Monsanto",
            point_address="Largo da Praça, 1",
            point_postcode="6060-091",
        )
        await pilot.press("pagedown")
        fill(app, name="ana", full_name="Ana Sousa", password=PASSWORD, again=PASSWORD)
        await pilot.press("pagedown", "enter")
        await settled(app, pilot)
        assert isinstance(top(app), SignIn)
        services = await app.services_ready()
        added = next(point for point in services.places.service_points() if point.name.endswith("Monsanto"))
        assert added.municipality == "Idanha-a-Nova"


@pytest.mark.parametrize(
    ("page", "wrong", "field", "said"),
    [
        (1, {"number": "x"}, "number", "1 to 999"),
        (2, {"name": "a b"}, "name", "2 to 32 letters"),
        (2, {"full_name": ""}, "full-name", "First name and surname"),
        (2, {"password": "short", "again": "short"}, "password", "at least"),
        (2, {"again": "something else"}, "again", "differ"),
    ],
)
async def test_a_wrong_entry_is_named_and_nothing_is_lost(
    nothing_yet: DeskApp, page: int, wrong: dict[str, str], field: str, said: str
) -> None:
    """The cursor goes to the field, a line says what would be right, and the other fields stay as they were."""
    app = nothing_yet
    async with app.run_test() as pilot:
        await pilot.press("f12")
        fill(app, number="7")
        if page == 2:
            await pilot.press("pagedown")
            fill(app, name="ana", full_name="Ana Sousa", password=PASSWORD, again=PASSWORD)
        fill(app, **wrong)
        await pilot.press("pagedown")
        await pilot.pause()
        assert app.focused is app.screen.query_one(f"#{field}")
        assert said in shown(app)
        assert app.screen.query_one("#number", Input).value == wrong.get("number", "7")


async def test_going_back_keeps_everything(nothing_yet: DeskApp) -> None:
    """PgUp shows the page before as it was left; the language can change meanwhile."""
    app = nothing_yet
    async with app.run_test() as pilot:
        await to_last_page(app, pilot)
        await pilot.press("pageup", "f12", "pageup")
        await settled(app, pilot)
        assert app.screen.query_one("#number", Input).value == "7"
        assert app.screen.query_one("#full-name", Input).value == "Ana Sousa"
        assert "Loja de Cidadão do Saldanha" in shown(app)


async def test_a_store_that_cannot_be_made_is_told(nothing_yet: DeskApp) -> None:
    """A place that can't be written to is one line on the last page; nothing half-made is left."""
    app = nothing_yet
    Path(app.settings.store).parent.write_text("a file where the folder should be")
    async with app.run_test() as pilot:
        await to_last_page(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(top(app), FirstStart)
        assert "✗" in shown(app)
        assert not app.settings.key_file.exists()


async def test_a_store_without_its_key_is_never_replaced(made_once: Settings, tmp_path: Path) -> None:
    """Where a store lies and the key is gone, the desk starts with signing in and says which key it misses."""
    settings = replace(made_once, config=tmp_path / "elsewhere", language="en")
    app = way_in.build(settings)
    async with app.run_test() as pilot:
        await settled(app, pilot)
        assert isinstance(top(app), SignIn)
        assert "The master key was not found" in shown(app)
    assert not settings.key_file.exists()


async def test_a_terminal_without_a_place_asks_only_for_that(ground: Ground) -> None:
    """Store and key are there, but this machine does not know where it stands: one page, then signing in."""
    app = way_in.build(replace(ground.settings, desk=None))
    async with app.run_test() as pilot:
        assert isinstance(top(app), FirstStart)
        fill(app, search="saldanha", number="7")
        await pilot.pause()
        await pilot.press("pagedown")
        await settled(app, pilot)
        assert isinstance(top(app), SignIn)
        assert app.settings.desk == DESK
    app.release()


class TestPictures:
    """What the first start looks like."""

    def test_place(self, snap_compare: Callable[..., bool]) -> None:
        """80×24: a search field, the service points under it, the desk number; nothing is cut."""
        assert picture(snap_compare, first_start("pt"))

    def test_other_place(self, snap_compare: Callable[..., bool]) -> None:
        """'Another one' is chosen: three more fields stand between list and number."""
        assert picture(snap_compare, first_start("pt"), press=("z", "z"))

    def test_administrator_wrong(self, snap_compare: Callable[..., bool]) -> None:
        """Page 2, with the reason in a line and the cursor in the field it speaks of."""
        assert picture(snap_compare, first_start("pt"), press=("pagedown", "a", "n", "a", "pagedown"))

    def test_store_and_key(self, snap_compare: Callable[..., bool]) -> None:
        """Page 3 in English, 120×36: where store and key will lie, and that the key needs a copy elsewhere."""
        assert picture(snap_compare, first_start("en"), to_last_page, size=COMFORTABLE)


def first_start(language: str) -> DeskApp:
    """A first start that would keep its things in a place that looks the same on every machine."""
    settings = Settings(
        store="/home/balcao/.local/share/cmd-desk/desk.db",
        config=Path("/home/balcao/.config/cmd-desk"),
        language=language,
    )

    def never(facts: FirstFacts) -> bootstrap.OpenServices:
        raise AssertionError(facts)

    return DeskApp(
        settings, lambda: pytest.fail("no store to open"), maker=never, first_start="all", clock=lambda: NOW
    )
