"""The operator's home."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from textual.pilot import Pilot

from data.records import CaseRow, Place, Status
from screens.desk import DeskApp
from screens.enrolment.walk import Walk
from screens.home import Home
from screens.sign_in import SignIn

from .conftest import NOW, Ground
from .pictures import COMFORTABLE, picture, settled, shown, top

ROWS = [
    CaseRow(
        "E-2026-000123",
        Status.DRAFT,
        "Inês Garção de Magalhães",
        NOW - timedelta(minutes=12),
        NOW,
        "permit",
    ),
    CaseRow(
        "E-2026-000121",
        Status.RETURNED,
        "[/b] Oleksandr [@click=app.quit]Kovalenko[/]",
        NOW - timedelta(days=1),
        NOW - timedelta(hours=2),
        "address",
        "O comprovativo está em nome de outra pessoa; peça um em nome do requerente.",
    ),
    CaseRow(
        "E-2026-000098",
        Status.APPROVED,
        "Nguyễn Thị Minh Khai",
        NOW - timedelta(days=3),
        NOW - timedelta(days=3),
        "review",
    ),
]


async def at_home(app: DeskApp, pilot: Pilot[Any], ground: Ground, name: str = "maria") -> Home:
    """Signed in, the list loaded."""
    await app.services_ready()
    app.signed_in(ground.session(name))
    await settled(app, pilot)
    assert isinstance(app.screen, Home)
    return app.screen


async def test_a_new_case_opens_the_walk(ground: Ground) -> None:
    """F2 makes a draft with the year's next reference and shows its first step."""
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("f2")
        await settled(app, pilot)
        assert isinstance(app.screen, Walk)
        assert app.screen.draft.reference == "E-2026-000001"


async def test_enter_goes_on_with_the_marked_case(ground: Ground) -> None:
    """A draft left earlier is in the list with its step, and Enter opens it there."""
    who = ground.session()
    draft = ground.services.enrolments.begin(who, NOW)
    ground.services.enrolments.save(
        who, draft.reference, draft.edit, {"nif": "123456789"}, Place("nif", "nif"), NOW
    )
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        assert "E-2026-000001" in shown(app)
        assert "NIF" in shown(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Walk)
        assert app.screen.draft.place == Place("nif", "nif")


async def test_the_list_is_fresh_when_one_comes_back(ground: Ground) -> None:
    """What changed elsewhere meanwhile is seen as soon as the home is on the screen again."""
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        assert "E-2026-000001" not in shown(app)
        await pilot.press("f8")
        ground.services.enrolments.begin(app.who, NOW)
        await pilot.press("f8")
        await settled(app, pilot)
        assert "E-2026-000001" in shown(app)


async def test_a_case_that_is_gone_is_told_and_leaves_the_list(ground: Ground) -> None:
    """Opening a row that can't be opened any more says so, and lists what there is now."""
    app = ground.app("en")
    async with app.run_test(notifications=True) as pilot:
        home = await at_home(app, pilot, ground)
        home.show(ROWS[:1])
        await pilot.press("enter")
        await settled(app, pilot)
        assert top(app) is home
        assert "There is no case E-2026-000123" in shown(app)
        assert "Residence permit" not in shown(app)


async def test_f10_ends_the_session(ground: Ground) -> None:
    """Signing out shows the empty form again, and the record has it."""
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("f10")
        await settled(app, pilot)
        assert isinstance(top(app), SignIn)
        assert app.session is None
        assert len(app.screen_stack) == 1
        assert "Maria" not in shown(app)
    events = [event.event for event in ground.services.audit.events(None)]
    assert events[-1] == "operator.signed_out"


async def test_esc_asks_before_it_signs_out(ground: Ground) -> None:
    """One Esc too many on the way back from a case ends no session."""
    app = ground.app()
    async with app.run_test() as pilot:
        home = await at_home(app, pilot, ground)
        await pilot.press("escape", "escape")
        assert top(app) is home
        await pilot.press("escape", "enter")
        await settled(app, pilot)
        assert isinstance(top(app), SignIn)


async def test_an_administrator_sees_no_case(ground: Ground) -> None:
    """They are told their commands; F2 and Enter do nothing."""
    app = ground.app("en")
    async with app.run_test() as pilot:
        home = await at_home(app, pilot, ground, "ana")
        await pilot.press("f2", "n", "enter")
        await settled(app, pilot)
        assert top(app) is home
        assert "desk operator" in shown(app)


class TestPictures:
    """What the home looks like."""

    def test_cases(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """80×24: three rows, names cut with …, brackets as they are; the returned one is marked, its remarks below."""
        assert picture(snap_compare, ground.app(), with_rows(ground), press=("down",))

    def test_cases_comfortable(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """120×36: the same with full names, and date and time in full."""
        assert picture(snap_compare, ground.app(), with_rows(ground), size=COMFORTABLE)

    def test_cases_in_english(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """80×24 in English: dates like 22 Nov."""
        assert picture(snap_compare, ground.app("en"), with_rows(ground))

    def test_no_case(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """No list at all, and one sentence that says which key begins."""
        assert picture(snap_compare, ground.app(), lambda app, pilot: signed_in(app, pilot, ground))

    def test_administrator(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """Commands in a column, what each does in another."""
        assert picture(snap_compare, ground.app(), lambda app, pilot: signed_in(app, pilot, ground, "ana"))

    def test_auditor(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """The same for an auditor."""
        assert picture(snap_compare, ground.app(), lambda app, pilot: signed_in(app, pilot, ground, "vera"))

    def test_asked_to_leave(self, ground: Ground, snap_compare: Callable[..., bool]) -> None:
        """The question in a box over the dimmed list."""
        assert picture(snap_compare, ground.app(), with_rows(ground), press=("escape",))


async def signed_in(app: DeskApp, pilot: Pilot[Any], ground: Ground, name: str = "maria") -> None:
    """`at_home` for a picture."""
    await at_home(app, pilot, ground, name)


def with_rows(ground: Ground) -> Callable[[DeskApp, Pilot[Any]], Any]:
    """Signed in as a clerk, with `ROWS` listed."""

    async def prepare(app: DeskApp, pilot: Pilot[Any]) -> None:
        (await at_home(app, pilot, ground)).show(ROWS)

    return prepare
