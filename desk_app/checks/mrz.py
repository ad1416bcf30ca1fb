"""Machine-readable zones (ICAO Doc 9303): TD1, TD2, TD3 and the visas MRV-A, MRV-B, read and checked character by character.

`read` judges shape, alphabet, the shape of every field and **all check digits**, nothing else: a visa or the specimen
state can be valid. A zone that is not valid says what is wrong in `problems`, with the single-character readings that
would make it right. Lines are taken as they are; `mrz_input.clean_lines` makes them out of what a scanner gives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

Format = Literal["TD1", "TD2", "TD3", "MRV-A", "MRV-B"]
Position = tuple[int, int]
"""Line and character, both from 0."""

_TABLE = bytes(
    c - 48 if 48 <= c <= 57 else c - 55 if 65 <= c <= 90 else 0 for c in range(256)
)  # digits are themselves, letters 10 to 35, everything else (the filler) 0


def check_digit(text: str) -> str:
    """The check digit of `text`: weights 7 3 1, modulo 10. `text` is ASCII."""
    values = text.encode("ascii").translate(_TABLE)
    return "0123456789"[(7 * sum(values[::3]) + 3 * sum(values[1::3]) + sum(values[2::3])) % 10]


@dataclass(frozen=True, slots=True)
class Guess:
    """One character that, read as `char`, would make the check digits right. `line` and `position` count from 1."""

    line: int
    position: int
    found: str
    char: str
    look_alike: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place; `line` and `position` count from 1, 0 is the whole.

    `kind` is lines, length, alphabet, shape, check_digit, date or french_card. `found` and `expected` are characters,
    numbers, or for `shape` the class that belongs there (digit, letter, sex …).
    """

    kind: str
    field: str = ""
    line: int = 0
    position: int = 0
    found: str = ""
    expected: str = ""
    readings: tuple[Guess, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check digit: the characters it covers, in order, and where it stands."""

    field: str
    covers: tuple[Position, ...]
    digit: Position


def _span(line: int, start: int, end: int) -> tuple[Position, ...]:
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
    checks = [Check(name, _span(*fields[name]), fields[f"{name}_digit"][:2]) for name in names]
    if personal:
        checks.append(Check("personal", _span(*fields["optional"]), fields["personal_digit"][:2]))
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
        composite=_span(0, 5, 30) + _span(1, 0, 7) + _span(1, 8, 15) + _span(1, 18, 29),
    ),
    "TD2": _layout(
        "TD2",
        2,
        36,
        _two_lines(36) | {"optional": (1, 28, 35), "composite_digit": (1, 35, 36)},
        composite=_span(1, 0, 10) + _span(1, 13, 20) + _span(1, 21, 35),
    ),
    "TD3": _layout(
        "TD3",
        2,
        44,
        _two_lines(44)
        | {"optional": (1, 28, 42), "personal_digit": (1, 42, 43), "composite_digit": (1, 43, 44)},
        personal=True,
        composite=_span(1, 0, 10) + _span(1, 13, 20) + _span(1, 21, 43),
    ),
    "MRV-A": _layout("MRV-A", 2, 44, _two_lines(44) | {"optional": (1, 28, 44)}),
    "MRV-B": _layout("MRV-B", 2, 36, _two_lines(36) | {"optional": (1, 28, 36)}),
}


class Reading(NamedTuple):
    """What a zone says. Codes keep their fillers (`I<`, `D<<`), dates their six characters; `born` and `expires` tell them.

    `unsound` are the fields that a problem touches; `truncated` tells that the name field is full to the last character.
    """

    format: Format | None
    valid: bool
    code: str = ""
    issuer: str = ""
    number: str = ""
    nationality: str = ""
    birth: str = ""
    expiry: str = ""
    sex: str = ""
    surname: str = ""
    given_names: str = ""
    optional: str = ""
    problems: tuple[Problem, ...] = ()
    checks_passed: int = 0
    checks_total: int = 0
    truncated: bool = False
    unsound: frozenset[str] = frozenset()

    def born(self, today: date) -> str:
        """ISO birth date in the latest century that is not in the future; `1974-04` or empty where parts are unknown.

        Empty too when it is no date.
        """
        return birth_text(self.birth, today)

    def expires(self) -> date | None:
        """The last day, in 20YY; None when it is no date."""
        return _day(2000, self.expiry)


def birth_text(birth: str, today: date) -> str:
    """See `Reading.born`; `birth` is YYMMDD with `<<` for what is unknown."""
    if not _SIX.fullmatch(birth) or not possible_birth(birth):
        return ""
    year, month, day = birth[:2], birth[2:4], birth[4:]
    if year == "<<":
        return ""
    # An unknown month or day counts from the first: the date is in the future only if all of it is.
    earliest = (int(year), int(month) if month != "<<" else 1, int(day) if "<<" not in (month, day) else 1)
    century = 2000 if (2000 + earliest[0], *earliest[1:]) <= (today.year, today.month, today.day) else 1900
    text = f"{century + earliest[0]}"
    if month == "<<":
        return text
    return f"{text}-{month}" if day == "<<" else f"{text}-{month}-{day}"


_SIX = re.compile(_BIRTH)


def _day(century: int, six: str) -> date | None:
    if len(six) != 6 or not (six.isascii() and six.isdigit()):
        return None
    try:
        return date(century + int(six[:2]), int(six[2:4]), int(six[4:]))
    except ValueError:
        return None


def possible_birth(birth: str) -> bool:
    """Whether the known parts of six characters can stand in a calendar, in any century."""
    known = [
        part if part != "<<" else least
        for part, least in zip((birth[:2], birth[2:4], birth[4:]), _LEAST, strict=True)
    ]
    return _day(2000, "".join(known)) is not None


_LEAST = ("00", "01", "01")


def possible_expiry(expiry: str) -> bool:
    """Whether six characters are a day in 20YY."""
    return _day(2000, expiry) is not None


def _possible(birth: str, expiry: str) -> bool:
    return possible_expiry(expiry) and (possible_expiry(birth) or possible_birth(birth))


def read(lines: Sequence[str]) -> Reading:
    """Read a zone, strictly as given. Never raises."""
    layout = _form(lines)
    if layout is None:
        return Reading(None, False, problems=_no_form(lines))
    if len(lines) != layout.count or any(len(line) != layout.length for line in lines):
        return Reading(
            layout.format, False, problems=_lengths(layout, lines), checks_total=len(layout.checks)
        )
    text = "\n".join(lines)
    match = layout.whole.fullmatch(text)
    if match is not None:
        cut = dict(zip(layout.order, match.groups(), strict=True))
    else:
        cut = {name: lines[line][start:end] for name, (line, start, end) in layout.fields.items()}
    checks = layout.checks
    number, optional = cut["number"], cut["optional"]
    if cut["number_digit"] == "<" and layout.format in ("TD1", "TD2"):
        checks = _long_number(layout, lines, optional)
        if checks is not layout.checks and layout.format == "TD1":
            tail, _, optional = optional.partition("<")
            number += tail[:-1]
    wrong = _wrong_digits(layout, cut, text, checks)
    names = cut["names"]
    surname, _, given_names = names.rstrip("<").partition("<<")
    valid = match is not None and not wrong and _possible(cut["birth"], cut["expiry"])
    problems: tuple[Problem, ...] = ()
    if not valid:
        from .mrz_repair import problems as find  # what is wrong matters only when something is

        problems = find(layout, lines, checks, wrong)
    return Reading(
        layout.format,
        valid,
        cut["code"],
        cut["issuer"],
        number.rstrip("<"),
        cut["nationality"],
        cut["birth"],
        cut["expiry"],
        cut["sex"],
        _words(surname),
        _words(given_names),
        optional.rstrip("<"),
        problems,
        len(checks) - len(wrong),
        len(checks),
        names[-1] != "<",
        frozenset([problem.field for problem in problems]) if problems else _NOTHING,
    )


_NOTHING: frozenset[str] = frozenset()


def _words(names: str) -> str:
    return " ".join(filter(None, names.split("<")))


def _form(lines: Sequence[str]) -> Layout | None:
    """The format that the lines are, or come closest to."""
    if len(lines) == 3:
        return LAYOUTS["TD1"] if sum(map(len, lines)) else None
    if len(lines) != 2 or not all(lines):
        return None
    long = sum(map(len, lines)) >= 2 * 40
    if not long and lines[0].startswith("IDFRA"):
        return None
    if lines[0].startswith("V"):
        return LAYOUTS["MRV-A" if long else "MRV-B"]
    return LAYOUTS["TD3" if long else "TD2"]


def _no_form(lines: Sequence[str]) -> tuple[Problem, ...]:
    if len(lines) == 2 and lines[0].startswith("IDFRA"):
        return (Problem("french_card"),)
    return (Problem("lines", found=str(sum(map(bool, lines))), expected="3 × 30, 2 × 44"),)


def _lengths(layout: Layout, lines: Sequence[str]) -> tuple[Problem, ...]:
    return tuple(
        Problem("length", "lines", at, 0, str(len(line)), str(layout.length))
        for at, line in enumerate(lines, 1)
        if len(line) != layout.length
    )


def _long_number(layout: Layout, lines: Sequence[str], optional: str) -> tuple[Check, ...]:
    """A number of more than nine characters goes on in the optional field, its check digit last before the filler.

    Doc 9303 leaves the filler between the two parts out of the sum; some issuers count it, which is taken as well.
    """
    tail = optional.partition("<")[0]
    if len(tail) < 2:
        return layout.checks
    line, start, _ = layout.fields["optional"]
    end = start + len(tail) - 1
    first, rest = _span(*layout.fields["number"]), _span(line, start, end)
    filler = layout.fields["number_digit"][:2]
    covers = (*first, *rest)
    if _digit_of(lines, (*first, filler, *rest)) == lines[line][end]:
        covers = (*first, filler, *rest) if _digit_of(lines, covers) != lines[line][end] else covers
    return (Check("number", covers, (line, end)), *layout.checks[1:])


def _digit_of(lines: Sequence[str], covers: tuple[Position, ...]) -> str:
    text = "".join(lines[line][position] for line, position in covers)
    return check_digit(text) if text.isascii() else ""


def _wrong_digits(
    layout: Layout, cut: dict[str, str], text: str, checks: tuple[Check, ...]
) -> tuple[str, ...]:
    """The fields whose check digit fails; `text` is the joined lines."""
    if not text.isascii():
        return tuple([check.field for check in checks])
    values = text.encode().translate(_TABLE)
    wrong = []
    for field, runs, digit in layout.sums:
        covered = values[runs[0]]
        for run in runs[1:]:
            covered += values[run]
        total = 7 * sum(covered[::3]) + 3 * sum(covered[1::3]) + sum(covered[2::3])
        if total % 10 != values[digit] or not "0" <= text[digit] <= "9":
            wrong.append(field)
    if checks is not layout.checks and "number" in wrong:
        line, position = checks[0].digit
        lines = text.split("\n")
        if _digit_of(lines, checks[0].covers) == lines[line][position]:
            wrong.remove("number")
    if "personal" in wrong and cut["personal_digit"] == "<" and not cut["optional"].strip("<"):
        wrong.remove("personal")
    return tuple(wrong)
