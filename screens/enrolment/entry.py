"""Between the clerk's fingers and the case: how a typed text becomes what is kept, and how that is shown.

Kept dates are ISO, shown ones DD-MM-YYYY in both languages (that is how they are typed). What can't be read stays as
typed: the rules say what is wrong with it.
"""

from __future__ import annotations

import re
from datetime import date

from desk_app.checks.mrz_input import clean_lines

from .steps import Kind

_DAY_FIRST = re.compile(r"\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})\s*")
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
_DIGITS = re.compile(r"\s*(\d{2})(\d{2})(\d{4})\s*")
_POSTCODE = re.compile(r"\s*(?:PT[-\s]?)?([1-9]\d{3})[-–—\s]*(\d{3})\s*", re.IGNORECASE)  # dashes as pasted


def to_date(text: str) -> date | None:
    """A typed date: 07-04-1974, 7/4/1974, 07041974 or 1974-04-07; None if it is none."""
    if not text.isascii():
        return None
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text) or _DIGITS.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def from_typed(kind: Kind, text: str) -> str:
    """What is kept of a typed text."""
    text = text.strip(" ") if kind is not Kind.MRZ else text
    match kind:
        case Kind.DATE:
            day = to_date(text)
            return day.isoformat() if day else text
        case Kind.CODE | Kind.STATE:
            return text.upper().replace(" ", "")
        case Kind.MRZ:
            return "\n".join(clean_lines(text)[0])
        case Kind.POSTCODE:
            found = _POSTCODE.fullmatch(text) if text.isascii() or "–" in text or "—" in text else None
            return f"{found[1]}-{found[2]}" if found else text
        case _:
            return text


def to_shown(kind: Kind, text: str) -> str:
    """What the form shows of a kept text."""
    if kind is Kind.DATE:
        try:
            return f"{date.fromisoformat(text):%d-%m-%Y}"
        except ValueError:
            return text
    return text
