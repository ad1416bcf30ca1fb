"""A whole case: every rule once, what they come to, and who the case is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.records import Case, Decision, Finding, Match, Severity

from ..policy import Policy
from . import address, contact, cross, duplicates, nif, passport, permit, person
from .papers import Facts, resolved_paper
from .registry import finding
from .states import alpha2

_NO_FACTS = Facts()


def check_case(case: Case, today: date, policy: Policy, matches: Sequence[Match] = ()) -> tuple[Finding, ...]:
    """The findings of a case on that day, in the order of the walk. Pure, and never raises.

    `matches` are the live or waiting enrolments that share something with it.
    """
    permit_facts = resolved_paper(case.residence_permit, today) if case.residence_permit else _NO_FACTS
    passport_facts = resolved_paper(case.passport, today) if case.passport else _NO_FACTS
    papers = (("residence_permit", permit_facts), ("passport", passport_facts))
    people = tuple(facts.name for _, facts in papers if facts.surname or facts.given_names)
    country = alpha2(permit_facts.nationality) or alpha2(passport_facts.nationality)
    on_card = case.residence_permit.nif_on_card if case.residence_permit else ""
    found = [
        *person.consent(case),
        *person.nationality(case, papers, policy),
        *person.age(papers, today, policy),
        *permit.check(case.residence_permit, permit_facts, today, policy),
        *passport.check(case.passport, passport_facts, today, policy),
        *person.unknown_birth(papers),
        *cross.check(permit_facts, passport_facts),
    ]
    if case.nif.strip():
        found += nif.check(case.nif, policy, on_card)
    else:
        found.append(finding("nif.missing", "nif"))
    found += address.check(case.address, people, today, policy)
    found += contact.check(case.contact, case.address, country)
    found += duplicates.check(matches, case.replaces)
    return tuple(found)


def is_open(found: Finding, confirmed: Mapping[str, str]) -> bool:
    """Whether a finding still weighs: a note never does, a confirm until it has a reason."""
    if found.severity is Severity.CONFIRM:
        return not confirmed.get(found.rule, "").strip()
    return found.severity is not Severity.NOTE


def decide(findings: Sequence[Finding], confirmed: Mapping[str, str]) -> Decision:
    """What the findings come to: any block refuses, else any refer refers, else any open confirm waits for a reason."""
    weights = {found.severity for found in findings if is_open(found, confirmed)}
    if Severity.BLOCK in weights:
        return Decision.REFUSE
    if Severity.REFER in weights:
        return Decision.REFER
    return Decision.CONFIRM if Severity.CONFIRM in weights else Decision.ACCEPT


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a case is about, for the store and the search for duplicates. Texts are empty where nothing sound is given.

    `document_type` is TR, CR or PAS, `issuer` two letters, `nif` nine digits, `mobile` E.164, `nationality` three letters.
    """

    document_type: str
    issuer: str
    number: str
    nif: str
    mobile: str
    surname: str
    given_names: str
    birth_date: date | None
    nationality: str
    expires: date | None
    truncated: bool = False


def identity(case: Case, today: date) -> Identity:
    """The natural key and the marks of the person, from the permit, or the passport while there is no permit."""
    permit_facts = resolved_paper(case.residence_permit, today) if case.residence_permit else _NO_FACTS
    passport_facts = resolved_paper(case.passport, today) if case.passport else _NO_FACTS
    by_permit = case.residence_permit is not None and bool(permit_facts.number)
    first, second = (permit_facts, passport_facts) if by_permit else (passport_facts, permit_facts)
    kind = "CR" if case.residence_permit and case.residence_permit.kind.strip().upper() == "CR" else "TR"
    nationality = first.nationality or second.nationality
    mobile = case.contact.mobile if case.contact else ""
    named = first if first.surname or first.given_names else second
    return Identity(
        document_type=kind if by_permit else "PAS",
        issuer="PT" if by_permit else alpha2(first.issuer),
        number=first.number,
        nif=nif.read(case.nif).canonical,
        mobile=contact.read_phone(mobile, alpha2(nationality)).canonical if mobile.strip() else "",
        surname=named.surname,
        given_names=named.given_names,
        birth_date=first.birth_date or second.birth_date,
        nationality=nationality,
        expires=first.expires,
        truncated=named.truncated,
    )
