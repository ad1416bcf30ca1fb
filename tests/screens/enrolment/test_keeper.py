"""The queue between the keyboard and the store: nothing overtakes, nothing is given up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from datetime import UTC, datetime

from data.records import Place
from desk_app.errors import DeskError, StoreBusy
from screens.enrolment.keeper import Keeper


class Book:
    """A store of one page that can be made slow or unwilling."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.places: list[Place] = []
        self.go = threading.Event()
        self.go.set()
        self.refuses = 0

    def save(self, fields: Mapping[str, str], place: Place) -> datetime:
        self.go.wait(10)
        if self.refuses:
            self.refuses -= 1
            raise StoreBusy()
        self.kept |= fields
        self.places.append(place)
        return datetime(2026, 11, 23, tzinfo=UTC)


def _keeper(book: Book) -> tuple[Keeper, list[DeskError | None]]:
    told: list[DeskError | None] = []
    return Keeper(book.save, Place(), lambda _at, error: told.append(error)), told


async def test_flush_waits_for_the_save_that_is_under_way() -> None:
    """Submitting asks for the evidence's hash only when all of it is in the store."""
    book = Book()
    keeper, _told = _keeper(book)
    book.go.clear()
    keeper.put({"nif": "213456788"})
    first = asyncio.create_task(keeper.flush())
    while keeper.pending:
        await asyncio.sleep(0)
    second = asyncio.create_task(keeper.flush())
    await asyncio.sleep(0)
    assert not second.done()
    book.go.set()
    assert await first
    assert await second
    assert book.kept == {"nif": "213456788"}


async def test_what_was_refused_goes_with_the_next_behind_nothing_newer() -> None:
    """A store that is busy once loses nothing, and the newest text of a field is the one kept."""
    book = Book()
    keeper, told = _keeper(book)
    book.refuses = 1
    keeper.put({"nif": "2", "address.street": "Rua"})
    assert not await keeper.flush()
    keeper.put({"nif": "21"})
    assert await keeper.flush()
    assert book.kept == {"nif": "21", "address.street": "Rua"}
    assert isinstance(told[0], StoreBusy)
    assert told[-1] is None


async def test_a_place_alone_is_kept_too() -> None:
    """Where the cursor is counts as much as what was typed."""
    book = Book()
    keeper, _told = _keeper(book)
    keeper.move(Place("nif", "nif"))
    assert await keeper.flush()
    assert book.places == [Place("nif", "nif")]
