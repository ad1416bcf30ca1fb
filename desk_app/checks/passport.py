"""The passport."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.records import Finding, Passport
from data.reference import StateStatus, state

from ..policy import Policy
from . import zone
from .papers import Facts
from .permit import corrections, first_field, how_missing, impossible_dates, missing_parts
from .registry import finding

_NEEDED = ("number", "name", "birth_date", "nationality", "issuer", "expires")
_KINDS = frozenset("DSOERT")
"""Second letters of special passports: diplomatic, service, official, emergency, refugee, stateless."""
_NO_NATIONALITY = frozenset({"XXA", "XXB", "XXC", "XXX"})
DATE_FIELDS = {"birth": "passport.birth_date", "expiry": "passport.expires"}


def check(passport: Passport | None, facts: Facts, today: date, policy: Policy) -> Iterator[Finding]:
    """Everything of the paper itself; what compares it with others is in `cross`."""
    if passport is None:
        yield finding("passport.missing", "passport", missing=("passport",))
        return
    reading = facts.reading
    if reading is not None and not reading.valid:
        yield from zone.check(reading, "passport.mrz_check", "passport.mrz")
    wrong = ""
    if reading is not None and reading.valid:
        wrong = _why_wrong(reading.format or "", reading.code)
        if wrong:
            yield finding("passport.wrong_document", "passport.mrz", why=wrong, code=reading.code)
    missing = missing_parts(facts, _NEEDED)
    if missing:
        yield finding(
            "passport.missing", f"passport.{first_field(missing)}", why=how_missing(facts), missing=missing
        )
    yield from impossible_dates(facts, "passport")
    if not wrong:
        yield from _states(facts)
        yield from _special(facts)
    if facts.expires is not None:
        left = (facts.expires - today).days
        if left < 0:
            yield finding("passport.expired", "passport.expires", expires=facts.expires)
        elif left <= policy.expires_soon_days:
            yield finding("passport.expires_soon", "passport.expires", expires=facts.expires, days=left)
    yield from corrections(facts, "passport.corrected", "passport")


def _why_wrong(form: str, code: str) -> str:
    if form in ("MRV-A", "MRV-B"):
        return "visa"
    if form == "TD1":
        return "card"
    return "" if form == "TD3" and code[0] == "P" else "code"


def _states(facts: Facts) -> Iterator[Finding]:
    """Issuer and nationality must be codes in use; told once when both are the same."""
    for field, code in dict.fromkeys((("issuer", facts.issuer), ("nationality", facts.nationality))):
        known = state(code)
        same = field == "nationality" and code == facts.issuer
        if not code or same:
            continue
        if known is None or known.status is StateStatus.SPECIMEN:
            why = "specimen" if known else ""
            yield finding("passport.issuer_unknown", f"passport.{field}", why=why, field=field, code=code)
        elif known.status is StateStatus.OBSOLETE:
            yield finding("passport.issuer_obsolete", f"passport.{field}", field=field, code=code)


def _special(facts: Facts) -> Iterator[Finding]:
    reading = facts.reading
    kind = reading.code[1:] if reading is not None and "code" not in reading.unsound else ""
    if kind in _KINDS and reading is not None and reading.code[0] == "P":
        yield finding("passport.special_kind", "passport.mrz", kind=kind)
    if facts.nationality in _NO_NATIONALITY:
        yield finding(
            "passport.special_kind", "passport.nationality", why="nationality", nationality=facts.nationality
        )
