"""A clerk at the open case: types as fast as the terminal delivers, reads the screen, looks into the store."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast

from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Input, Static

from data.records import Draft, Place, Session
from data.store import cases
from data.store.work import Work
from desk_app.bootstrap import OpenServices
from desk_app.services import evidence
from desk_app.training.people import Person, fields, person
from screens.desk import DeskApp
from screens.enrolment.dialogs import SubmitDialog
from screens.enrolment.walk import Walk
from screens.hand_over import HandOver
from screens.home import Home
from screens.orders import give
from screens.widgets.editors import widget_id
from tests import typist
from tests.typist import Typist

from ..conftest import NOW, PASSWORD, Ground
from ..pictures import shown

TODAY = NOW.date()
LONGEST_LOOK = 0.03
"""Seconds between two looks at a fact that takes its time."""
STEPS = ("consent", "permit", "passport", "nif", "address", "contact")


def someone(seed: int = 4711) -> Person:
    """An applicant with papers in order."""
    return person(seed, TODAY)


def papers(seed: int = 4711, **changes: str) -> dict[str, str]:
    """Their whole case, but for `changes` (paths with `__` for the dots)."""
    return fields(someone(seed), "pt") | {
        path.replace("__", "."): text for path, text in changes.items() if path.replace("__", ".")
    }


def of_steps(texts: Mapping[str, str], *steps: str) -> dict[str, str]:
    """Only what belongs to these steps."""
    from screens.enrolment.steps import step_of

    return {path: text for path, text in texts.items() if step_of(path) in steps}


def draft(
    ground: Ground,
    texts: Mapping[str, str],
    step: str = "consent",
    field: str = "",
    *,
    who: Session | None = None,
) -> Draft:
    """A case kept by an earlier visit, opened again at `step`."""
    who = who or ground.session()
    acts = ground.services.enrolments
    begun = acts.begin(who, NOW)
    acts.save(who, begun.reference, begun.edit, texts, Place(step, field), NOW)
    return acts.resume(who, begun.reference, NOW)


def enrolled(ground: Ground, seed: int) -> str:
    """A live enrolment of the person `seed`: its reference."""
    who, made = ground.session(), draft(ground, papers(seed))
    acts = ground.services.enrolments
    acts.submit(who, made.reference, made.edit, PASSWORD, acts.version(made.reference), NOW)
    return made.reference


def _look(ground: Ground) -> AbstractContextManager[Work]:
    """A read of the store beneath the services."""
    return cast(OpenServices, ground.services).enrolments._ground.look()


def row_of(ground: Ground, reference: str) -> dict[str, Any]:
    """The enrolment's row in the store."""
    with _look(ground) as work:
        row = work.one(cases.BY_REFERENCE, reference=reference)
    assert row is not None
    return row


def kept(ground: Ground, reference: str) -> dict[str, str]:
    """Every field of the case as the store has it, without opening it."""
    with _look(ground) as work:
        row = work.one(cases.BY_REFERENCE, reference=reference)
        assert row is not None
        return evidence.load(work, row["id"])


def events(ground: Ground) -> list[str]:
    """What the audit chain tells, oldest first."""
    return [event.event for event in ground.services.audit.events(None, 0, 1000)]


class Clerk(Typist):
    """Hands and eyes at a running desk."""

    app: DeskApp

    def __init__(self, app: DeskApp, ground: Ground) -> None:
        super().__init__(app, lambda: "\n".join(["", self.screen_text(), *self.told()]))
        self.ground = ground

    async def until(self, fact: Callable[[], object], what: str = "") -> None:
        """As a typist waits, but looking less and less often: to paint a screen or read a store is no light look."""
        wait = 0.004
        while not fact() and wait < LONGEST_LOOK:
            await asyncio.sleep(wait)
            wait *= 1.5
        deadline = time.monotonic() + typist.PATIENCE
        while not fact():
            assert time.monotonic() < deadline, f"waited in vain for {what or fact!r}: {self._shown()}"
            await asyncio.sleep(LONGEST_LOOK)

    # ---- where one is ------------------------------------------------------------------------------

    @property
    def top(self) -> Screen[Any]:
        """The screen that is up now."""
        return self.app.screen

    @property
    def walk(self) -> Walk:
        """The open case, also beneath a dialog or the lock."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, Walk))

    @property
    def reference(self) -> str:
        """Of the open case."""
        return self.walk.draft.reference

    async def open(self, case: Draft) -> Walk:
        """Open a case over the home, drawn and with the cursor in it."""
        await self.app.push_screen(Walk(case))
        return await self.at(case.place.step if case.place.step in (*STEPS, "review") else "consent")

    async def go(self, step: str) -> Walk:
        """Open another step, as a number on the review does."""
        give(self.walk, "go", step)
        return await self.at(step)

    async def at(self, step: str) -> Walk:
        """Wait for `step` to be drawn, with the cursor in it."""
        walk = self.walk
        await self.until(
            lambda: (
                getattr(walk, "state", None)
                and walk.step.id == step
                and not walk._changing
                and walk.focused is not None
            ),
            f"step {step}",
        )
        return walk

    async def cursor_in(self, path: str) -> None:
        """Wait for the cursor to stand in the field `path`."""
        await self.until(
            lambda: self.app.focused is not None and self.app.focused.id == widget_id(path),
            f"the cursor in {path}",
        )

    async def empty(self, path: str) -> None:
        """Take away what the field under the cursor holds."""
        self.press("end", *["backspace"] * len(self.value(path)))
        await self.keeps(path, "")

    async def caught_up(self) -> None:
        """Wait until every key has reached the field or the order it was meant for."""
        taken = asyncio.Event()
        self.app.call_later(taken.set)
        await taken.wait()
        await self.until(lambda: not self.app._holding and not self.app._held, "no key waiting")

    async def go_to(self, path: str) -> None:
        """Put the cursor into a field of the open step, behind all that was typed and pasted before."""
        await self.caught_up()
        self.walk.set_focus(self.walk.query_one(f"#{widget_id(path)}"))
        await self.cursor_in(path)

    def resize(self, width: int, height: int) -> None:
        """The terminal's window changes its size."""
        size = Size(width, height)
        self.app.post_message(Resize(size, size))

    # ---- what one reads ----------------------------------------------------------------------------

    def screen_text(self) -> str:
        """What is painted, a line a row; nothing while a step that was taken away is still laid out."""
        try:
            return shown(self.app)
        except KeyError:  # Textual: the taken-away editor has no styles any more
            return ""

    def findings(self) -> str:
        """What stands beside the form, as one line of words."""
        return self._said("#findings")

    def _said(self, place: str) -> str:
        """The words of a text of the walk; nothing while it is drawn anew."""
        return " ".join(
            " ".join(str(part.content) for part in self.walk.query(place).results(Static)).split()
        )

    def papers_text(self) -> str:
        """What the review says, as one line of words."""
        return self._said("#papers")

    def aside(self, path: str) -> str:
        """What stands behind a field's value."""
        from screens.enrolment.form import Form

        row = self.walk.query_one(Form).row(path)
        return "".join(str(part.content) for part in row.query(".aside").results(Static)) if row else ""

    def value(self, path: str) -> str:
        """What the editor of a field shows."""
        editor = next(iter(self.walk.query(f"#{widget_id(path)}")), None)
        return str(getattr(editor, "text", None) or getattr(editor, "value", ""))

    def told(self) -> list[str]:
        """Title and text of every message that popped up."""
        return [f"{note.title}: {note.message}" for note in self.app._notifications]

    def refusal(self) -> str:
        """What the open dialog says is wrong."""
        found = self.top.query("#dialog-error")
        return str(found.first(Static).content) if found else ""

    async def sees(self, *words: str) -> None:
        """Wait for words beside the form."""
        for said in words:
            await self.until(partial(lambda said: said in self.findings(), said), f"{said!r} beside the form")

    async def shows(self, path: str, text: str) -> None:
        """Wait for the editor of a field to show `text`."""
        await self.until(lambda: self.value(path) == text, f"{text!r} in {path}")

    async def paints(self, *words: str) -> None:
        """Wait for words on the screen."""
        for said in words:
            await self.until(
                partial(lambda said: said in self.screen_text(), said), f"{said!r} on the screen"
            )

    async def hears(self, words: str) -> None:
        """Wait for a message that pops up."""
        await self.until(lambda: any(words in note for note in self.told()), f"{words!r} said")

    # ---- what the store has ------------------------------------------------------------------------

    async def keeps(self, path: str, text: str, reference: str = "") -> None:
        """Wait for the store to have `text` in the field `path`."""
        reference = reference or self.reference
        await self.until(lambda: kept(self.ground, reference).get(path, "") == text, f"{path} kept")

    async def submit(self, password: str = PASSWORD) -> None:
        """From the review: the last key, the password, Enter."""
        self.press("pagedown")
        await self.dialog(SubmitDialog, "password")
        self.type(password)
        self.press("enter")

    async def dialog(self, kind: type[Screen[Any]], focus: str) -> Screen[Any]:
        """Wait for a dialog with the cursor in its input `focus`."""
        box = await self.screen(kind)
        await self.until(lambda: box.focused is not None and box.focused.id == focus, f"cursor in {focus}")
        return box

    async def save_in(self, folder: Path) -> None:
        """In the box that asks where to: the folder, and Enter."""
        box = await self.screen(HandOver)
        await self.until(lambda: box.focused is not None and box.focused.id == "places", "the places")
        self.entered("folder").value = str(folder)
        self.press("tab")
        await self.dialog(HandOver, "folder")
        self.press("enter")

    def entered(self, name: str) -> Input:
        """An input of the screen that is up."""
        return self.top.query_one(f"#{name}", Input)

    async def rest(self) -> None:
        """Let everything that was begun come to its end."""
        for screen in self.app.screen_stack:
            if isinstance(screen, Walk):
                await screen.flush()
        await self.until(
            lambda: not [w for w in self.app.workers if w.group == "matches" and w.is_running], "rest"
        )


@asynccontextmanager
async def at_desk(
    ground: Ground,
    language: str = "pt",
    *,
    size: tuple[int, int] = (80, 24),
    training: bool = False,
    who: str = "maria",
    **more: Any,
) -> AsyncIterator[Clerk]:
    """The desk with somebody signed in, at their list."""
    app = ground.app(language, training=training, **more)
    async with app.run_test(size=size, notifications=True):
        clerk = Clerk(app, ground)
        await app.services_ready()
        app.signed_in(ground.session(who))
        await clerk.screen(Home)
        yield clerk
        await clerk.rest()
