"""Permit against passport: each is the other's second witness."""

from __future__ import annotations

from collections.abc import Iterator

from data.records import Finding

from .names import DIFFERENT, TOLERATED, compare
from .papers import Facts
from .registry import finding


def check(permit: Facts, passport: Facts) -> Iterator[Finding]:
    """What both papers give must agree; what one does not give is told elsewhere."""
    ours, theirs = permit.birth, passport.birth
    if ours and theirs and not (ours.startswith(theirs) or theirs.startswith(ours)):
        yield finding(
            "cross.birth_date",
            "passport.birth_date",
            permit=permit.birth_date or ours,
            passport=passport.birth_date or theirs,
        )
    if permit.nationality and passport.nationality and permit.nationality != passport.nationality:
        yield finding(
            "cross.nationality",
            "passport.nationality",
            permit=permit.nationality,
            passport=passport.nationality,
        )
    if {permit.sex, passport.sex} == {"M", "F"}:
        yield finding("cross.sex", "passport.sex", permit=permit.sex, passport=passport.sex)
    if (permit.surname or permit.given_names) and (passport.surname or passport.given_names):
        likeness = compare(permit.name, passport.name)
        params = {"permit": permit.full_name, "passport": passport.full_name}
        if likeness.verdict is DIFFERENT:
            yield finding("cross.name", "passport.surname", **params)
        elif likeness.verdict is TOLERATED:
            yield finding("cross.name_tolerated", "passport.surname", how=likeness.how, **params)
