"""An applicant whose papers are right, and zones with right check digits, for the tests of the rules."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data.records import Finding, Match
from desk_app.checks import case_from_json, check_case
from desk_app.checks.mrz import check_digit
from desk_app.policy import Policy, load

TODAY = date(2026, 11, 23)
VECTORS = Path(__file__).parent.parent / "vectors"


def vectors(name: str) -> list[dict[str, Any]]:
    """The rows of one file of vectors."""
    with (VECTORS / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@cache
def policy() -> Policy:
    """The policy that comes with the desk."""
    return load()


def td1(
    code: str = "IR",
    issuer: str = "PRT",
    number: str = "1234AZ567",
    birth: str = "740407",
    sex: str = "F",
    expiry: str = "291222",
    nationality: str = "BRA",
    names: str = "GARCAO<DE<MAGALHAES<<INES",
) -> list[str]:
    """A TD1 zone with right check digits."""
    first = f"{code:<2}{issuer:<3}{number:<9}".replace(" ", "<")
    first += check_digit(first[5:14]) + "<" * 15
    second = (
        birth
        + check_digit(birth)
        + sex
        + expiry
        + check_digit(expiry)
        + f"{nationality:<3}".replace(" ", "<")
        + "<" * 11
    )
    second += check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    return [first, second, names[:30].ljust(30, "<")]


def td3(
    code: str = "P<",
    issuer: str = "BRA",
    number: str = "FX123456",
    birth: str = "740407",
    sex: str = "F",
    expiry: str = "310411",
    nationality: str = "BRA",
    names: str = "GARCAO<DE<MAGALHAES<<INES",
) -> list[str]:
    """A TD3 zone with right check digits."""
    first = f"{code:<2}{issuer:<3}".replace(" ", "<") + names[:39].ljust(39, "<")
    padded = number.ljust(9, "<")
    second = padded + check_digit(padded) + nationality.ljust(3, "<") + birth + check_digit(birth) + sex
    second += expiry + check_digit(expiry) + "<" * 14 + "<"
    second += check_digit(second[0:10] + second[13:20] + second[21:43])
    return [first, second]


_GOOD: dict[str, Any] = {
    "ref": "E-2026-000001",
    "consent": {"informed": True, "language": "en"},
    "residence_permit": {"kind": "TR", "mrz": td1(), "nif_on_card": "291659411"},
    "passport": {"mrz": td3()},
    "nif": "291659411",
    "address": {
        "street": "Avenida da República",
        "door": "12",
        "floor": "3.º",
        "postcode": "1050-047",
        "locality": "Lisboa",
        "municipality": "Lisboa",
        "proof": {
            "kind": "utility_bill",
            "issuer": "EDP",
            "issued": "2026-10-20",
            "holder": "Inês Garção de Magalhães",
        },
    },
    "contact": {"mobile": "+351912345678", "email": "ines@example.org", "delivery": "print"},
    "confirmed": {},
}


def case(**changes: object) -> dict[str, Any]:
    """The good case with some paths changed: `contact__mobile="…"`; None takes the part away."""
    made = copy.deepcopy(_GOOD)
    for path, value in changes.items():
        *parents, last = path.split("__")
        part = made
        for parent in parents:
            part = part.setdefault(parent, {})
        if value is None:
            part.pop(last, None)
        else:
            part[last] = value
    return made


def findings(made: object, matches: Sequence[Match] = ()) -> tuple[Finding, ...]:
    """What the rules say of a case on the day of the tests."""
    return check_case(case_from_json(made), TODAY, policy(), matches)


def rules(made: object, matches: Sequence[Match] = ()) -> set[str]:
    """The ids of the rules that find something."""
    return {found.rule for found in findings(made, matches)}


def every_change(text: str, alphabet: str) -> Iterator[tuple[int, str, str]]:
    """Every text that differs from `text` in one character: its position, the character, the text."""
    for at, char in enumerate(text):
        for other in alphabet:
            if other != char:
                yield at, other, text[:at] + other + text[at + 1 :]
