"""Tables of the world outside: states, postcodes, municipalities, service points, each loaded once when first asked.

Sources and licences are in README.md beside this file; `make.py` makes the tables anew.
"""

from __future__ import annotations

import csv
import lzma
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from data.records import ServicePoint

HERE = Path(__file__).parent


class StateStatus(StrEnum):
    """What a three-letter code of a travel document stands for."""

    IN_USE = "in_use"
    SPECIAL = "special"
    OBSOLETE = "obsolete"
    SPECIMEN = "specimen"


@dataclass(frozen=True, slots=True)
class State:
    """One code of ISO 3166-1 or ICAO Doc 9303; `alpha2` is empty for bodies that are no state."""

    alpha3: str
    alpha2: str
    status: StateStatus
    name_pt: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Area:
    """A four-digit postcode area: `municipalities` has the most common one first, all of them where it spans several."""

    code: str
    district: str
    municipalities: tuple[str, ...]
    name: str


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def states() -> Mapping[str, State]:
    """Every known code of a state or body, by its code."""
    return {
        row["alpha3"]: State(
            row["alpha3"], row["alpha2"], StateStatus(row["status"]), row["name_pt"], row["name_en"]
        )
        for row in _rows("states.csv")
    }


def state(alpha3: str) -> State | None:
    """The state or body of a code, e.g. `BRA`, `D`, `XXB`; None when there is none."""
    return states().get(alpha3)


def state_name(alpha3: str, language: str) -> str:
    """What a code is called in `pt` or `en`; the code itself when it is not known."""
    found = states().get(alpha3)
    if found is None:
        return alpha3
    return found.name_en if language == "en" else found.name_pt


@cache
def _by_alpha2() -> Mapping[str, State]:
    return {
        found.alpha2: found
        for found in states().values()
        if found.alpha2 and found.status is StateStatus.IN_USE
    }


def country_name(alpha2: str, language: str) -> str:
    """What a country of ISO 3166-1 alpha-2 is called in `pt` or `en`; the code itself when it is not known."""
    found = _by_alpha2().get(alpha2)
    return state_name(found.alpha3, language) if found else alpha2


@cache
def areas() -> Mapping[str, Area]:
    """The postcode areas by their four digits."""
    return {
        row["cp4"]: Area(
            row["cp4"],
            row["district"],
            (row["municipality"], *(other for other in row["others"].split(";") if other)),
            row["name"],
        )
        for row in _rows("cp4.csv")
    }


def area(cp4: str) -> Area | None:
    """The area of a postcode's first four digits, or None."""
    return areas().get(cp4)


@cache
def municipalities() -> tuple[str, ...]:
    """Every municipality that a postcode area names, sorted."""
    return tuple(sorted({name for area in areas().values() for name in area.municipalities}))


@cache
def _postcodes() -> Mapping[str, str]:
    text = lzma.decompress((HERE / "postcodes.txt.xz").read_bytes()).decode()
    return {line[:4]: line[5:] for line in text.splitlines()}


def locality(postcode: str) -> str | None:
    """The postal designation of a full postcode (`1050-047` → `LISBOA`), or None when the table lacks it."""
    number = postcode[5:]
    for entry in _postcodes().get(postcode[:4], "").split("|"):
        name, _, runs = entry.rpartition(":")
        for run in runs.split(","):
            first, _, last = run.partition("-")
            if first <= number <= (last or first) and len(number) == 3:
                return name
    return None


@cache
def service_points() -> tuple[ServicePoint, ...]:
    """The Lojas de Cidadão known beforehand; an administrator adds more in the store."""
    return tuple(
        ServicePoint(
            row["code"], row["name"], row["address"], row["postcode"], row["municipality"], row["district"]
        )
        for row in _rows("service_points.csv")
    )
