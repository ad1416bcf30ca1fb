"""Where the fields and check digits of the five formats stand (ICAO Doc 9303 parts 4 to 7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Literal

Format = Literal["TD1", "TD2", "TD3", "MRV-A", "MRV-B"]
Position = tuple[int, int]
"""Line and character, both from 0."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check digit: the characters it covers, in order, and where it stands."""

    field: str
    covers: tuple[Position, ...]
    digit: Position


def span(line: int, start: int, end: int) -> tuple[Position, ...]:
    return tuple((line, position) for position in range(start, end))


@dataclass(frozen=True)
class Layout:
    """Where the fields of a format stand: field → (line, start, end), all from 0, and the pattern of each."""

    format: Format
    count: int
    length: int
    fields: dict[str, tuple[int, int, int]]
    patterns: dict[str, str]
    checks: tuple[Check, ...]

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The fields as they follow each other."""
        return tuple(sorted(self.fields, key=lambda name: self.fields[name]))

    @cached_property
    def lengths(self) -> list[int]:
        """How long each line is."""
        return [self.length] * self.count

    @cached_property
    def pick(self) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
        """Takes the fields of a reading, in its order, out of all groups."""
        return itemgetter(*[self.order.index(name) for name in _READ])

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """The shape of the lines, joined by newlines: a group for each field of `order`."""
        lines: list[str] = [""] * self.count
        for name in self.order:
            lines[self.fields[name][0]] += f"({self.patterns[name]})"
        return re.compile("\n".join(lines))

    @cached_property
    def sums(self) -> tuple[tuple[str, tuple[slice, ...], int], ...]:
        """Each check: its field, the runs it covers and its digit as offsets in the joined lines."""
        return tuple(
            (check.field, self._runs(check.covers), self._offset(check.digit)) for check in self.checks
        )

    def _offset(self, place: Position) -> int:
        return place[0] * (self.length + 1) + place[1]

    def _runs(self, covers: tuple[Position, ...]) -> tuple[slice, ...]:
        offsets = [self._offset(place) for place in covers]
        starts = [at for at in offsets if at - 1 not in offsets]
        ends = [at + 1 for at in offsets if at + 1 not in offsets]
        return tuple(slice(start, end) for start, end in zip(starts, ends, strict=True))


_READ = (
    "code",
    "issuer",
    "number",
    "number_digit",
    "nationality",
    "birth",
    "expiry",
    "sex",
    "names",
    "optional",
)
_STATE = "(?:[A-Z]{3}|[A-Z]{2}<|[A-Z]<<)"
_BIRTH = "(?:[0-9]{2}|<<){3}"
_ANY = "[A-Z0-9<]"


def _layout(
    form: Format,
    count: int,
    length: int,
    fields: dict[str, tuple[int, int, int]],
    personal: bool = False,
    composite: tuple[Position, ...] = (),
) -> Layout:
    patterns = {
        "code": "[A-Z][A-Z<]",
        "issuer": _STATE,
        "number": _ANY + "{9}",
        "number_digit": "[0-9<]" if form in ("TD1", "TD2") else "[0-9]",
        "nationality": _STATE,
        "birth": _BIRTH,
        "birth_digit": "[0-9]",
        "sex": "[MFX<]",
        "expiry": "[0-9]{6}",
        "expiry_digit": "[0-9]",
        "personal_digit": "[0-9<]",
        "composite_digit": "[0-9]",
    }
    for name in ("optional", "optional2"):
        if name in fields:
            patterns[name] = f"{_ANY}{{{fields[name][2] - fields[name][1]}}}"
    patterns["names"] = f"[A-Z<]{{{fields['names'][2] - fields['names'][1]}}}"
    names = ["number", "birth", "expiry"]
    checks = [Check(name, span(*fields[name]), fields[f"{name}_digit"][:2]) for name in names]
    if personal:
        checks.append(Check("personal", span(*fields["optional"]), fields["personal_digit"][:2]))
    if composite:
        checks.append(Check("composite", composite, fields["composite_digit"][:2]))
    return Layout(form, count, length, fields, patterns, tuple(checks))


def _second_line(number: int = 0) -> dict[str, tuple[int, int, int]]:
    """What the second line of every two-line format begins with."""
    return {
        "number": (1, 0, 9),
        "number_digit": (1, 9, 10),
        "nationality": (1, 10, 13),
        "birth": (1, 13, 19),
        "birth_digit": (1, 19, 20),
        "sex": (1, 20, 21),
        "expiry": (1, 21, 27),
        "expiry_digit": (1, 27, 28),
    }


def _two_lines(length: int) -> dict[str, tuple[int, int, int]]:
    return {"code": (0, 0, 2), "issuer": (0, 2, 5), "names": (0, 5, length)} | _second_line()


LAYOUTS: dict[Format, Layout] = {
    "TD1": _layout(
        "TD1",
        3,
        30,
        {
            "code": (0, 0, 2),
            "issuer": (0, 2, 5),
            "number": (0, 5, 14),
            "number_digit": (0, 14, 15),
            "optional": (0, 15, 30),
            "birth": (1, 0, 6),
            "birth_digit": (1, 6, 7),
            "sex": (1, 7, 8),
            "expiry": (1, 8, 14),
            "expiry_digit": (1, 14, 15),
            "nationality": (1, 15, 18),
            "optional2": (1, 18, 29),
            "composite_digit": (1, 29, 30),
            "names": (2, 0, 30),
        },
        composite=span(0, 5, 30) + span(1, 0, 7) + span(1, 8, 15) + span(1, 18, 29),
    ),
    "TD2": _layout(
        "TD2",
        2,
        36,
        _two_lines(36) | {"optional": (1, 28, 35), "composite_digit": (1, 35, 36)},
        composite=span(1, 0, 10) + span(1, 13, 20) + span(1, 21, 35),
    ),
    "TD3": _layout(
        "TD3",
        2,
        44,
        _two_lines(44)
        | {"optional": (1, 28, 42), "personal_digit": (1, 42, 43), "composite_digit": (1, 43, 44)},
        personal=True,
        composite=span(1, 0, 10) + span(1, 13, 20) + span(1, 21, 43),
    ),
    "MRV-A": _layout("MRV-A", 2, 44, _two_lines(44) | {"optional": (1, 28, 44)}),
    "MRV-B": _layout("MRV-B", 2, 36, _two_lines(36) | {"optional": (1, 28, 36)}),
}
