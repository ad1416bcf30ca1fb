"""What a paper says in the end: its zone, as far as it is sound, overlaid by what was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from data.records import NOTHING, Paper

from . import dates
from .mrz import Reading, read
from .names import DIFFERENT, Name, compare
from .states import canonical, of_zone

_NOT_A_NUMBER = re.compile(r"[\s\-./]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one paper that count.

    `birth` is ISO text, shorter where parts are unknown; states are three-letter codes as `states.canonical` makes
    them. `sources` tells for each field that is filled whether it is from the zone (`mrz`), was `typed` because there
    is none, or was `corrected` by hand. `contradictions` are corrections that a right zone speaks against (field, what
    the zone says, what was typed); `impossible` are dates that are none (field, text). `sound` is false when the zone
    is wrong somewhere: what it does not give then is not missing.
    """

    number: str = ""
    surname: str = ""
    given_names: str = ""
    birth: str = ""
    birth_date: date | None = None
    sex: str = ""
    nationality: str = ""
    issuer: str = ""
    expires: date | None = None
    truncated: bool = False
    sources: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    contradictions: tuple[tuple[str, str, str], ...] = ()
    impossible: tuple[tuple[str, str], ...] = ()
    reading: Reading | None = None

    @property
    def sound(self) -> bool:
        """Whether there is no zone, or the zone is right."""
        return self.reading is None or self.reading.valid

    @property
    def name(self) -> Name:
        """Both parts of the name, to compare."""
        return Name(self.surname, self.given_names, self.truncated)

    @property
    def full_name(self) -> str:
        """Given names and surname, as one says them."""
        return f"{self.given_names} {self.surname}".strip()


def compact(number: str) -> str:
    """A document number without separators, in capitals."""
    return _NOT_A_NUMBER.sub("", number).upper()


@lru_cache(maxsize=8)
def resolved_paper(paper: Paper, today: date) -> Facts:
    """What counts of `paper` on that day. Never raises."""
    reading = read(paper.mrz) if paper.mrz else None
    zone = _of_zone(reading, today) if reading is not None else {}
    typed, impossible = _typed(paper)
    if reading is not None:
        names = {"birth": "birth_date", "expiry": "expires"}
        impossible += [
            (names[problem.field], problem.found) for problem in reading.problems if problem.kind == "date"
        ]
    sources = dict.fromkeys(zone, "mrz")
    for name, text in typed.items():
        sources[name] = "typed" if name not in zone else "mrz" if zone[name] == text else "corrected"
    says = zone | typed
    birth_date = dates.parse(says.get("birth_date", ""))
    cut_surname = typed.get("surname", "").endswith("…")
    cut_given = typed.get("given_names", "").endswith("…")
    zone_cut = reading is not None and reading.truncated and "given_names" not in typed
    if zone_cut and "surname" in typed and not zone.get("given_names"):
        zone_cut = False
    return Facts(
        number=says.get("number", ""),
        surname=says.get("surname", "").rstrip("…"),
        given_names=says.get("given_names", "").rstrip("…"),
        birth=says.get("birth_date", ""),
        birth_date=birth_date,
        sex=says.get("sex", ""),
        nationality=says.get("nationality", ""),
        issuer=says.get("issuer", ""),
        expires=dates.parse(says.get("expires", "")),
        truncated=zone_cut or cut_surname or cut_given,
        sources=MappingProxyType(sources),
        contradictions=_contradictions(zone, typed, reading) if reading is not None and reading.valid else (),
        impossible=tuple(impossible),
        reading=reading,
    )


def _of_zone(reading: Reading, today: date) -> dict[str, str]:
    """The fields of a zone that no problem touches and that are filled."""
    expires = reading.expires()
    says = {
        "number": ("number", reading.number.replace("<", "")),
        "surname": ("names", reading.surname),
        "given_names": ("names", reading.given_names),
        "birth_date": ("birth", reading.born(today)),
        "sex": ("sex", reading.sex.strip("<")),
        "nationality": ("nationality", of_zone(reading.nationality)),
        "issuer": ("issuer", of_zone(reading.issuer)),
        "expires": ("expiry", expires.isoformat() if expires else ""),
    }
    unsound = {field.removesuffix("_digit") for field in reading.unsound}
    return {field: text for field, (owner, text) in says.items() if text and owner not in unsound}


def _typed(paper: Paper) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What was typed, made comparable, and the dates that are none."""
    typed = {
        "number": compact(paper.number),
        "surname": _without_dots(paper.surname),
        "given_names": _without_dots(paper.given_names),
        "sex": paper.sex.strip().upper().strip("<"),
        "nationality": canonical(paper.nationality),
        "issuer": canonical(paper.issuer),
    }
    impossible = []
    for name, text in (("birth_date", paper.birth_date.strip()), ("expires", paper.expires.strip())):
        if text and dates.parse(text) is None:
            impossible.append((name, text))
        else:
            typed[name] = text
    return {name: text for name, text in typed.items() if text}, impossible


def _without_dots(name: str) -> str:
    """A name in capitals as typed; three points at the end say that the paper cuts it."""
    text = " ".join(name.upper().split())
    return text[:-3].rstrip() + "…" if text.endswith("...") else text


def _contradictions(
    zone: Mapping[str, str], typed: Mapping[str, str], reading: Reading
) -> tuple[tuple[str, str, str], ...]:
    """What was typed against a right zone: covered fields, states, and names beyond tolerance."""
    found = [
        (field, zone[field], typed[field])
        for field in ("number", "birth_date", "nationality", "issuer", "expires")
        if field in zone and field in typed and not _agree(zone[field], typed[field], field)
    ]
    if "surname" in typed or "given_names" in typed:
        ours = Name(zone.get("surname", ""), zone.get("given_names", ""), reading.truncated)
        surname = typed.get("surname", ours.surname).rstrip("…")
        given_names = typed.get("given_names", ours.given_names).rstrip("…")
        theirs = Name(surname, given_names)
        if compare(ours, theirs).verdict is DIFFERENT:
            field = "surname" if "surname" in typed else "given_names"
            found.append(
                (field, f"{ours.surname} {ours.given_names}".strip(), f"{surname} {given_names}".strip())
            )
    return tuple(found)


def _agree(zone: str, typed: str, field: str) -> bool:
    return typed.startswith(zone) if field == "birth_date" else zone == typed
