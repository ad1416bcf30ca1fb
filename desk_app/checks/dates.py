"""Dates as text: ISO in a case, day first from a keyboard, and birth dates of which only a part is known."""

from __future__ import annotations

import re
from datetime import date, timedelta

_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_RUN = re.compile("([0-9]{2})([0-9]{2})([0-9]{4})")


def parse(text: str) -> date | None:
    """The day of `YYYY-MM-DD`, or None."""
    if not _ISO.fullmatch(text):
        return None
    try:
        return date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        return None


def from_keyboard(text: str) -> str:
    """`7-4-1974`, `07/04/1974`, `07041974` as ISO text; anything else as it is."""
    found = _DAY_FIRST.fullmatch(text.strip()) or _RUN.fullmatch(text.strip())
    if found is None:
        return text
    day, month, year = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def earliest(text: str) -> date | None:
    """The first day that `1974`, `1974-04` or `1974-04-07` can mean."""
    return parse(text + {4: "-01-01", 7: "-01"}.get(len(text), ""))


def latest(text: str) -> date | None:
    """The last day that `1974`, `1974-04` or `1974-04-07` can mean."""
    if len(text) == 4:
        return parse(text + "-12-31")
    if len(text) == 7:
        first = parse(text + "-01")
        return first and (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return parse(text)


def years_between(born: date, today: date) -> int:
    """Age in full years; someone born on 29 February comes of age on 1 March of a common year."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
