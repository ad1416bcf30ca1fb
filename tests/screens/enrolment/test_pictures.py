"""What the walk and the code look like, narrow and wide."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from data.records import Channel, Decision, Finding, IssuedCode, Severity, Status, Submitted
from screens.code import CodeScreen
from screens.desk import DeskApp
from screens.enrolment.walk import Walk
from screens.hand_over import Reissue
from screens.referred import Referred

from ..conftest import NOW, Ground
from ..pictures import COMFORTABLE, SMALL, Prepare, picture, settled
from ..test_home import at_home
from .hands import STEPS, draft, enrolled, of_steps, papers

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [SMALL, COMFORTABLE], ids=["80x24", "120x36"])
TROUBLE = {
    "address.municipality": "Faro",
    "address.postcode": "1050-047",
    "address.proof.issued": "2026-01-10",
    "address.proof.kind": "utility_bill",
    "address.proof.holder": "Maria das Dores",
}
"""An address with a block, a refer and a point to confirm."""
CODE = IssuedCode("E-2026-000001", 1, "1234567890", NOW, NOW + timedelta(days=7), "pt", Channel.PRINT)


def with_case(
    ground: Ground, texts: dict[str, str], step: str, field: str = ""
) -> Callable[[DeskApp, Pilot[Any]], Awaitable[None]]:
    """The case open at a step, everything that was begun done."""

    async def prepare(app: DeskApp, pilot: Pilot[Any]) -> None:
        await at_home(app, pilot, ground)
        await app.push_screen(Walk(draft(ground, texts, step, field)))
        await settled(app, pilot)
        walk = app.screen
        assert isinstance(walk, Walk)
        await walk.flush()

    return prepare


def with_screen(
    ground: Ground, make: Callable[[], Screen[Any]]
) -> Callable[[DeskApp, Pilot[Any]], Awaitable[None]]:
    """A screen over the home."""

    async def prepare(app: DeskApp, pilot: Pilot[Any]) -> None:
        await at_home(app, pilot, ground)
        app.push_screen(make())
        await settled(app, pilot)

    return prepare


async def with_code(ground: Ground, app: DeskApp, pilot: Pilot[Any], *, revealed: bool = False) -> None:
    """A code that is always the same in place of the one that was drawn."""
    reference = enrolled(ground, 4711)
    await at_home(app, pilot, ground)
    screen = CodeScreen(reference)
    await app.push_screen(screen)
    await settled(app, pilot)
    screen.code = replace(CODE, reference=reference)
    screen._revealed = revealed
    screen._draw()


def box(snap_compare: Snap, app: DeskApp, prepare: Prepare, key: str) -> bool:
    """A picture of the box that `key` opens. What asked for it waits for an answer: nothing settles behind it."""

    async def before(pilot: Pilot[Any]) -> None:
        await settled(app, pilot)
        await prepare(app, pilot)
        below = app.screen
        await pilot.press(key)
        while app.screen is below or not app.screen.focused:
            await pilot.pause()
        for part in app.screen.query(Input):
            part.cursor_blink = False
        await pilot.pause()

    return snap_compare(app, terminal_size=SMALL, run_before=before)


class TestSteps:
    """Every step with its papers in order."""

    @SIZES
    @pytest.mark.parametrize("step", STEPS)
    def test_filled(self, ground: Ground, snap_compare: Snap, step: str, size: tuple[int, int]) -> None:
        """Labels, values and asides in columns; ✓ before the steps behind; hint and "em ordem" beside the form."""
        assert picture(snap_compare, ground.app(), with_case(ground, papers(), step), size=size)

    def test_empty_in_english(self, ground: Ground, snap_compare: Snap) -> None:
        """The permit with nothing in it: only the hint of the zone beside it, no complaint yet."""
        assert picture(
            snap_compare, ground.app("en"), with_case(ground, {"consent.informed": "yes"}, "permit")
        )

    @SIZES
    def test_training(self, ground: Ground, snap_compare: Snap, size: tuple[int, int]) -> None:
        """The watermark in the top bar, which has another colour, and F2 in the key row."""
        assert picture(snap_compare, ground.app(training=True), with_case(ground, papers(), "nif"), size=size)


class TestFindings:
    """What is wrong, in words."""

    @SIZES
    def test_every_severity(self, ground: Ground, snap_compare: Snap, size: tuple[int, int]) -> None:
        """✗, ? and ! each with its sentence and its way out, heaviest first; the step's own mark is ✗."""
        assert picture(
            snap_compare, ground.app(), with_case(ground, papers() | TROUBLE, "address"), size=size
        )

    def test_a_note_in_english(self, ground: Ground, snap_compare: Snap) -> None:
        """A British mobile: its country behind it, and a note with i."""
        texts = papers(contact__mobile="+44 7400 123456")
        assert picture(snap_compare, ground.app("en"), with_case(ground, texts, "contact"))

    def test_a_correction(self, ground: Ground, snap_compare: Snap) -> None:
        """A surname typed over the zone's: marked behind the field, and told beside it."""
        texts = papers(residence_permit__surname="ALMEIDA")
        assert picture(
            snap_compare, ground.app(), with_case(ground, texts, "permit", "residence_permit.surname")
        )


class TestReview:
    """The last look."""

    @SIZES
    def test_differences(self, ground: Ground, snap_compare: Snap, size: tuple[int, int]) -> None:
        """The differing characters in reverse, ≠ between them; below, each point with the number of its step."""
        texts = papers(passport__birth_date="1996-04-28", nif="123456789")
        assert picture(snap_compare, ground.app(), with_case(ground, texts, "review"), size=size)

    def test_in_order_in_english(self, ground: Ground, snap_compare: Snap) -> None:
        """Nothing marked, one line that says so."""
        assert picture(snap_compare, ground.app("en"), with_case(ground, papers(), "review"))


class TestQuestions:
    """The boxes over the walk."""

    def test_confirm(self, ground: Ground, snap_compare: Snap) -> None:
        """The point, the way out, and a line for the reason with the cursor in it."""
        texts = of_steps(papers(), "consent", "permit", "passport") | {"nif": "451234561"}
        assert box(snap_compare, ground.app(), with_case(ground, texts, "nif"), "f6")

    def test_cancel(self, ground: Ground, snap_compare: Snap) -> None:
        """Six reasons in a list, the first marked, and that the case is closed for good."""
        assert box(snap_compare, ground.app(), with_case(ground, papers(), "nif"), "f4")

    def test_submit(self, ground: Ground, snap_compare: Snap) -> None:
        """What the case comes to, and the password."""
        assert box(snap_compare, ground.app(), with_case(ground, papers(), "review"), "pagedown")

    def test_reissue(self, ground: Ground, snap_compare: Snap) -> None:
        """Why a supervisor is needed, their name and password."""
        make = partial(Reissue, ground.session(), "E-2026-000001")
        assert picture(snap_compare, ground.app(), with_screen(ground, make))


class TestCode:
    """The code in hand."""

    @SIZES
    def test_hidden(self, ground: Ground, snap_compare: Snap, size: tuple[int, int]) -> None:
        """The square black on white with its white margin, dots for digits, until when it is good."""
        assert picture(snap_compare, ground.app(), partial(with_code, ground), size=size)

    def test_revealed_in_english(self, ground: Ground, snap_compare: Snap) -> None:
        """The digits in groups where the dots were."""
        assert picture(snap_compare, ground.app("en"), partial(with_code, ground, revealed=True))

    @SIZES
    def test_referred(self, ground: Ground, snap_compare: Snap, size: tuple[int, int]) -> None:
        """That a supervisor decides, why, and what to give the applicant."""
        finding = Finding("address.proof_other", Severity.REFER, "address.proof.kind")
        done = Submitted("E-2026-000001", Status.IN_QUEUE, Decision.REFER, (finding,))
        assert picture(
            snap_compare, ground.app(), with_screen(ground, partial(Referred, done, "pt")), size=size
        )
