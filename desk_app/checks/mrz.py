"""Machine-readable zones (ICAO Doc 9303): TD1, TD2, TD3 and the visas MRV-A, MRV-B, read and checked character by character.

`read` judges shape, alphabet, the shape of every field and **all check digits**, nothing else: a visa or the specimen
state can be valid. A zone that is not valid says what is wrong in `problems`, with the single-character readings that
would make it right. Lines are taken as they are; `mrz_input.clean_lines` makes them out of what a scanner gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from .mrz_layout import LAYOUTS, Check, Format, Layout, Position, span

_TABLE = bytes(
    c - 48 if 48 <= c <= 57 else c - 55 if 65 <= c <= 90 else 0 for c in range(256)
)  # digits are themselves, letters 10 to 35, everything else (the filler) 0


def check_digit(text: str) -> str:
    """The check digit of `text`: weights 7 3 1, modulo 10. What is no digit or capital counts as the filler, 0."""
    values = text.encode("ascii", "replace").translate(_TABLE)
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
    if not possible_birth(birth):
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


def _day(century: int, six: str) -> date | None:
    if len(six) != 6 or not (six.isascii() and six.isdigit()):
        return None
    try:
        return date(century + int(six[:2]), int(six[2:4]), int(six[4:]))
    except ValueError:
        return None


_DAYS = {f"{date(2000, 1, 1) + timedelta(days=at):%m%d}" for at in range(366)}


def possible_birth(birth: str) -> bool:
    """Whether the known parts of six characters can stand in a calendar, in any century."""
    if possible_expiry(birth):
        return True
    year, month, day = birth[:2], birth[2:4], birth[4:]
    return possible_expiry(
        ("00" if year == "<<" else year) + ("01" if month == "<<" else month) + ("01" if day == "<<" else day)
    )


def possible_expiry(expiry: str) -> bool:
    """Whether six characters are a day in 20YY (which has the leap years of 19YY that matter)."""
    if expiry[2:] not in _DAYS or not (expiry.isascii() and expiry.isdigit()):
        return False
    return expiry[2:] != "0229" or int(expiry[:2]) % 4 == 0


def read(lines: Sequence[str]) -> Reading:
    """Read a zone, strictly as given. Never raises."""
    layout = _form(lines)
    if layout is None:
        return Reading(None, False, problems=_no_form(lines))
    if [len(line) for line in lines] != layout.lengths:
        return Reading(
            layout.format, False, problems=_lengths(layout, lines), checks_total=len(layout.checks)
        )
    text = "\n".join(lines)
    match = layout.whole.fullmatch(text)
    cut = layout.pick(match.groups() if match else _slices(layout, lines))
    code, issuer, number, number_digit, nationality, birth, expiry, sex, names, optional = cut
    checks = layout.checks
    if number_digit == "<" and layout.format in ("TD1", "TD2"):
        checks = _long_number(layout, lines, optional)
        if checks is not layout.checks and layout.format == "TD1":
            tail, _, optional = optional.partition("<")
            number += tail[:-1]
    wrong = _wrong_digits(layout, lines, text, checks)
    surname, _, given_names = names.rstrip("<").partition("<<")
    valid = match is not None and not wrong and possible_birth(birth) and possible_expiry(expiry)
    problems: tuple[Problem, ...] = ()
    if not valid:
        from .mrz_repair import problems as find  # what is wrong matters only when something is

        problems = find(layout, lines, checks, wrong)
    return Reading(
        layout.format,
        valid,
        code,
        issuer,
        number.rstrip("<"),
        nationality,
        birth,
        expiry,
        sex,
        _words(surname),
        _words(given_names),
        optional.rstrip("<"),
        problems,
        len(checks) - len(wrong),
        len(checks),
        names[-1] != "<",
        frozenset([problem.field for problem in problems]) if problems else _NOTHING,
    )


def _slices(layout: Layout, lines: Sequence[str]) -> tuple[str, ...]:
    """The fields of lines that do not have the shape, as the groups of the pattern would be."""
    return tuple(
        [lines[line][start:end] for line, start, end in map(layout.fields.__getitem__, layout.order)]
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
    if set(map(len, lines)) == {LAYOUTS["TD1"].length}:  # a card of which one line is missing
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
    return (Problem("lines", found=str(sum(map(bool, lines)))),)


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
    first, rest = span(*layout.fields["number"]), span(line, start, end)
    filler = layout.fields["number_digit"][:2]
    covers = (*first, *rest)
    if _digit_of(lines, (*first, filler, *rest)) == lines[line][end]:
        covers = (*first, filler, *rest) if _digit_of(lines, covers) != lines[line][end] else covers
    return (Check("number", covers, (line, end)), *layout.checks[1:])


def _digit_of(lines: Sequence[str], covers: tuple[Position, ...]) -> str:
    return check_digit("".join([lines[line][position] for line, position in covers]))


def _wrong_digits(
    layout: Layout, lines: Sequence[str], text: str, checks: tuple[Check, ...]
) -> tuple[str, ...]:
    """The fields whose check digit fails; `text` is the joined lines."""
    values = text.encode("ascii", "replace").translate(_TABLE)
    wrong = []
    for field, runs, digit in layout.sums:
        covered = values[runs[0]] if len(runs) == 1 else b"".join([values[run] for run in runs])
        total = 7 * sum(covered[::3]) + 3 * sum(covered[1::3]) + sum(covered[2::3])
        if total % 10 != values[digit] or text[digit] not in _DIGITS:
            wrong.append(field)
    if checks is not layout.checks and "number" in wrong:
        line, position = checks[0].digit
        if _digit_of(lines, checks[0].covers) == lines[line][position]:
            wrong.remove("number")
    if "personal" in wrong:
        line, start, end = layout.fields["optional"]
        if not lines[line][start : end + 1].strip("<"):
            wrong.remove("personal")
    return tuple(wrong)


_DIGITS = frozenset("0123456789")
