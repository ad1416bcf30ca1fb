"""The tax number (NIF)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from stdnum.exceptions import ValidationError
from stdnum.pt import cc
from stdnum.pt import nif as stdnum_nif

from data.records import Finding

from ..policy import Policy
from .registry import finding

# First digits → holder, longest first; anything else is not assigned. Source: the tax authority's table of prefixes.
_HOLDERS = {
    "45": "non_resident",
    "70": "estate",
    "71": "non_resident_body",
    "72": "fund",
    "74": "estate",
    "75": "estate",
    "77": "official_assignment",
    "78": "vat_refund",
    "79": "special_scheme",
    "90": "condominium",
    "91": "condominium",
    "98": "non_resident_body",
    "99": "civil_company",
    "1": "person",
    "2": "person",
    "3": "person",
    "5": "company",
    "6": "public_body",
    "8": "sole_trader",
}
_CITIZEN_CARD = re.compile("[0-9]{9}[A-Z0-9]{2}[0-9]")


@dataclass(frozen=True, slots=True)
class Nif:
    """A NIF as judged: `canonical` is nine digits or empty, `holder` a word of the prefix table or empty."""

    canonical: str
    holder: str


def read(text: str) -> Nif:
    """Read a NIF; separators and a leading PT are left out."""
    try:
        number = str(stdnum_nif.validate(text))
    except (ValidationError, ValueError):
        return Nif("", "")
    return Nif(number, _HOLDERS.get(number[:2]) or _HOLDERS.get(number[:1], ""))


def is_citizen_card(text: str) -> bool:
    """Whether the text is a Citizen Card number: eight digits, a digit, two characters of version, a digit that checks."""
    try:
        return _CITIZEN_CARD.fullmatch(str(cc.validate(text.replace("-", " ")))) is not None
    except (ValidationError, ValueError):
        return False


def check(text: str, policy: Policy, on_card: str = "") -> Iterator[Finding]:
    """The NIF itself, and against the one printed on the permit."""
    if is_citizen_card(text):
        yield finding("nif.citizen_card", "nif")
    nif = read(text)
    digits = re.sub(r"[\s.\-]", "", text)
    if not nif.canonical:
        numeric = digits.isascii() and digits.isdigit()
        right = numeric and len(digits) == 9 and digits[0] != "0"
        why = "check_digit" if right else "" if numeric else "characters"
        yield finding("nif.invalid", "nif", why=why, length=len(digits))
    elif not nif.holder:
        yield finding("nif.invalid", "nif", why="prefix", prefix=nif.canonical[:2])
    elif nif.holder == "non_resident":
        yield finding("nif.non_resident", "nif")
    elif nif.holder != "person":
        yield finding("nif.not_a_person", "nif", holder=nif.holder)
    if nif.canonical and (nif.canonical in policy.dummy_nifs or _is_pattern(nif.canonical)):
        yield finding("nif.dummy", "nif", nif=nif.canonical)
    if on_card.strip() and _digits(on_card) != (nif.canonical or _digits(text)):
        yield finding("nif.card_differs", "nif", nif=nif.canonical or digits, card=on_card.strip())


def _digits(text: str) -> str:
    return str(stdnum_nif.compact(text))


def _is_pattern(number: str) -> bool:
    """One digit repeated, or each digit one more or one less than the one before."""
    steps = {(int(later) - int(earlier)) % 10 for earlier, later in pairwise(number)}
    return len(steps) == 1 and steps <= {0, 1, 9}
