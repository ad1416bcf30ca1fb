"""The rules: a whole case, and a zone against the PyPI `mrz` checker, on people who all differ."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from data.records import Case
from desk_app.checks import case_from_json, check_case
from desk_app.checks.mrz import check_digit, read
from desk_app.policy import load

from .bar import Bar, bar

TODAY = date(2026, 11, 23)
PEOPLE = 400
ROUNDS = 7
_SURNAMES = ("DA<SILVA", "SHEVCHENKO", "KHAN", "GARCIA<PEREZ", "MUELLER", "DOS<SANTOS", "GURUNG", "POPESCU")
_NAMES = ("ANA<PAULA", "OLHA", "IMRAN", "LUIS<ALFREDO", "JUERGEN", "MARIA<DE<FATIMA", "SITA", "ION")


def _person(at: int) -> tuple[list[str], list[str]]:
    """Permit and passport zones of person number `at`, all digits right."""
    born = f"{date(1960, 1, 1) + timedelta(days=at * 37):%y%m%d}"
    number, passport = f"{at:04}AB{at % 1000:03}", f"FX{at:06}<"
    names = f"{_SURNAMES[at % 8]}<<{_NAMES[at // 8 % 8]}"
    first = f"IRPRT{number}{check_digit(number)}".ljust(30, "<")
    second = f"{born}{check_digit(born)}F2912224BRA<<<<<<<<<<<"
    second += check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    line = f"{passport}{check_digit(passport)}BRA{born}{check_digit(born)}F3104116<<<<<<<<<<<<<<<"
    line += check_digit(line[0:10] + line[13:20] + line[21:43])
    return [first, second, names[:30].ljust(30, "<")], [f"P<BRA{names}".ljust(44, "<"), line]


def _case(at: int) -> Case:
    permit, passport = _person(at)
    surname, _, given = permit[2].rstrip("<").partition("<<")
    return case_from_json(
        {
            "ref": f"E-2026-{at:06}",
            "consent": {"informed": True, "language": "en"},
            "residence_permit": {"kind": "TR", "mrz": permit, "nif_on_card": "291659411"},
            "passport": {"mrz": passport},
            "nif": "291659411",
            "address": {
                "street": "Rua do Ouro",
                "postcode": "1050-047",
                "locality": "Lisboa",
                "municipality": "Lisboa",
                "proof": {
                    "kind": "utility_bill",
                    "issued": "2026-10-20",
                    "holder": f"{given} {surname}".replace("<", " "),
                },
            },
            "contact": {"mobile": f"+351912{at:06}", "email": f"a{at}@example.org", "delivery": "email"},
        }
    )


def _best(act: Callable[[int], object], rounds: int = ROUNDS) -> float:
    """Seconds for one person, in the best of some rounds over all of them."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        for at in range(PEOPLE):
            act(at)
        times.append((time.perf_counter() - start) / PEOPLE)
    return min(times)


def _checked(cases: Sequence[Case]) -> Callable[[int], object]:
    policy = load()
    return lambda at: check_case(cases[at], TODAY, policy)


def measure() -> list[Bar]:
    """A whole case in at most 1 ms; a zone at least five times as fast as the reference."""
    from mrz.checker.td3 import TD3CodeChecker

    cases = [_case(at) for at in range(PEOPLE)]
    # More people than any cache holds numbers for, so that each number and address is judged anew.
    whole = _best(_checked(cases))
    zones = [_person(at)[1] for at in range(PEOPLE)]
    assert all(read(zone).valid for zone in zones)
    texts = ["\n".join(zone) for zone in zones]
    ours = _best(lambda at: read(zones[at]))
    theirs = _best(lambda at: bool(TD3CodeChecker(texts[at])), rounds=3)
    return [
        bar("a whole case checked ÷ 1 ms", whole * 1e3, 1.0, 1.0, "ms"),
        bar("an MRZ read ÷ the PyPI mrz checker", ours * 1e6, theirs * 1e6, 1 / 5, "µs"),
    ]
