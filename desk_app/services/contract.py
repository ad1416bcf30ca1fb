"""What a screen or a command may ask of the desk: the acts, as protocols over records.

Every method is synchronous, opens its own transaction, checks the role of `who` itself, and raises a
`desk_app.errors.DeskError`. `at` is an aware UTC moment, given by the caller. Screens call them in thread workers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from data.records import (
    AuditEvent,
    CancelReason,
    Case,
    CaseRow,
    Channel,
    Desk,
    Draft,
    IssuedCode,
    Match,
    Operator,
    Place,
    Role,
    ServicePoint,
    Session,
    Submitted,
    Verdict,
)


class Operators(Protocol):
    """Who works here, and signing in."""

    def sign_in(self, name: str, password: str, desk: Desk, at: datetime) -> Session:
        """Raises SignInRefused (same for wrong name, wrong password, disabled) or SignInDelayed."""

    def unlock(self, who: Session, password: str, at: datetime) -> None:
        """The same operator again, at an idle lock. Raises as `sign_in` does; failures count."""

    def sign_out(self, who: Session, at: datetime) -> None:
        """Record that the session ended."""

    def locked(self, who: Session, at: datetime, *, idle: bool) -> None:
        """Record that the desk was locked (after idling, or by key)."""

    def first_administrator(self, name: str, full_name: str, password: str, at: datetime) -> Operator:
        """Only while there is no operator at all; raises NotAllowed after that."""

    def add(
        self, who: Session | None, name: str, full_name: str, role: Role, password: str, at: datetime
    ) -> Operator:
        """`who` None is the system administrator at the command line of this machine, holder of the master key."""

    def everyone(self, who: Session | None) -> Sequence[Operator]:
        """All operators by name."""

    def disable(self, who: Session | None, name: str, at: datetime) -> None:
        """Raises UnknownOperator, LastAdministrator."""

    def reset_password(self, who: Session | None, name: str, password: str, at: datetime) -> None:
        """Also ends the delay after wrong tries."""


class Places(Protocol):
    """Service points and desks."""

    def service_points(self) -> Sequence[ServicePoint]:
        """The reference list and what was added, by name."""

    def add_service_point(self, who: Session | None, point: ServicePoint, at: datetime) -> None:
        """Add one that the reference list lacks."""

    def register_desk(self, desk: Desk, at: datetime) -> None:
        """Make this terminal known; registering the same again changes nothing."""


class Enrolments(Protocol):
    """From the first paper to the decision."""

    def begin(self, who: Session, at: datetime) -> Draft:
        """A new case with the next reference of the year (E-2026-000123)."""

    def mine(self, who: Session) -> Sequence[CaseRow]:
        """The clerk's own open drafts, what was returned at this service point, and their own approved cases
        whose code was not issued or not handed over yet; newest first."""

    def resume(self, who: Session, reference: str, at: datetime) -> Draft:
        """Open a draft again; any earlier opening of it ends. Raises UnknownCase."""

    def save(
        self, who: Session, reference: str, edit: str, fields: Mapping[str, str], place: Place, at: datetime
    ) -> datetime:
        """Keep the given fields (path → text; empty removes) and the place. Durable on return.

        Raises OpenedElsewhere when `edit` is not the last opening's token. Texts are cleaned again here.
        """

    def matches(self, case: Case) -> Sequence[Match]:
        """Live or waiting enrolments that share NIF, document, mobile, or birth date and a close name; not the case itself."""

    def version(self, reference: str) -> str:
        """Hash of the evidence as kept now; a decision names it."""

    def submit(
        self, who: Session, reference: str, edit: str, password: str, version: str, at: datetime
    ) -> Submitted:
        """Judge the kept evidence and move the case on: accepted → approved, or into the queue.

        Raises WrongPassword, PapersChanged, NotReady, TakenMeanwhile, NotPossibleNow.
        """

    def cancel(self, who: Session, reference: str, reason: CancelReason, at: datetime) -> None:
        """End an open case."""


class Codes(Protocol):
    """Activation codes: made, handed over, replaced."""

    def issue(self, who: Session, reference: str, at: datetime) -> IssuedCode:
        """The first code of an approved case, or raises NotPossibleNow."""

    def reissue(
        self, who: Session, reference: str, witness: str, witness_password: str, at: datetime
    ) -> IssuedCode:
        """A new code; the old one is dead. `witness` is a supervisor who is not the clerk of the case (dual control).

        Raises SecondPersonNeeded, SignInRefused, NotPossibleNow.
        """

    def revealed(self, who: Session, code: IssuedCode, at: datetime) -> None:
        """Record that the digits were shown on the screen. Raises CodeDead."""

    def handed_over(self, who: Session, code: IssuedCode, channel: Channel, how: str, at: datetime) -> None:
        """Claim the one hand-over of a live code; call it before anything goes out, so that nothing goes out twice.

        `how` is a printer's name or 'folder', never a path. Raises CodeDead, HandedOverAlready.
        """

    def taken_back(self, who: Session, code: IssuedCode, at: datetime) -> None:
        """Undo the hand-over claimed at `at`, of which certainly nothing went out. Raises CodeDead."""

    def verify(self, reference: str, digits: str, at: datetime) -> None:
        """Try a code: counts wrong tries, kills it at the policy's limit. Raises CodeDead or WrongCode."""


class Receipts(Protocol):
    """Paper for an applicant whose case waits."""

    def printed(self, who: Session, reference: str, how: str, at: datetime) -> None:
        """Record that a receipt was printed."""


class AuditTrail(Protocol):
    """The chain of what happened."""

    def verify(self, checkpoint: str | None = None) -> Verdict:
        """Walk the whole chain; `checkpoint` is the text of signed checkpoints, which show a cut tail."""

    def checkpoint(self, at: datetime) -> str:
        """A signed line that names the last row now."""

    def events(self, who: Session | None, after: int = 0, limit: int = 100) -> Sequence[AuditEvent]:
        """Rows after `seq`; for an auditor, whose look is recorded."""


class Services(Protocol):
    """All of the above on one open store."""

    @property
    def operators(self) -> Operators: ...
    @property
    def places(self) -> Places: ...
    @property
    def enrolments(self) -> Enrolments: ...
    @property
    def codes(self) -> Codes: ...
    @property
    def receipts(self) -> Receipts: ...
    @property
    def audit(self) -> AuditTrail: ...

    def close(self) -> None:
        """Let go of the store."""
