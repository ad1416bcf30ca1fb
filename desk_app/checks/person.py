"""Whether the applicant may enrol here: consent, nationality, age."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from data.records import Case, Finding, Severity

from ..policy import Policy
from . import dates
from .papers import Facts
from .registry import finding

Papers = tuple[tuple[str, Facts], ...]
"""The papers given: path → facts."""


def consent(case: Case) -> Iterator[Finding]:
    """The privacy notice."""
    if case.consent is None or not case.consent.informed:
        yield finding("consent.missing", "consent.informed")


def nationality(case: Case, papers: Papers, policy: Policy) -> Iterator[Finding]:
    """Citizens and those who need no permit; told once each, for the first paper that says so."""
    citizen = [f"{path}.nationality" for path, facts in papers if facts.nationality == "PRT"]
    card = [f"{path}.mrz" for path, facts in papers if _is_citizen_card(facts)]
    if citizen:
        yield finding("eligibility.citizen", citizen[0], why="nationality")
    elif card:
        yield finding("eligibility.citizen", card[0], why="card")
    elif case.residence_permit is not None and case.residence_permit.citizen_card_shown:
        yield finding("eligibility.citizen", "residence_permit.citizen_card_shown", why="card")
    for path, facts in papers:
        if facts.nationality in policy.free_movement:
            yield finding("eligibility.eu_citizen", f"{path}.nationality", nationality=facts.nationality)
            break


def _is_citizen_card(facts: Facts) -> bool:
    reading = facts.reading
    return reading is not None and reading.valid and reading.code == "I<" and reading.issuer == "PRT"


def age(papers: Papers, today: date, policy: Policy) -> Iterator[Finding]:
    """Too young, too old to be true, or not born yet; where parts of a date are unknown, the youngest they allow."""
    told: set[str] = set()
    for path, facts in papers:
        youngest = dates.latest(facts.birth) if facts.birth else None
        oldest = dates.earliest(facts.birth) if facts.birth else None
        if youngest is None or oldest is None:
            continue
        field = f"{path}.birth_date"
        years = dates.years_between(oldest, today)
        if oldest > today:
            one = finding("eligibility.age_implausible", field, why="future", born=facts.birth_date or "")
            one = replace(one, severity=Severity.BLOCK)
        elif dates.years_between(youngest, today) < policy.least_age:
            one = finding("eligibility.under_age", field, age=max(years, 0), least=policy.least_age)
        elif years > policy.greatest_age:
            one = finding("eligibility.age_implausible", field, age=years, born=facts.birth_date or "")
        else:
            continue
        if one.rule + one.severity not in told:
            told.add(one.rule + one.severity)
            yield one


def unknown_birth(papers: Papers) -> Iterator[Finding]:
    """A paper that does not know the whole birth date."""
    for path, facts in papers:
        reading = facts.reading
        if reading is not None and "<<" in reading.birth and facts.sound and facts.birth_date is None:
            yield finding("date.partly_unknown", f"{path}.birth_date", known=facts.birth)
