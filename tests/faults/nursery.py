"""Raises desks to be killed: imports everything once, then forks a desk for each line on standard input.

`python -m tests.faults.nursery FOLDER` prints `READY`, and for each line of input forks a child that works through
whole cases on the store in FOLDER, at full speed, until it is killed. The child tells on standard output, a JSON line
each, what the store acknowledged: only after the act has returned. The nursery prints the child's pid first.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import DataTable, Static

from data.records import Desk, Status
from desk_app.bootstrap import open_services
from desk_app.services.contract import Services
from desk_app.services.door import Cost
from desk_app.settings import Settings, load
from desk_app.training.papers import person_of
from desk_app.training.people import fields
from screens.code import CodeScreen
from screens.desk import DeskApp
from screens.enrolment.dialogs import SubmitDialog
from screens.enrolment.steps import BY_ID, Kind
from screens.enrolment.walk import Walk
from screens.hand_over import Reissue
from screens.home import Home
from screens.referred import Referred
from screens.sign_in import SignIn
from screens.widgets.dialog import Question
from screens.widgets.editors import LineEditor, MrzEditor, widget_id
from tests.typist import Typist

PASSWORD = "correct horse"
CHEAP = Cost(1, 8, 1)
"""Argon2 as cheap as it gets: it is not what is tested here."""
DESK = Desk("saldanha", "Loja de Cidadão, Saldanha", 7)


def settings(folder: Path) -> Settings:
    """The settings of the store that all children of a nursery share."""
    return replace(
        load({"DESK_CONFIG": str(folder / "config")}, store=str(folder / "data" / "desk.db")), desk=DESK
    )


def acknowledge(**fact: object) -> None:
    """One line, whole or not at all (far below a pipe's atomic size), after the store has it."""
    os.write(1, (json.dumps(fact) + "\n").encode())


class Telling:
    """A service that tells on standard output what it has done, once it is done."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        act = getattr(self._inner, name)
        if name not in {"begin", "save", "submit", "issue", "cancel", "handed_over"}:
            return act

        def told(*given: Any, **named: Any) -> Any:
            done = act(*given, **named)
            match name:
                case "begin":
                    acknowledge(act="begin", reference=done.reference)
                case "save":
                    _who, reference, _edit, texts, place, _at = given
                    acknowledge(
                        act="save",
                        reference=reference,
                        fields=dict(texts),
                        step=place.step,
                        field=place.field,
                    )
                case "submit":
                    acknowledge(act="submit", reference=done.reference, status=done.status)
                case "issue":
                    acknowledge(act="issue", reference=done.reference, serial=done.serial)
                case "handed_over":
                    acknowledge(act="handed_over", reference=given[1].reference)
            return done

        return told


class Observed:
    """All services, telling what they did."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def __getattr__(self, name: str) -> Any:
        inner = getattr(self._services, name)
        return Telling(inner) if name in ("enrolments", "codes") else inner


def shown(app: DeskApp) -> str:
    """What the top screen says, for the failure of a desk that got stuck."""
    return " | ".join(str(part.render()) for part in app.screen.query(Static) if part.display)


async def work(folder: Path) -> None:
    """Sign in and take case after case through the walk."""
    app = DeskApp(settings(folder), lambda: Observed(open_services(settings(folder), cost=CHEAP)))
    async with app.run_test(size=(80, 24)):
        hands = Typist(app, shown=lambda: shown(app))
        await hands.screen(SignIn)
        hands.type("ana")
        hands.press("enter")
        hands.type(PASSWORD)
        hands.press("enter")
        while True:
            await open_a_case(hands, await hands.screen(Home))
            await one_case(hands)


async def open_a_case(hands: Typist, home: Home) -> None:
    """The first of the list, or a new one. The list may still show a case that was just closed: look again then."""
    while isinstance(hands.app.screen, Home):
        await hands.until(lambda: home._rows is not None)
        open_rows = [
            place
            for place, row in enumerate(home._rows or ())
            if row.status in (Status.DRAFT, Status.APPROVED)
        ]
        if open_rows:
            home.query_one("#cases", DataTable).move_cursor(row=open_rows[0])
        hands.press("enter" if open_rows else "f2")
        with suppress(TimeoutError):
            async with asyncio.timeout(0.7):
                await hands.until(lambda: not isinstance(hands.app.screen, Home), "a case to open")


def up(app: App[int], kind: type[Screen[Any]]) -> bool:
    """Whether a screen of `kind` is on top now."""
    return isinstance(app.screen, kind)


async def one_case(hands: Typist) -> None:
    """From wherever the case was left to the code in hand."""
    app = hands.app
    if up(app, Question):  # the applicant of an approved case is here
        hands.press("enter")
        await hands.until(lambda: not up(app, Question))
    if up(app, Walk):
        await walk(hands, cast(Walk, app.screen))
    await hands.until(lambda: up(app, CodeScreen) or up(app, Reissue) or up(app, Referred), "an outcome")
    if up(app, Referred):
        hands.press("f10")
        await hands.screen(Question)
        hands.press("enter")
        return
    screen = next(one for one in app.screen_stack if isinstance(one, CodeScreen))
    await hands.until(lambda: screen.code or screen._failed or up(app, Reissue), "a code")
    if up(app, Reissue):  # the list was renewed under the cursor: not a case for us
        hands.press("escape")
        await hands.until(lambda: screen._failed)
    hands.press("f10")
    await hands.until(lambda: not up(app, CodeScreen), "leaving the code")
    if up(app, Question):
        hands.press("enter")


def focused(app: App[int], part: Widget) -> bool:
    """Whether `part` has the cursor."""
    return app.focused is part


def beyond(screen: Walk, step: str) -> bool:
    """Whether the walk is past `step`, and drawn."""
    return screen.step.id != step and not screen._changing


def taken(screen: Walk, path: str, wanted: str) -> bool:
    """Whether the case has something for `path` that begins with `wanted`."""
    text = screen.state.fields.get(path, "")
    return bool(text) and text.startswith(wanted)


async def walk(hands: Typist, screen: Walk) -> None:
    """Type what is missing on each step, from the open one to submitting."""
    app = hands.app
    await hands.until(lambda: hasattr(screen, "state") and not screen._changing)
    papers = fields(person_of(screen.draft.reference, screen.desk.today), "pt")
    while screen.step.id != "review":
        step = screen.step.id
        for field in BY_ID[step].fields:
            text = papers.get(field.path, "")
            if screen.state.fields.get(field.path, "") == text:
                continue
            name = f"#{widget_id(field.path)}"
            await hands.until(partial(screen.query, name), name)
            row = screen.query_one(name)
            row.focus()
            await hands.until(partial(focused, app, row))
            if isinstance(row, LineEditor | MrzEditor) and screen.state.fields.get(field.path):
                row.select_all()  # half of it was typed in a former life
                hands.press("backspace")
            if field.kind is Kind.FLAG:
                hands.press("space")
            elif field.kind is Kind.CHOICE:
                values = [value for value, _label in field.choices]
                hands.type(str(values.index(text) + 1))
            elif field.kind is Kind.DATE:
                hands.type("-".join(reversed(text.split("-"))))
            else:
                hands.type(text)
            wanted = text
            await hands.until(partial(taken, screen, field.path, wanted), field.path)
        hands.press("pagedown")
        await hands.until(partial(beyond, screen, step), f"the step behind {step}")
    hands.press("pagedown")
    await hands.screen(SubmitDialog)
    await hands.until(lambda: app.focused is not None and app.focused.id == "password")
    hands.type(PASSWORD)
    hands.press("enter")


def main() -> None:
    """Fork a desk a line, until standard input ends."""
    folder = Path(sys.argv[1])
    os.write(1, b"READY\n")
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                asyncio.run(work(folder))
            except BaseException as error:  # a child that dies by itself is a failure the test must see
                acknowledge(act="died", why=repr(error))
            os._exit(1)
        os.write(1, f"{child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"GONE\n")


if __name__ == "__main__":
    main()
