"""What is kept, as SQLModel tables. Moments are text (`moments`), yes/no is 0/1, sealed fields are bytes (`secrets`)."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, LargeBinary, Table, text
from sqlmodel import Field, SQLModel

from ..records import LIVE, Role, Status


def one_of(column: str, names: type[Status] | type[Role]) -> str:
    """A CHECK that keeps a column to a closed list."""
    return f"{column} IN ({', '.join(repr(str(name)) for name in names)})"


_LIVE = "status IN (" + ", ".join(repr(str(status)) for status in sorted(LIVE)) + ")"


def _one_live(name: str, *columns: str) -> Index:
    """At most one live enrolment with the same `columns` (what is not known counts for nothing)."""
    where = text(f"{_LIVE} AND {columns[-1]} <> ''")
    return Index(f"one_live_{name}", *columns, unique=True, sqlite_where=where, postgresql_where=where)


class OperatorRow(SQLModel, table=True):
    """Who works here."""

    __tablename__: ClassVar[str] = "operator"
    __table_args__: ClassVar[tuple[object, ...]] = (
        CheckConstraint(one_of("role", Role), name="operator_role"),
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    full_name: str
    role: str
    password: str
    disabled: int
    made: str
    last_seen: str | None


class FailureRow(SQLModel, table=True):
    """Wrong passwords in a row for one name, known or not; the name is kept as a keyed hash (it may be a password)."""

    __tablename__: ClassVar[str] = "sign_in_failure"
    name_hash: str = Field(primary_key=True)
    failures: int
    last: str = Field(index=True)


class ServicePointRow(SQLModel, table=True):
    """A service point that the reference list lacks."""

    __tablename__: ClassVar[str] = "service_point"
    code: str = Field(primary_key=True)
    name: str
    address: str
    postcode: str
    municipality: str
    district: str


class DeskRow(SQLModel, table=True):
    """A terminal that was made known."""

    __tablename__: ClassVar[str] = "desk"
    service_point: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    name: str
    since: str


class CounterRow(SQLModel, table=True):
    """The last number given out in a year."""

    __tablename__: ClassVar[str] = "counter"
    year: int = Field(primary_key=True)
    last: int


class EnrolmentRow(SQLModel, table=True):
    """One applicant's case. From `surname` on it is what the evidence came to when it was last submitted."""

    __tablename__: ClassVar[str] = "enrolment"
    __table_args__: ClassVar[tuple[object, ...]] = (
        CheckConstraint(one_of("status", Status), name="enrolment_status"),
        Index("enrolment_by_status", "status", "started", "id"),
        Index("enrolment_by_point", "service_point", "status", "started", "id"),
        Index("enrolment_by_clerk", "clerk_id", "status", "started", "id"),
        Index("enrolment_by_nif", "nif"),
        Index("enrolment_by_document", "document_number"),
        Index("enrolment_by_mobile", "mobile"),
        Index("enrolment_by_birth", "birth_date"),
        _one_live("nif", "nif"),
        _one_live("document", "document_type", "document_issuer", "document_number"),
        _one_live("mobile", "mobile"),
    )
    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    status: str
    clerk_id: int = Field(foreign_key="operator.id")
    service_point: str
    desk_number: int
    started: str
    saved: str | None
    changed: str
    edit: str
    step: str
    field: str
    remarks: str
    version: str
    replaces: str
    surname: str
    given_names: str
    birth_date: str
    document_type: str
    document_issuer: str
    document_number: str
    document_expires: str
    nif: str
    mobile: str
    language: str
    channel: str


class EvidenceRow(SQLModel, table=True):
    """One field of a case as typed or scanned, sealed."""

    __tablename__: ClassVar[str] = "evidence"
    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    path: str = Field(primary_key=True)
    value: bytes = Field(sa_type=LargeBinary)


class TouchRow(SQLModel, table=True):
    """Who worked on a case as its clerk: they never decide it."""

    __tablename__: ClassVar[str] = "touch"
    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    operator_id: int = Field(foreign_key="operator.id", primary_key=True)


class DecisionRow(SQLModel, table=True):
    """What was decided of which version of the evidence: by the rules at submitting, or by a supervisor in review."""

    __tablename__: ClassVar[str] = "decision"
    __table_args__: ClassVar[tuple[object, ...]] = (
        CheckConstraint("kind IN ('rules', 'review')", name="decision_kind"),
        CheckConstraint(
            "verdict IN ('accept', 'refer', 'approve', 'return', 'reject')", name="decision_verdict"
        ),
        CheckConstraint("length(version) = 64", name="decision_version"),
    )
    id: int | None = Field(default=None, primary_key=True)
    enrolment_id: int = Field(foreign_key="enrolment.id", index=True)
    operator_id: int = Field(foreign_key="operator.id")
    kind: str
    verdict: str
    version: str
    at: str
    sampled: int
    reason: bytes | None = Field(sa_type=LargeBinary)


class FindingRow(SQLModel, table=True):
    """What a rule said when the case was submitted; the facts it names and the clerk's reason are sealed."""

    __tablename__: ClassVar[str] = "finding"
    decision_id: int = Field(foreign_key="decision.id", primary_key=True)
    position: int = Field(primary_key=True)
    rule: str
    severity: str
    field: str
    facts: bytes = Field(sa_type=LargeBinary)


class CodeRow(SQLModel, table=True):
    """An activation code as a keyed hash; `ended` says why it is dead: used, reissued, expired, wrong, revoked.

    `handed` is when it reached its holder, empty until then.
    """

    __tablename__: ClassVar[str] = "activation_code"
    __table_args__: ClassVar[tuple[object, ...]] = (
        CheckConstraint("tries_left >= 0", name="code_tries"),
        CheckConstraint(
            "ended IN ('', 'used', 'reissued', 'expired', 'wrong', 'revoked')", name="code_ended"
        ),
        Index(
            "one_good_code",
            "enrolment_id",
            unique=True,
            sqlite_where=text("ended = ''"),
            postgresql_where=text("ended = ''"),
        ),
    )
    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    serial: int = Field(primary_key=True)
    mac: str
    issued: str
    expires: str
    tries_left: int
    ended: str
    channel: str
    handed: str
    operator_id: int = Field(foreign_key="operator.id")
    witness_id: int | None = Field(foreign_key="operator.id")


class AuditRow(SQLModel, table=True):
    """One link of the audit chain."""

    __tablename__: ClassVar[str] = "audit"
    __table_args__: ClassVar[tuple[object, ...]] = (Index("audit_by_subject", "subject", "seq"),)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str
    event: str
    operator: str
    desk: str
    subject: str
    details: str
    previous: str
    mac: str


class MarkRow(SQLModel, table=True):
    """One row: when the store was made, and a proof of the key it was made with."""

    __tablename__: ClassVar[str] = "mark"
    __table_args__: ClassVar[tuple[object, ...]] = (CheckConstraint("id = 1", name="mark_one"),)
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    made: str
    proof: str


def table(row: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a row class, for statements."""
    found = SQLModel.metadata.tables[str(row.__tablename__)]
    assert isinstance(found, Table)
    return found
