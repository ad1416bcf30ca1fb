"""Drives the real app headless, faster than a pilot: keys go in as a terminal's would, and facts are waited for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.screen import Screen

S = TypeVar("S", bound=Screen[Any])
PATIENCE = 20.0
"""Seconds before waiting for a fact counts as its failure; never a measure of speed."""


class Typist:
    """Hands at the keyboard of a running app."""

    def __init__(self, app: App[int], shown: Callable[[], str] = str) -> None:
        self.app = app
        self._shown = shown

    async def until(self, fact: Callable[[], object], what: str = "") -> None:
        """Wait for `fact` to hold."""
        deadline = time.monotonic() + PATIENCE
        while not fact():
            if time.monotonic() > deadline:
                raise AssertionError(
                    f"waited in vain for {what or fact!r} on {self.app.screen!r}: {self._shown()}"
                )
            await asyncio.sleep(0.004)

    async def screen(self, kind: type[S]) -> S:
        """Wait for a screen of `kind` to be on top."""
        await self.until(
            lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted, kind.__name__
        )
        assert isinstance(self.app.screen, kind)
        return self.app.screen

    def press(self, *keys: str) -> None:
        """Press named keys."""
        for key in keys:
            self.app.post_message(events.Key(key, None))

    def type(self, text: str) -> None:
        """Type text, a line end being Enter: what a wedge scanner sends."""
        for character in text:
            if character == "\n":
                self.press("enter")
            else:
                self.app.post_message(events.Key(_character_to_key(character), character))

    def paste(self, text: str) -> None:
        """Paste text as a terminal with bracketed paste does."""
        self.app.post_message(events.Paste(text))

    def type_all(self, parts: Iterable[str], between: str = "tab") -> None:
        """Type several texts with a key after each."""
        for part in parts:
            self.type(part)
            self.press(between)
