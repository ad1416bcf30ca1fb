"""Keys that wait: what is typed while a key's work is under way lands where it belongs (docs/decisions/0003)."""

from __future__ import annotations

from collections import deque

from textual import events
from textual.app import App
from textual.timer import Timer
from textual.types import CSSPathType

ALWAYS = frozenset({"f8", "f9", "ctrl+q"})
"""Keys that never wait: blank, lock, leave."""
HELD_SECONDS = 2.0
"""After this long held keys go on, whatever they wait for."""


class KeysInOrder(App[int]):
    """An app that can make the next keys wait until the last one's work is drawn."""

    _holding = False
    _held_at_most: Timer | None = None

    def __init__(self, css_path: CSSPathType | None = None) -> None:
        super().__init__(css_path=css_path)
        self._held: deque[events.Event] = deque()

    async def on_event(self, event: events.Event) -> None:
        waits = isinstance(event, events.Paste) or (isinstance(event, events.Key) and event.key not in ALWAYS)
        if self._holding and waits:
            self._held.append(event)
        else:
            await super().on_event(event)

    def hold_keys(self) -> None:
        """The key just pressed decides where the next ones belong: they wait until `release_keys`."""
        if not self._holding:
            self._holding = True
            self._held_at_most = self.set_timer(HELD_SECONDS, self.release_keys)

    def release_keys(self) -> None:
        """What the key brought about is drawn: on with those that waited, in their order."""
        if self._holding:
            self.call_later(self._catch_up)

    async def _catch_up(self) -> None:
        """Until none is left, or one makes those behind it wait again. No other event is taken meanwhile."""
        self._holding = False
        if self._held_at_most is not None:
            self._held_at_most.stop()
        while self._held and not self._holding:
            await self.on_event(self._held.popleft())
