"""What the desk speaks of: frozen records and closed lists, with no database and no screen in them.

A `Case` holds what the papers say as *text*, cleaned but not judged: every part may be missing or wrong, and the
rules say so. Its field paths (`residence_permit.mrz`, `address.proof.issued`) are the ones of the JSON case.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from .people import Desk as Desk
from .people import Operator as Operator
from .people import Role as Role
from .people import ServicePoint as ServicePoint
from .people import Session as Session

NOTHING: Mapping[str, str] = MappingProxyType({})


class Severity(StrEnum):
    """How much a finding weighs, heaviest first."""

    BLOCK = "block"
    REFER = "refer"
    CONFIRM = "confirm"
    NOTE = "note"


class Decision(StrEnum):
    """What the findings of a whole case come to."""

    ACCEPT = "accept"
    CONFIRM = "confirm"
    REFER = "refer"
    REFUSE = "refuse"


class Status(StrEnum):
    """The life of an enrolment (DESIGN 3)."""

    DRAFT = "draft"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    IN_QUEUE = "in_queue"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    CODE_ISSUED = "code_issued"
    ACTIVE = "active"
    BLOCKED = "blocked"
    SUSPENDED = "suspended"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    REVOKED = "revoked"


OPEN = frozenset({Status.DRAFT, Status.RETURNED})
"""The clerk still works on it."""
LIVE = frozenset({Status.APPROVED, Status.CODE_ISSUED, Status.ACTIVE, Status.BLOCKED, Status.SUSPENDED})
"""A key exists or is on its way: one per NIF, per document, per mobile."""
WAITING = frozenset({Status.ACCEPTED, Status.IN_QUEUE, Status.IN_REVIEW})
"""Submitted, not decided yet."""


class CancelReason(StrEnum):
    """Why a visit ends without an enrolment (the sister process's list)."""

    PAPERS_DOUBTFUL = "papers_doubtful"
    NOT_WITH_PERSON = "not_with_person"
    OTHER_PERSON = "other_person"
    NO_PHONE_ACCESS = "no_phone_access"
    SUSPICION = "suspicion"
    GAVE_UP = "gave_up"


class Channel(StrEnum):
    """How an activation code reaches its holder."""

    PRINT = "print"
    QR = "qr"
    SMS = "sms"
    EMAIL = "email"
    POST = "post"


class ProofKind(StrEnum):
    """What is taken as proof of address."""

    PARISH_CERTIFICATE = "parish_certificate"
    TAX_CERTIFICATE = "tax_certificate"
    UTILITY_BILL = "utility_bill"
    RENTAL_CONTRACT = "rental_contract"
    BANK_STATEMENT = "bank_statement"
    PERMIT_BACK = "permit_back"
    OTHER = "other"


# ---- the case -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with a machine-readable zone, or the same facts typed. Dates are ISO text; empty is not given.

    Where `mrz` and a typed field are both there, the typed one is a correction by hand and is what counts.
    """

    mrz: tuple[str, ...] = ()
    number: str = ""
    surname: str = ""
    given_names: str = ""
    birth_date: str = ""
    sex: str = ""
    nationality: str = ""
    issuer: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class ResidencePermit(Paper):
    """TR (título de residência) or CR (cartão de residência), with what its back and the visit add."""

    kind: str = ""
    nif_on_card: str = ""
    renewal_proof_issued: str = ""
    citizen_card_shown: bool = False


@dataclass(frozen=True, slots=True)
class Passport(Paper):
    """A travel document with a TD3 zone."""


@dataclass(frozen=True, slots=True)
class Consent:
    """The privacy notice: acknowledged, and the language the applicant chose for what they get in hand."""

    informed: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof of address; `issued` is ISO text, `kind` one of `ProofKind` or whatever was given."""

    kind: str = ""
    issuer: str = ""
    issued: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the applicant lives, as the proof says."""

    street: str = ""
    door: str = ""
    floor: str = ""
    postcode: str = ""
    locality: str = ""
    municipality: str = ""
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the applicant, and how the code goes to them."""

    mobile: str = ""
    email: str = ""
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One applicant's papers as given. `None` is a paper that was not given at all.

    `confirmed` maps a rule id to the clerk's reason. `replaces` is the reference of the same person's live
    enrolment that this one is to end.
    """

    ref: str = ""
    consent: Consent | None = None
    residence_permit: ResidencePermit | None = None
    passport: Passport | None = None
    nif: str = ""
    address: Address | None = None
    contact: Contact | None = None
    confirmed: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one field.

    `field` is a path of the case. `params` are the facts its message names (texts, numbers, dates, or tuples of
    them), free of any language.
    """

    rule: str
    severity: Severity
    field: str
    params: Mapping[str, object] = dataclasses.field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Match:
    """A live or waiting enrolment that shares something with this case; what it shows is masked.

    `kind` is nif, document, mobile or person. `same_person` tells that document or NIF, birth date and names agree.
    """

    kind: str
    reference: str
    status: Status
    same_person: bool
    masked_name: str
    masked_value: str
    since: datetime


# ---- what the acts answer ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where the clerk was in the walk: step id and field path."""

    step: str = "consent"
    field: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An open case as kept: path → text, with the place to go on from.

    `fields` holds what was typed or scanned; what an MRZ yields is derived from it and not kept twice. `edit` is the
    token of this opening: a later opening elsewhere ends it.
    """

    reference: str
    status: Status
    fields: Mapping[str, str]
    place: Place
    edit: str
    started: datetime
    saved: datetime | None
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list of cases."""

    reference: str
    status: Status
    name: str
    started: datetime
    saved: datetime | None
    step: str
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What submitting came to: `status` is APPROVED (issue the code now) or IN_QUEUE."""

    reference: str
    status: Status
    decision: Decision
    findings: tuple[Finding, ...]
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A fresh activation code. `digits` (9 and a check digit) exists in memory only; `repr` never shows it."""

    reference: str
    serial: int
    digits: str = field(repr=False)
    issued: datetime
    expires: datetime
    language: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One row of the audit chain; `seq` counts from 1."""

    seq: int
    at: datetime
    event: str
    operator: str
    desk: str
    subject: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying the audit chain found: rows read, and the first bad one with why (None: all good)."""

    rows: int
    bad_seq: int | None = None
    why: str = ""
