"""One act, one transaction: statements, and the audit events that are written with them at its end.

Statements are SQLAlchemy expressions over the SQLModel tables, compiled once a dialect and then run on the driver's
own cursor: an act at the counter is to cost little more than its bare SQL (`benchmarks/store.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, insert, select
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as conflicting_insert
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.sql import ClauseElement

from ..events import Event
from . import chain
from .secrets import StoreKeys
from .tables import AuditRow, table

Row = dict[str, Any]
_AT_A_TIME = 500


def upsert(
    into: Table, keys: Sequence[str], *taken: str, changed: Mapping[str, ColumnElement[Any]] | None = None
) -> Insert:
    """INSERT, or where `keys` are there already: take the new values of `taken`, and set `changed`. Both databases
    write it alike."""
    adding = conflicting_insert(into)
    changes = {name: adding.excluded[name] for name in taken} | dict(changed or {})
    if not changes:
        return adding.on_conflict_do_nothing(index_elements=list(keys))
    return adding.on_conflict_do_update(index_elements=list(keys), set_=changes)


class Prepared:
    """A statement with named parameters, compiled once for each dialect."""

    def __init__(self, statement: ClauseElement, *columns: str) -> None:
        """`columns` are those an INSERT fills from parameters of the same name."""
        self._statement = statement
        self._columns = list(columns) or None
        self._made: dict[str, tuple[str, Row]] = {}

    def on(self, dialect: str) -> tuple[str, Row]:
        """Its SQL with the named placeholders of the driver, and the values that stand in the statement itself."""
        made = self._made.get(dialect)
        if made is None:
            compiled = self._statement.compile(dialect=_PLAIN[dialect](), column_keys=self._columns)
            values = {name: value for name, value in compiled.params.items() if value is not None}
            made = self._made[dialect] = (str(compiled), values)
        return made


_PLAIN: dict[str, Callable[[], Dialect]] = {
    "sqlite": lambda: SQLiteDialect_pysqlite(paramstyle="named"),
    "postgresql": lambda: PGDialect_psycopg(paramstyle="pyformat"),  # type: ignore[no-untyped-call]  # theirs
}


AUDIT = table(AuditRow)
_LAST = Prepared(select(AUDIT.c.seq, AUDIT.c.mac).order_by(AUDIT.c.seq.desc()).limit(1))
_APPEND = Prepared(insert(AUDIT), *AUDIT.c.keys())
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(4863299)"


class Work:
    """The transaction that is open now. It ends with the `with` that gave it."""

    def __init__(self, connection: PoolProxiedConnection, dialect: str, keys: StoreKeys) -> None:
        self._connection = connection
        self._cursor: Any = connection.cursor()
        self._events: list[tuple[Event, datetime, str, str, str, Mapping[str, str]]] = []
        self.dialect = dialect
        """`sqlite` or `postgresql`."""
        self.keys = keys

    @classmethod
    def within(cls, connection: Connection, keys: StoreKeys) -> Work:
        """In the transaction of an SQLAlchemy connection (where Alembic works in it too)."""
        return cls(connection.connection, connection.dialect.name, keys)

    @property
    def cursor(self) -> Any:
        """The driver's cursor, for what is no statement over tables."""
        return self._cursor

    def alone(self) -> None:
        """No other act may run until this one ends (a file is locked as a whole already)."""
        if self.dialect == "postgresql":
            self._cursor.execute(_ONE_AT_A_TIME)

    def _do(self, cursor: Any, statement: Prepared, parameters: Row) -> None:
        text, values = statement.on(self.dialect)
        cursor.execute(text, {**values, **parameters} if values else parameters)

    def all(self, statement: Prepared, **parameters: Any) -> list[Row]:
        """Every row."""
        self._do(self._cursor, statement, parameters)
        names = [column[0] for column in self._cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self._cursor.fetchall()]

    def one(self, statement: Prepared, **parameters: Any) -> Row | None:
        """The first row, or None."""
        self._do(self._cursor, statement, parameters)
        row = self._cursor.fetchone()
        return (
            None
            if row is None
            else {column[0]: value for column, value in zip(self._cursor.description, row, strict=True)}
        )

    def run(self, statement: Prepared, **parameters: Any) -> int:
        """Do it; how many rows it met."""
        self._do(self._cursor, statement, parameters)
        return int(self._cursor.rowcount)

    def each(self, statement: Prepared, rows: Sequence[Mapping[str, Any]]) -> None:
        """Do it for every row."""
        if rows:
            text, values = statement.on(self.dialect)
            self._cursor.executemany(text, [{**values, **row} for row in rows])

    def stream(self, statement: Prepared, **parameters: Any) -> Iterator[Row]:
        """Every row, a few hundred in memory at a time (on a file; the server's driver keeps what it got)."""
        cursor: Any = self._connection.cursor()
        try:
            self._do(cursor, statement, parameters)
            names = [column[0] for column in cursor.description]
            while rows := cursor.fetchmany(_AT_A_TIME):
                for row in rows:
                    yield dict(zip(names, row, strict=True))
        finally:
            cursor.close()

    def record(
        self,
        event: Event,
        at: datetime,
        operator: str = "",
        desk: str = "",
        subject: str = "",
        **details: str,
    ) -> None:
        """Write an audit event, in this transaction, when it ends."""
        self._events.append((event, at, operator, desk, subject, details))

    def last_link(self) -> tuple[int, str]:
        """Seq and mac of the last audit row."""
        row = self.one(_LAST)
        return (row["seq"], row["mac"]) if row else (0, chain.START)

    def append_events(self) -> None:
        """Hang what was recorded on the chain."""
        if not self._events:
            return
        last = self.last_link()
        rows = []
        for event, at, operator, desk, subject, details in self._events:
            row = chain.link(self.keys, last, event, at, operator, desk, subject, details)
            rows.append(row)
            last = (row["seq"], row["mac"])
        self.each(_APPEND, rows)
        self._events.clear()
