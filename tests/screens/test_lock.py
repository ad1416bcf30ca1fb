"""The lock: by key, by idling, and back."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input

from data.records import Place
from screens.enrolment.walk import Walk
from screens.home import Home
from screens.lock import Lock
from screens.sign_in import SignIn
from screens.widgets.dialog import Question

from .conftest import NOW, PASSWORD, Ground
from .pictures import picture, settled, shown, top
from .test_home import ROWS, at_home, with_rows


async def test_f9_locks_and_the_password_unlocks(ground: Ground) -> None:
    """Nothing of the cases is on the screen while it is locked; the operator's password brings all of it back."""
    app = ground.app()
    async with app.run_test() as pilot:
        home = await at_home(app, pilot, ground)
        home.show(ROWS)
        await pilot.press("f9")
        await settled(app, pilot)
        assert isinstance(top(app), Lock)
        assert "Maria Lopes" in shown(app)
        assert "E-2026" not in shown(app)
        app.screen.query_one("#password", Input).value = PASSWORD
        await pilot.press("enter")
        await settled(app, pilot)
        assert top(app) is home
    events = [event.event for event in ground.services.audit.events(None)]
    assert events[-2:] == ["operator.locked", "operator.unlocked"]


async def test_a_wrong_password_keeps_it_locked(ground: Ground) -> None:
    """The field is empty again and the reason stands under it."""
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("f9")
        app.screen.query_one("#password", Input).value = "wrong"
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(top(app), Lock)
        assert app.screen.query_one("#password", Input).value == ""
        assert "✗" in shown(app)


async def test_idling_locks(ground: Ground, idle_seconds: int) -> None:
    """After the policy's time without a key the desk locks itself, and not before; a key starts the time anew."""
    app = ground.app()
    async with app.run_test() as pilot:
        home = await at_home(app, pilot, ground)
        ground.seconds += idle_seconds
        app.watch_idle()
        await pilot.pause()
        assert top(app) is home
        await pilot.press("down")
        ground.seconds += idle_seconds
        app.watch_idle()
        await pilot.pause()
        assert top(app) is home
        ground.seconds += 1
        app.watch_idle()
        await settled(app, pilot)
        assert isinstance(top(app), Lock)
        app.watch_idle()
        await settled(app, pilot)
        assert len([screen for screen in app.screen_stack if isinstance(screen, Lock)]) == 1


async def test_nobody_is_locked_out_before_signing_in(ground: Ground, idle_seconds: int) -> None:
    """The sign-in form holds nothing to cover: neither idling nor F9 locks it."""
    app = ground.app()
    async with app.run_test() as pilot:
        ground.seconds += 10 * idle_seconds
        app.watch_idle()
        await pilot.press("f9")
        await settled(app, pilot)
        assert isinstance(top(app), SignIn)


async def test_a_dialog_beneath_is_still_there_after_unlocking(ground: Ground) -> None:
    """The lock covers an open question; unlocking brings back the question, not its answer."""
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("escape", "f9")
        await settled(app, pilot)
        assert isinstance(top(app), Lock)
        app.screen.query_one("#password", Input).value = PASSWORD
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(top(app), Question)
        assert app.session is not None


async def test_what_was_typed_last_is_kept_by_locking(ground: Ground) -> None:
    """The lock lets the open case keep its last field before anything else happens."""
    who = ground.session()
    draft = ground.services.enrolments.begin(who, NOW)
    ground.services.enrolments.save(who, draft.reference, draft.edit, {"nif": "1"}, Place("nif", "nif"), NOW)
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Walk)
        await pilot.press("end", "2", "3", "f9")
        await settled(app, pilot)
        assert isinstance(top(app), Lock)
        kept = ground.services.enrolments.resume(who, draft.reference, NOW)
        assert kept.fields["nif"] == "123"


async def test_somebody_else_can_sign_in_over_the_lock(ground: Ground) -> None:
    """F10 ends the locked session: the form is empty, the case is a draft of the one who left."""
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("f2")
        await settled(app, pilot)
        await pilot.press("f9")
        await settled(app, pilot)
        await pilot.press("f10")
        await settled(app, pilot)
        assert isinstance(top(app), SignIn)
        assert len(app.screen_stack) == 1
        assert app.session is None
        await at_home(app, pilot, ground, "rui")
        assert "E-2026-000001" not in shown(app)
    assert [row.reference for row in ground.services.enrolments.mine(ground.session())] == ["E-2026-000001"]


async def test_help_privacy_and_palette_do_nothing_over_the_lock(ground: Ground) -> None:
    """Only the password, another operator, the language and leaving are alive on it."""
    app = ground.app()
    async with app.run_test() as pilot:
        await at_home(app, pilot, ground)
        await pilot.press("f9", "f1", "f8", "f9", "f2", "ctrl+p")
        await settled(app, pilot)
        assert isinstance(top(app), Lock)
        await pilot.press("f12")
        await settled(app, pilot)
        assert "The desk is locked" in shown(app)


async def test_messages_are_not_shown_over_the_lock(ground: Ground) -> None:
    """What the desk had to say of a case is not said while somebody else may read it."""
    app = ground.app()
    async with app.run_test(notifications=True) as pilot:
        home = await at_home(app, pilot, ground)
        home.say("E-2026-000123 · Inês")
        await pilot.pause()
        assert "E-2026-000123" in shown(app)
        await pilot.press("f9")
        app.notify("E-2026-000124", markup=False)
        await settled(app, pilot)
        assert "E-2026" not in shown(app)
        assert isinstance(app.screen_stack[-2], Home)


def test_picture(ground: Ground, snap_compare: Callable[..., bool]) -> None:
    """Who is signed in and since when it is locked, one field, and the three keys that are alive."""
    assert picture(snap_compare, ground.app(), with_rows(ground), press=("f9",))
