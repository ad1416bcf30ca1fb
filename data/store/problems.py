"""What can go wrong with a store, by name. The desk says them to the operator in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class StoreProblem(Exception):
    """The store can't be used; nothing was changed. `place` is its path, or its URL without the password."""

    def __init__(self, place: str, why: str = "") -> None:
        self.place = place
        self.why = why
        super().__init__(f"{type(self).__name__}: {place} {why}".rstrip())


class Missing(StoreProblem):
    """There is no store there."""


class Present(StoreProblem):
    """There is a store there already."""


class BadKey(StoreProblem):
    """It does not open with this key (or is no store at all: from outside both look alike)."""


class Foreign(StoreProblem):
    """Something else lies there."""


class Newer(StoreProblem):
    """A later version of the desk made it."""


class ReadOnly(StoreProblem):
    """The file or its folder can't be written."""


class Full(StoreProblem):
    """No room on its disk."""


class Busy(StoreProblem):
    """Another process holds it longer than we wait."""


class Taken(StoreProblem):
    """A unique constraint said no; `why` is the column, such as `nif`."""


class Damaged(StoreProblem):
    """A sealed field does not open: it is not what was put there."""


class Refused(StoreProblem):
    """A guard (trigger, check, foreign key) said no; `why` is its text."""


_SQLITE = {5: Busy, 6: Busy, 8: ReadOnly, 13: Full, 14: ReadOnly, 23: ReadOnly, 26: BadKey}
_SQLITE_CONSTRAINT = 19
_SQLITE_DAMAGED = (10, 11)
_POSTGRES = {"53100": Full, "55P03": Busy, "40P01": Busy, "40001": Busy, "25006": ReadOnly, "42501": ReadOnly}


def named(problem: BaseException, place: str) -> StoreProblem:
    """The `StoreProblem` of a driver's exception. The driver's own text goes no further: it may quote data."""
    driver: Any = getattr(problem, "orig", None) or problem
    code = getattr(driver, "sqlite_errorcode", None)
    if code is not None:
        return _named_sqlite(int(code) & 0xFF, str(driver), place)
    state = getattr(driver, "sqlstate", None) or ""
    if state == "23505":
        return Taken(place, _column(driver.diag.constraint_name or ""))
    if state == "P0001" or state.startswith("23"):
        return Refused(
            place, driver.diag.message_primary if state == "P0001" else driver.diag.constraint_name or ""
        )
    return _POSTGRES.get(state, StoreProblem)(place, "" if state in _POSTGRES else _short(driver))


def _named_sqlite(code: int, text: str, place: str) -> StoreProblem:
    if code == _SQLITE_CONSTRAINT:
        unique = "UNIQUE constraint failed: "
        return (
            Taken(place, _column(text.removeprefix(unique)))
            if text.startswith(unique)
            else Refused(place, text)
        )
    if code in _SQLITE_DAMAGED:
        return StoreProblem(place, "the disk does not read or write it rightly")
    return _SQLITE.get(code, StoreProblem)(place, "" if code in _SQLITE else f"error {code}")


def _column(constraint: str) -> str:
    """`enrolment.nif` and `one_live_nif` are both `nif`; the document's three columns are `document`."""
    last = constraint.split(",")[0].removeprefix("one_live_").rpartition(".")[2]
    return "document" if last.startswith("document") else last


def _short(driver: BaseException) -> str:
    """What a server that can't be reached may be said to be, with nothing of what was sent to it."""
    return (
        "the database server does not answer"
        if type(driver).__name__ == "OperationalError"
        else type(driver).__name__
    )


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn what the drivers raise inside into a `StoreProblem`."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as problem:
        raise named(problem, place) from None
    except Exception as problem:
        if (
            type(problem).__module__.partition(".")[0] in _DRIVERS
        ):  # from a cursor of ours, not through SQLAlchemy
            raise named(problem, place) from None
        raise


_DRIVERS = ("sqlcipher3", "psycopg")
