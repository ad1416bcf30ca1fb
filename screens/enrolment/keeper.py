"""Keeps every field within half a second of the keyboard, in order, off the UI thread.

One save at a time: what is edited meanwhile goes with the next. What the store did not take stays here and is tried
again; nothing is ever given up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from data.records import Place
from desk_app.errors import DeskError, NotAllowed, NotPossibleNow, OpenedElsewhere, UnknownCase

Save = Callable[[Mapping[str, str], Place], datetime]
"""Keeps fields and place durably; returns when. Runs in a thread."""

DELAY = 0.2
"""Seconds that edits are gathered before they are kept."""
FINAL = (OpenedElsewhere, NotPossibleNow, NotAllowed, UnknownCase)
"""What no second try will change: the case is not this desk's to write any more."""
AGAIN = 1.0
"""Seconds before a save that failed is tried again."""


class Keeper:
    """The queue between the keyboard and the store for one opening of one case."""

    def __init__(
        self, save: Save, place: Place, told: Callable[[datetime | None, DeskError | None], None]
    ) -> None:
        self._save = save
        self._told = told
        self._fields: dict[str, str] = {}
        self._place = place
        self._moved = False
        self._task: asyncio.Task[None] | None = None
        self._lock = asyncio.Lock()
        self.lost = False
        """The case is not this desk's any more: nothing can be kept from here."""

    @property
    def pending(self) -> bool:
        """Whether something waits to be kept."""
        return bool(self._fields) or self._moved

    def put(self, fields: Mapping[str, str]) -> None:
        """Have `fields` kept soon."""
        if fields and not self.lost:
            self._fields.update(fields)
            self._wake(DELAY)

    def move(self, place: Place) -> None:
        """Have the place kept soon."""
        if place != self._place and not self.lost:
            self._place, self._moved = place, True
            self._wake(DELAY)

    def _wake(self, delay: float) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._after(delay))

    async def _after(self, delay: float) -> None:
        await asyncio.sleep(delay)
        while self.pending and not self.lost:
            if not await self._once():
                await asyncio.sleep(AGAIN)

    async def flush(self) -> bool:
        """Keep what waits, now. True when all is kept."""
        async with self._lock:
            pass  # a save that is under way has taken its fields along already: wait for it
        while self.pending and not self.lost:
            if not await self._once():
                return False
        return not self.pending

    async def _once(self) -> bool:
        """One save of all that waits; on failure it waits again, behind what was edited since."""
        async with self._lock:
            if not self.pending:
                return True
            fields, self._fields, self._moved = self._fields, {}, False
            try:
                at = await asyncio.to_thread(self._save, fields, self._place)
            except BaseException as error:
                self._fields = {**fields, **self._fields}
                self._moved = True
                if not isinstance(error, Exception):  # the desk is going down
                    raise
                self.lost = isinstance(error, FINAL)
                self._told(None, error if isinstance(error, DeskError) else DeskError())
                if not self.lost:
                    self._wake(AGAIN)
                return False
            self._told(at, None)
            return True
