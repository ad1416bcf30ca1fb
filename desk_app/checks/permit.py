"""The residence permit (TR) or card (CR)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from data.records import Finding, ResidencePermit
from data.reference import state

from ..policy import Policy
from . import dates, zone
from .papers import Facts
from .registry import finding

_SHAPE = re.compile("[0-9]{4}[A-Z]{2}[0-9]{3}")
_NEEDED = ("number", "name", "birth_date", "nationality", "expires")
DATE_FIELDS = {"birth": "residence_permit.birth_date", "expiry": "residence_permit.expires"}


def check(permit: ResidencePermit | None, facts: Facts, today: date, policy: Policy) -> Iterator[Finding]:
    """Everything of the paper itself; what compares it with others is in `cross`."""
    if permit is None:
        yield finding("permit.missing", "residence_permit", missing=("residence_permit",))
        return
    reading = facts.reading
    if reading is not None and not reading.valid:
        yield from zone.check(reading, "permit.mrz_check", "residence_permit.mrz")
    wrong = why_wrong(facts, policy)
    if wrong:
        yield finding(
            "permit.wrong_document",
            "residence_permit.mrz" if reading else "residence_permit.issuer",
            why=wrong,
            code=reading.code if reading else "",
            issuer=facts.issuer,
        )
    missing = missing_parts(facts, _NEEDED)
    if missing:
        yield finding(
            "permit.missing",
            f"residence_permit.{first_field(missing)}",
            why=how_missing(facts),
            missing=missing,
        )
    yield from impossible_dates(facts, "residence_permit")
    if facts.number and not wrong and not _SHAPE.fullmatch(facts.number):
        yield finding("permit.number_shape", "residence_permit.number", number=facts.number)
    yield from _validity(permit, facts, today, policy)
    yield from corrections(facts, "permit.corrected", "residence_permit")


def missing_parts(facts: Facts, needed: tuple[str, ...]) -> tuple[str, ...]:
    """Which needed parts a paper does not give; a wrong zone is told as such, and its gaps are not."""
    if not facts.sound:
        return ()
    impossible = {field for field, _ in facts.impossible}
    given = {
        "number": facts.number,
        "name": facts.surname or facts.given_names,
        # Parts of a birth date may be unknown to the paper itself.
        "birth_date": facts.birth or (facts.reading is not None and facts.reading.birth),
        "nationality": facts.nationality,
        "issuer": facts.issuer,
        "expires": facts.expires,
    }
    return tuple(part for part in needed if not given[part] and part not in impossible)


def first_field(missing: tuple[str, ...]) -> str:
    """The field to go to for the first part that is missing."""
    return "surname" if missing[0] == "name" else missing[0]


def how_missing(facts: Facts) -> str:
    """Whether a paper that was begun lacks a part, or nothing of it was given."""
    return "part" if facts.sources or facts.reading is not None else ""


def impossible_dates(facts: Facts, path: str) -> Iterator[Finding]:
    """Dates of the zone or typed that are none."""
    for field, text in facts.impossible:
        yield finding("date.impossible", f"{path}.{field}", date=text, field=field)


def corrections(facts: Facts, rule: str, path: str) -> Iterator[Finding]:
    """What was typed against a zone that is right."""
    for field, zone_says, typed in facts.contradictions:
        yield finding(rule, f"{path}.{field}", field=field, zone=zone_says, typed=typed)


def why_wrong(facts: Facts, policy: Policy) -> str:
    """Why a right zone, or a typed issuer, is no Portuguese permit's; empty when it is one."""
    reading = facts.reading
    if reading is None:
        # A typed issuer may also be an authority's name, which says nothing of the state.
        return "issuer" if facts.issuer != "PRT" and state(facts.issuer) is not None else ""
    if not reading.valid:
        return ""
    if reading.format in ("MRV-A", "MRV-B"):
        return "visa"
    if reading.format != "TD1":
        return "passport" if reading.code[0] == "P" else "format"
    if reading.issuer != "PRT":
        return "issuer"
    if reading.code == "I<":
        return "citizen_card"
    return "" if reading.code in policy.permit_codes else "code"


def _validity(permit: ResidencePermit, facts: Facts, today: date, policy: Policy) -> Iterator[Finding]:
    proof_text = permit.renewal_proof_issued.strip()
    proof = dates.parse(proof_text)
    field = "residence_permit.renewal_proof_issued"
    if proof_text and proof is None:
        yield finding("date.impossible", field, date=proof_text, field="renewal_proof_issued")
    expires = facts.expires
    if expires is None:
        return
    left = (expires - today).days
    if 0 <= left <= policy.expires_soon_days:
        yield finding("permit.expires_soon", "residence_permit.expires", expires=expires, days=left)
    if left >= 0:
        return
    if not proof_text:
        yield finding(
            "permit.expired", "residence_permit.expires", expires=expires, limit=policy.renewal_proof_days
        )
    elif proof is not None:
        age = (today - proof).days
        params = {"expires": expires, "issued": proof, "age": age, "limit": policy.renewal_proof_days}
        if age < 0:
            yield finding("permit.expired", field, why="proof_in_future", **params)
        elif age > policy.renewal_proof_days:
            yield finding("permit.expired", field, why="proof_too_old", **params)
        else:
            yield finding("permit.expired_with_renewal", "residence_permit.expires", **params)
