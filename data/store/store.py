"""An open store, and how one is made, opened and brought up to date."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert

from ..events import Event
from . import place as places
from .engine import APPLICATION, BUSY_SECONDS, engine_for
from .moments import kept
from .problems import Foreign, Missing, Present, StoreProblem, told
from .secrets import StoreKeys
from .tables import MarkRow, table
from .upgrade import SHIPPED, History, bring_up_to_date, check_mark, version_of
from .work import Prepared, Work

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine


_MARK = Prepared(insert(table(MarkRow)), "id", "made", "proof")


class Store:
    """One open store, for several threads. Every `with` is a transaction: all of it is kept, or nothing."""

    def __init__(self, engine: Engine, keys: StoreKeys, shown: str) -> None:
        self._engine = engine
        self.keys = keys
        self.shown = shown

    @contextmanager
    def write(self, *, alone: bool = True) -> Iterator[Work]:
        """An act: durable when the `with` has ended. Not `alone` is for what touches one row and tells no event."""
        with told(self.shown), self._transaction("BEGIN IMMEDIATE") as work:
            if alone:
                work.alone()
            yield work
            work.append_events()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """A look: one consistent view, nothing written."""
        with told(self.shown), self._transaction("BEGIN") as work:
            yield work

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Work]:
        """A connection of the pool, without SQLAlchemy's own bookkeeping around it: an act is a few statements."""
        connection = self._engine.raw_connection()
        try:
            work = Work(connection, self._engine.dialect.name, self.keys)
            if work.dialect == "sqlite":
                work.cursor.execute(begin)
            yield work
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        finally:
            connection.close()

    def close(self) -> None:
        """Let go of every connection."""
        with told(self.shown):
            self._engine.dispose()


def shown(text: str) -> str:
    """The place as it may be shown: no password in it."""
    return places.parse(text).shown


def may_be_there(text: str) -> bool:
    """False only where a path has nothing; a server is asked when it is opened."""
    return places.exists(places.parse(text))


def there(text: str) -> bool:
    """Whether something lies at the place: a file of any kind, or our tables in a database."""
    place = places.parse(text)
    if place.file is not None:
        return places.exists(place)
    with told(place.shown):
        engine = engine_for(place, b"", BUSY_SECONDS)
        try:
            with engine.connect() as connection:
                return version_of(connection) is not None
        finally:
            engine.dispose()


def create(text: str, keys: StoreKeys, at: datetime, busy: float = BUSY_SECONDS) -> Store:
    """Make a new store; raises Present where there is one. A file appears whole, under its name, or not at all."""
    place = places.parse(text)
    if place.file is None:
        return _create_on_server(place, keys, at, busy)
    if places.exists(place):
        raise Present(place.shown)
    beside = place.file.with_name(f".{place.file.name}.{secrets.token_hex(4)}.new")
    places.new_file(beside, place.shown)
    try:
        _fill_file(beside, keys, at, place.shown, busy)
        try:
            places.take_name(beside, place.file)
            places.settle(place.file.parent)
        except FileExistsError:
            raise Present(place.shown) from None
        except OSError as problem:
            raise StoreProblem(place.shown, os.strerror(problem.errno or 0)) from None
    finally:
        for tail in ("", "-wal", "-shm", "-journal"):
            with suppress(FileNotFoundError):
                beside.with_name(beside.name + tail).unlink()
    return open_store(text, keys, at, busy)


def _fill_file(file: Path, keys: StoreKeys, at: datetime, shown: str, busy: float) -> None:
    with told(shown):
        engine = engine_for(places.StorePlace(shown, file=file), keys.store, busy)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                connection.commit()
            _lay_out(engine, keys, at)
        finally:
            engine.dispose()


def _create_on_server(place: places.StorePlace, keys: StoreKeys, at: datetime, busy: float) -> Store:
    with told(place.shown):
        engine = engine_for(place, keys.store, busy)
        try:
            with engine.connect() as connection:
                if version_of(connection) is not None:
                    raise Present(place.shown)
            _lay_out(engine, keys, at)
        except BaseException:
            engine.dispose()
            raise
        return Store(engine, keys, place.shown)


def _lay_out(engine: Engine, keys: StoreKeys, at: datetime) -> None:
    """Every table and guard, the mark of the key, and the first audit row, in one transaction."""
    with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        work = Work.within(connection, keys)
        work.alone()
        bring_up_to_date(connection, SHIPPED)
        work.run(_MARK, id=1, made=kept(at), proof=keys.mac("mark"))
        work.record(Event.STORE_CREATED, at)
        work.append_events()


def open_store(
    text: str, keys: StoreKeys, at: datetime, busy: float = BUSY_SECONDS, history: History = SHIPPED
) -> Store:
    """Open what is there, never make it. An older store is backed up beside itself and brought up to date.

    Raises Missing, BadKey, Foreign, Newer, ReadOnly, Busy, Full; nothing is changed then.
    """
    place = places.parse(text)
    places.look_at(place)
    engine = engine_for(place, keys.store, busy)
    try:
        with told(place.shown):
            _make_ready(engine, place, keys, at, history)
        places.own(place)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, keys, place.shown)


def _make_ready(
    engine: Engine, place: places.StorePlace, keys: StoreKeys, at: datetime, history: History
) -> None:
    with engine.connect() as connection, connection.begin():
        if place.file and connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION:
            raise Foreign(place.shown)
        version = version_of(connection)
        if version is None:
            raise Foreign(place.shown) if place.file else Missing(place.shown)
        check_mark(connection, keys, place.shown)
    if version == history.head:
        return
    history.refuse_unknown(version, place.shown)
    with engine.connect() as connection, connection.begin():
        if place.file:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        work = Work.within(connection, keys)
        work.alone()
        version = version_of(connection)
        if version == history.head:  # another desk was faster
            return
        if place.file:
            _back_up(place.file, keys, f"{version}-{at:%Y%m%dT%H%M%S}", place.shown)
        bring_up_to_date(connection, history)
        work.record(Event.STORE_MIGRATED, at, old=str(version), new=history.head)
        work.append_events()


def _back_up(file: Path, keys: StoreKeys, label: str, shown: str) -> Path:
    """An encrypted copy beside the file, as it is before the change that waits for it."""
    from .engine import connect_file

    target = file.with_name(f"{file.name}.{label}.backup")
    places.new_file(target, shown)
    try:
        source = connect_file(file, keys.store)
        try:
            source.execute(f"ATTACH DATABASE '{_quoted(target)}' AS copy KEY \"x'{keys.store.hex()}'\"")
            source.execute("SELECT sqlcipher_export('copy')")
            source.execute(f"PRAGMA copy.application_id = {APPLICATION}")
            source.execute("DETACH DATABASE copy")
        finally:
            source.close()
        places.settle(file.parent)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")
