"""The demo desk without a terminal, at a moment that never passes: what the pictures and their tests are taken from."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from data.records import IssuedCode, Session
from desk_app import demo
from desk_app.bootstrap import DEMO_PEOPLE, OpenServices
from desk_app.services.codes import CodeActs
from desk_app.settings import Settings
from screens.desk import DeskApp, Person

NOW = datetime(2026, 11, 23, 10, 42, 7, tzinfo=UTC)
"""When every picture is taken: a Monday morning in Lisbon."""
SIZE = (120, 30)
"""Columns and rows of a picture: wide enough for the steps in a column of their own."""
PATIENCE = 30.0
"""Seconds before waiting for a fact counts as its failure."""


class PictureCodes(CodeActs):
    """Codes as ever, but the one on the picture is always the same (and good for no key)."""

    def issue(self, who: Session, reference: str, at: datetime) -> IssuedCode:
        """The first code of an approved case."""
        return replace(super().issue(who, reference, at), digits="1234567890")


class Stage:
    """The running desk, and hands at its keyboard."""

    def __init__(self, app: DeskApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other; each is done with before the next."""
        for key in keys:
            await self._pilot.press(key)
            await self.settled()

    async def type(self, text: str) -> None:
        """Type `text`."""
        await self._pilot.press(*("space" if char == " " else char for char in text))
        await self.settled()

    async def until(self, fact: Callable[[], object], what: str) -> None:
        """Wait for `fact` to hold, and for all that follows from it."""
        deadline = time.monotonic() + PATIENCE
        while not fact():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what} did not come; {self.app.screen!r} is up")
            await asyncio.sleep(0.01)
        await self.settled()

    async def screen(self, name: str) -> Screen[Any]:
        """Wait for the screen of the class `name` to be on top."""
        await self.until(lambda: type(self.app.screen).__name__ == name, name)
        return self.app.screen

    async def settled(self) -> None:
        """Everything that was begun is done and kept, and no cursor blinks."""
        for _turn in range(2):
            await self._pilot.pause()
            deadline = time.monotonic() + PATIENCE
            while self._working() and time.monotonic() < deadline:
                await asyncio.sleep(0.01)
            flush = getattr(self.app.screen, "flush", None)
            if flush is not None:
                await flush()
        await self._pilot.pause()
        for part in self.app.screen.query("Input, TextArea"):
            assert isinstance(part, Input | TextArea)
            part.cursor_blink = False
        await self._pilot.pause()

    def _working(self) -> bool:
        """Whether something is under way that waits for no answer of ours."""
        asks = isinstance(self.app.screen, ModalScreen)
        return not asks and any(not worker.is_finished for worker in self.app.workers)

    def svg(self) -> str:
        """What is on the screen."""
        return self.app.export_screenshot(title=self.app.bar_parts()[0])


@asynccontextmanager
async def stage(language: str, size: tuple[int, int] = SIZE) -> AsyncIterator[Stage]:
    """The demo desk in `language`, its sign-in form on the screen and its store open."""
    training = replace(demo.settings(), language=language)
    services = await asyncio.to_thread(_open, training)
    app = DeskApp(
        training,
        lambda: services,
        clock=lambda: NOW,
        ticks=lambda: 0.0,
        people=[Person(*person) for person in DEMO_PEOPLE],
    )
    app.animation_level = "none"
    try:
        async with app.run_test(size=size) as pilot:
            on_it = Stage(app, pilot)
            await on_it.until(lambda: app.store_is_open, "the store")
            yield on_it
    finally:
        app.release()


def _open(training: Settings) -> OpenServices:
    opened = demo.open_demo(training, NOW)
    return replace(opened, codes=PictureCodes(opened.codes._ground, opened.codes._door))
