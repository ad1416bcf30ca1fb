"""The findings of a machine-readable zone itself: what does not fit, where, and what it probably is."""

from __future__ import annotations

from collections.abc import Iterator

from data.records import Finding

from .mrz import Guess, Problem, Reading
from .registry import finding

_SHOWN = 30
"""Readings that one message names: every place of a document number, with up to three letters each."""


def rule_of(reading: Reading) -> str:
    """The rule that a wrong zone breaks when it stands alone."""
    return {"TD1": "permit.mrz_check", "TD3": "passport.mrz_check"}.get(
        reading.format or "", "document.mrz_check"
    )


def check(reading: Reading, rule: str, path: str) -> Iterator[Finding]:
    """One finding a problem, except impossible dates."""
    for problem in reading.problems:
        if problem.kind != "date":
            yield finding(
                rule,
                path,
                why=problem.kind,
                field=problem.field,
                line=problem.line,
                position=problem.position,
                found=problem.found,
                expected=_CLASS_WORDS.get(problem.expected, problem.expected),
                readings=_readings(problem),
            )


def impossible_dates(reading: Reading, fields: dict[str, str]) -> Iterator[Finding]:
    """`date.impossible` for each date of the zone that is none; `fields` says where `birth` and `expiry` belong."""
    for problem in reading.problems:
        if problem.kind == "date":
            yield finding("date.impossible", fields[problem.field], date=problem.found, field=problem.field)


_CLASS_WORDS = {"birth": "date_digit", "sex": "sex_letter"}


def _readings(problem: Problem) -> tuple[str, ...]:
    """The look-alikes; where there are none, a digit for a digit and a letter for a letter; else any."""
    alike = [guess for guess in problem.readings if guess.look_alike]
    of_a_kind = [
        guess
        for guess in problem.readings
        if guess.char.isdigit() == guess.found.isdigit() and "<" not in (guess.char, guess.found)
    ]
    return tuple(_written(guess) for guess in (alike or of_a_kind or problem.readings)[:_SHOWN])


def _written(guess: Guess) -> str:
    return f"{guess.line}|{guess.position}|{guess.found}|{guess.char}"
