"""Why a machine-readable zone is not right, and which single characters, read otherwise, would make it so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .mrz import Guess, Problem, check_digit, possible_birth, possible_expiry
from .mrz_layout import Check, Layout, Position

LOOK_ALIKES = ("0ODQ", "1IL", "2Z", "5S", "6G", "8B", "4A")
"""Characters that people and scanners take for each other."""
_PAIRS = frozenset((one, other) for group in LOOK_ALIKES for one in group for other in group)
_DIGITS, _LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUE = {char: value for value, char in enumerate(_DIGITS + _LETTERS)} | {"<": 0}
_WEIGHTS = (7, 3, 1)

_CLASSES = {
    "code": "letter",
    "issuer": "state",
    "nationality": "state",
    "names": "letter",
    "birth": "birth",
    "expiry": "digit",
    "sex": "sex",
    "number_digit": "digit",
    "birth_digit": "digit",
    "expiry_digit": "digit",
    "personal_digit": "digit",
    "composite_digit": "digit",
}
_ALLOWED = {
    "letter": _LETTERS + "<",
    "state": _LETTERS + "<",
    "birth": _DIGITS + "<",
    "digit": _DIGITS,
    "sex": "MFX<",
}


def look_alike(one: str, other: str) -> bool:
    """Whether two characters are easily taken for each other."""
    return (one, other) in _PAIRS


def problems(
    layout: Layout, lines: Sequence[str], checks: tuple[Check, ...], wrong: Sequence[str]
) -> tuple[Problem, ...]:
    """Everything wrong with lines of the right number and length; `wrong` names the failing check digits.

    A field whose characters are wrong is told once, by the character; the composite digit only when all others are right.
    A date of digits that is none is told even where its check digit fails too: it narrows down what was misread.
    """
    found = list(_characters(layout, lines))
    strange = {_owner(problem.field) for problem in found}
    own = [check for check in checks if check.field in wrong and check.field not in ("composite", *strange)]
    composite = checks[-1] if checks[-1].field == "composite" else None
    alone = not strange and len(own) == 1
    for check in own:
        found.append(_digit(layout, lines, check, composite if alone else None))
    if "composite" in wrong and composite and not own and not strange:
        found.append(_digit(layout, lines, composite, None, checks))
    for name in ("birth", "expiry"):
        text = _cut(layout, lines, name)
        possible = possible_birth(text) if name == "birth" else possible_expiry(text)
        if not possible and name not in strange:
            line, start, _ = layout.fields[name]
            found.append(Problem("date", name, line + 1, start + 1, text))
    return tuple(found)


def _owner(field: str) -> str:
    return {"optional": "personal"}.get(field, field.removesuffix("_digit"))


def _cut(layout: Layout, lines: Sequence[str], name: str) -> str:
    line, start, end = layout.fields[name]
    return lines[line][start:end]


def _characters(layout: Layout, lines: Sequence[str]) -> Iterator[Problem]:
    """Characters outside the alphabet, or of the wrong class for their field."""
    for name, (line, start, end) in layout.fields.items():
        text = lines[line][start:end]
        if re.fullmatch(layout.patterns[name], text):
            continue
        kind = _CLASSES.get(name, "")
        told = False
        for position, char in enumerate(text, start + 1):
            if char not in _VALUE:
                yield Problem("alphabet", name, line + 1, position, char, _ascii(char))
                told = True
            elif char not in _ALLOWED.get(kind, char):
                yield Problem(
                    "shape", name, line + 1, position, char, kind, _class_guesses(line, position, char, kind)
                )
                told = True
        if not told:  # the right characters in the wrong order, such as a filler inside a code
            yield Problem("shape", name, line + 1, start + 1, text, kind)


def _ascii(char: str) -> str:
    upper = char.upper()
    return upper if upper in _VALUE else ""


def _class_guesses(line: int, position: int, char: str, kind: str) -> tuple[Guess, ...]:
    allowed = _ALLOWED[kind].replace("<", "")
    return tuple(Guess(line + 1, position, char, other, True) for other in allowed if look_alike(char, other))


def _digit(
    layout: Layout,
    lines: Sequence[str],
    check: Check,
    composite: Check | None,
    others: tuple[Check, ...] = (),
) -> Problem:
    line, position = check.digit
    expected = check_digit("".join(lines[at][place] for at, place in check.covers))
    guesses = tuple(_guesses(layout, lines, check, composite, others))
    return Problem(
        "check_digit", check.field, line + 1, position + 1, lines[line][position], expected, guesses
    )


def _guesses(
    layout: Layout, lines: Sequence[str], check: Check, composite: Check | None, others: tuple[Check, ...]
) -> Iterator[Guess]:
    """Single characters that make `check` right, and `composite` with it when everything else is; look-alikes first.

    Changing a character by `step` changes the sum by its weight times `step`, so nothing is summed anew.
    """
    error, weights = _error(lines, check), _weights(check)
    whole_error, whole_weights = (_error(lines, composite), _weights(composite)) if composite else (0, {})
    # When the composite alone fails, characters under another digit are right already.
    settled = {place for other in others if other is not check for place in (*other.covers, other.digit)}
    likely: list[Guess] = []
    unlikely: list[Guess] = []
    for place in (*check.covers, check.digit):
        if place in settled:
            continue
        line, position = place
        found = lines[line][position]
        weight, whole_weight, value = weights[place], whole_weights.get(place, 0), _VALUE.get(found, 0)
        for char in _characters_at(place, check):
            step = _VALUE[char] - value
            if (error + weight * step) % 10 or (whole_error + whole_weight * step) % 10 or char == found:
                continue
            if _still_a_date(layout, lines, check.field, place, char):
                alike = look_alike(found, char)
                (likely if alike else unlikely).append(Guess(line + 1, position + 1, found, char, alike))
    yield from likely
    yield from unlikely


def _error(lines: Sequence[str], check: Check) -> int:
    line, position = check.digit
    total = sum(
        _WEIGHTS[index % 3] * _VALUE.get(lines[at][place], 0)
        for index, (at, place) in enumerate(check.covers)
    )
    return total - _VALUE.get(lines[line][position], 0)


def _weights(check: Check) -> dict[Position, int]:
    weights = {place: _WEIGHTS[index % 3] for index, place in enumerate(check.covers)}
    weights[check.digit] = -1
    return weights


def _characters_at(place: Position, check: Check) -> str:
    if place == check.digit or check.field in ("birth", "expiry"):
        return _DIGITS
    return _DIGITS + _LETTERS + "<"


def _still_a_date(layout: Layout, lines: Sequence[str], field: str, place: Position, char: str) -> bool:
    if field not in ("birth", "expiry"):
        return True
    line, start, end = layout.fields[field]
    text = lines[line][start:end]
    if place[0] == line and start <= place[1] < end:
        at = place[1] - start
        text = text[:at] + char + text[at + 1 :]
    return possible_birth(text) if field == "birth" else possible_expiry(text)
