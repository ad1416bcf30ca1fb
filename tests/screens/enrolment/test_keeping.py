"""Whatever happens to the screen, the case is kept: leaving, locking, another desk, a store that does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import OptionList

from data.records import CancelReason
from data.store.engine import connect_file
from desk_app import keys
from screens.enrolment.dialogs import CancelDialog
from screens.enrolment.walk import Walk
from screens.home import Home
from screens.lock import Lock, Privacy

from ..conftest import PASSWORD, Ground
from .hands import at_desk, draft, events, kept, of_steps, papers, row_of

STREET = "address.street"


@contextmanager
def held(ground: Ground) -> Iterator[None]:
    """Another program holds the store's write lock."""
    key = keys.find(ground.settings).for_store()
    other = connect_file(Path(ground.settings.store), key.store)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def test_esc_leaves_and_the_case_opens_where_it_was(ground: Ground) -> None:
    """Everything typed is kept, the list is back; Enter on the row opens the same step, the same field."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", STREET))
        reference = clerk.reference
        await clerk.cursor_in(STREET)
        clerk.type("Rua das Flores")
        clerk.press("tab")
        clerk.type("12")
        clerk.press("escape")
        await clerk.screen(Home)
        assert kept(ground, reference)[STREET] == "Rua das Flores"
        assert kept(ground, reference)["address.door"] == "12"
        await clerk.paints(reference)
        clerk.press("enter")
        await clerk.screen(Walk)
        await clerk.at("address")
        await clerk.cursor_in("address.door")
        await clerk.shows(STREET, "Rua das Flores")
        await clerk.shows("address.door", "12")


async def test_idling_locks_over_the_case_and_gives_it_back(ground: Ground, idle_seconds: int) -> None:
    """The lock keeps what was typed last, shows nothing of it, and the password brings step, field and text back."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", STREET))
        reference = clerk.reference
        await clerk.cursor_in(STREET)
        clerk.type("Rua das Flores")
        await clerk.shows(STREET, "Rua das Flores")
        ground.seconds += idle_seconds + 1
        clerk.app.watch_idle()
        await clerk.screen(Lock)
        await clerk.keeps(STREET, "Rua das Flores", reference)
        assert "Flores" not in clerk.screen_text()
        clerk.type(PASSWORD + "\n")
        await clerk.screen(Walk)
        await clerk.cursor_in(STREET)
        clerk.press("end")
        clerk.type(" 3")
        await clerk.keeps(STREET, "Rua das Flores 3")


async def test_privacy_hides_and_shows_the_case(ground: Ground) -> None:
    """F8 blanks in the middle of a word, F8 brings it back, and the word goes on."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", STREET))
        await clerk.cursor_in(STREET)
        clerk.type("Rua das F")
        await clerk.shows(STREET, "Rua das F")
        clerk.press("f8")
        await clerk.screen(Privacy)
        assert "Rua" not in clerk.screen_text()
        clerk.press("f8")
        await clerk.screen(Walk)
        clerk.type("lores")
        await clerk.keeps(STREET, "Rua das Flores")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_language_changes_in_mid_step(ground: Ground, size: tuple[int, int]) -> None:
    """F12: labels and findings in the other language; texts, field and cursor as they were."""
    async with at_desk(ground, size=size) as clerk:
        await clerk.open(draft(ground, of_steps(papers(), "address"), "address", "address.floor"))
        await clerk.cursor_in("address.floor")
        clerk.press("end")
        clerk.type("X")
        clerk.press("f12")
        await clerk.paints("Postcode", "Municipality")
        await clerk.cursor_in("address.floor")
        assert clerk.value("address.floor").endswith("X")
        clerk.type("Y")
        clerk.press("f12")
        await clerk.paints("Código postal", "Concelho")
        await clerk.cursor_in("address.floor")
        await clerk.until(lambda: kept(ground, clerk.reference)["address.floor"].endswith("XY"), "both typed")


async def test_a_second_desk_ends_the_editing_at_the_first(ground: Ground) -> None:
    """The case opened elsewhere: this desk says so, goes back to the list, and overwrites nothing."""
    async with at_desk(ground, "en") as clerk:
        made = draft(ground, {}, "address", STREET)
        await clerk.open(made)
        await clerk.cursor_in(STREET)
        who, acts = ground.session(), ground.services.enrolments
        again = acts.resume(who, made.reference, made.started)
        acts.save(who, made.reference, again.edit, {STREET: "Rua Nova"}, again.place, made.started)
        clerk.type("Rua Velha")
        await clerk.screen(Home)
        await clerk.hears("was opened at another desk")
        assert kept(ground, made.reference)[STREET] == "Rua Nova"


async def test_a_store_that_does_not_answer_is_said_and_tried_again(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program holds the store: NOT SAVED on the screen, typing goes on; free again, all is kept."""
    async with at_desk(ground, "en") as clerk:
        await clerk.open(draft(ground, {}, "address", STREET))
        await clerk.cursor_in(STREET)
        await clerk.rest()
        impatient(ground)
        with held(ground):
            clerk.type("Rua das Flores")
            await clerk.paints("NOT SAVED")
            await clerk.hears("holds the store locked")
            clerk.press("tab")
            clerk.type("12")
            await clerk.shows("address.door", "12")
            assert STREET not in kept(ground, clerk.reference)
        await clerk.keeps("address.door", "12")
        await clerk.keeps(STREET, "Rua das Flores")
        await clerk.until(lambda: "NOT SAVED" not in clerk.screen_text(), "saved again")


def impatient(ground: Ground) -> None:
    """The open connections wait no five seconds for a lock, but hardly at all: the test waits as long."""
    engine = ground.services.enrolments._ground.store._engine  # type: ignore[attr-defined]  # beneath the contract
    from sqlalchemy import event

    @event.listens_for(engine, "checkout")
    def hurry(connection: object, *_more: object) -> None:
        connection.execute("PRAGMA busy_timeout = 20")  # type: ignore[attr-defined]  # the driver's own


async def test_resizing_in_mid_step_loses_nothing(ground: Ground) -> None:
    """Wide, narrow and wide again in the middle of a word: text, field and cursor stay, both layouts are drawn."""
    async with at_desk(ground, size=(120, 36)) as clerk:
        await clerk.open(draft(ground, {}, "address", STREET))
        await clerk.cursor_in(STREET)
        clerk.type("Rua d")
        await clerk.shows(STREET, "Rua d")
        for width, height, typed in ((80, 24, "as "), (120, 36, "Flo"), (60, 20, "re"), (120, 36, "s")):
            clerk.resize(width, height)
            await clerk.until(partial(lambda width: clerk.app.size.width == width, width), "the new size")
            await clerk.at("address")
            clerk.type(typed)
        await clerk.keeps(STREET, "Rua das Flores")
        await clerk.cursor_in(STREET)


async def test_a_visit_ends_with_each_reason(ground: Ground) -> None:
    """F4, a reason, Enter: the case is closed, and the chain has the reason."""
    async with at_desk(ground, "en") as clerk:
        for number, reason in enumerate(CancelReason):
            await clerk.open(draft(ground, papers(), "nif"))
            reference = clerk.reference
            clerk.press("f4")
            box = await clerk.screen(CancelDialog)
            reasons = box.query_one(OptionList)
            await clerk.until(partial(lambda reasons: reasons.has_focus, reasons), "the list of reasons")
            reasons.highlighted = 0
            clerk.press(*["down"] * number, "enter")
            await clerk.screen(Home)
            await clerk.hears(f"{reference}: visit ended")
            assert row_of(ground, reference)["status"] == "cancelled"
            told = [e for e in ground.services.audit.events(None, 0, 1000) if e.subject == reference]
            assert (told[-1].event, told[-1].details["reason"]) == ("enrolment.cancelled", reason.value)


async def test_esc_in_the_question_goes_on_with_the_case(ground: Ground) -> None:
    """Ending a visit is asked, not done: Esc goes back to the field."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, papers(), "nif", "nif"))
        clerk.press("f4")
        await clerk.screen(CancelDialog)
        clerk.press("escape")
        await clerk.screen(Walk)
        await clerk.cursor_in("nif")
        assert row_of(ground, clerk.reference)["status"] == "draft"
    assert "enrolment.cancelled" not in events(ground)
