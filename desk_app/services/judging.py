"""From the kept evidence to what the rules say of it: matches, findings, decision, and the facts that are indexed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from data.records import LIVE, Case, Decision, Finding, Match, Severity, Status
from data.store import cases, trail
from data.store.moments import moment
from data.store.work import Row, Work

from ..i18n import today
from ..policy import Policy

if TYPE_CHECKING:
    from ..checks.case import Identity


@dataclass(frozen=True, slots=True)
class Judgement:
    """`facts` are what the enrolment's row keeps; `replaces` is the reference of the same person's live enrolment."""

    findings: tuple[Finding, ...]
    decision: Decision
    facts: Mapping[str, str]
    replaces: str
    open: tuple[Finding, ...]


def judge(work: Work, case: Case, day: date, policy: Policy) -> Judgement:
    """Everything the rules say of the case on that day, with what the store knows of others."""
    from ..checks.case import check_case, decide, identity, is_open

    who = identity(case, day)
    found = _matches(work, case.ref, who, policy)
    findings = check_case(case, day, policy, found)
    same = {match.reference for match in found if match.same_person and match.status in LIVE}
    stopping = (Severity.BLOCK, Severity.CONFIRM)
    return Judgement(
        findings=findings,
        decision=decide(findings, case.confirmed),
        facts={
            **{name: getattr(who, name) for name in ("surname", "given_names", "nif", "mobile")},
            "birth_date": who.birth_date.isoformat() if who.birth_date else "",
            "document_type": who.document_type,
            "document_issuer": who.issuer,
            "document_number": who.number,
            "document_expires": who.expires.isoformat() if who.expires else "",
            "language": case.consent.language if case.consent else "",
            "channel": case.contact.delivery if case.contact else "",
        },
        replaces=case.replaces.strip() if case.replaces.strip() in same else "",
        open=tuple(one for one in findings if one.severity in stopping and is_open(one, case.confirmed)),
    )


def matches(work: Work, case: Case, policy: Policy) -> tuple[Match, ...]:
    """Live or waiting enrolments that share NIF, document, mobile, or birth date and a close name with the case."""
    from ..checks.case import identity

    return _matches(work, case.ref, identity(case, _day_of(work, case.ref)), policy)


def _day_of(work: Work, reference: str) -> date:
    """The day a case was begun, or of the last event where there is no such case yet: an act never asks the clock,
    and all the day is for is to tell the century of a birth."""
    row = work.one(cases.BY_REFERENCE, reference=reference)
    last = row["started"] if row else (work.one(trail.LAST_AT) or {"at": ""})["at"]
    return today(moment(last))


def name_of(case: Case, day: date) -> str:
    """Given names and surname as far as the papers tell."""
    from ..checks.case import identity

    who = identity(case, day)
    return f"{who.given_names} {who.surname}".strip()


def _matches(work: Work, reference: str, who: Identity, policy: Policy) -> tuple[Match, ...]:
    from ..checks.duplicates import is_close
    from ..checks.names import Name

    name = Name(who.surname, who.given_names, who.truncated)
    birth = who.birth_date.isoformat() if who.birth_date else ""
    rows = work.all(
        cases.SHARING,
        reference=reference,
        nif=who.nif,
        document_type=who.document_type,
        document_issuer=who.issuer,
        document_number=who.number,
        mobile=who.mobile,
        birth_date=birth,
    )
    found = []
    for row in rows:
        close = bool(who.surname or who.given_names) and is_close(
            name, Name(row["surname"], row["given_names"]), policy
        )
        if row["kind"] == "person" and not close:
            continue
        paper = bool(who.number) and (who.document_type, who.issuer, who.number) == (
            row["document_type"],
            row["document_issuer"],
            row["document_number"],
        )
        strong = paper or (bool(who.nif) and who.nif == row["nif"])
        found.append(_match(row, same=strong and close and bool(birth) and birth == row["birth_date"]))
    return tuple(found)


_VALUE = {"nif": "nif", "document": "document_number", "mobile": "mobile", "person": "birth_date"}


def _match(row: Row, *, same: bool) -> Match:
    kind = row["kind"]
    value = row[_VALUE[kind]]
    return Match(
        kind,
        row["reference"],
        Status(row["status"]),
        same,
        masked_name(row["given_names"], row["surname"]),
        f"{value[:4]}-…" if kind == "person" else masked(value),
        moment(row["changed"]),
    )


def masked(value: str) -> str:
    """All but the last three characters hidden."""
    return "•" * max(len(value) - 3, 0) + value[-3:] if len(value) > 3 else "•" * len(value)


def masked_name(given_names: str, surname: str) -> str:
    """The initials of each part: `I. G. M.`"""
    return " ".join(f"{part[0]}." for part in f"{given_names} {surname}".split())
