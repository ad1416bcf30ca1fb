"""A supervisor's look at a referred or sampled case. Nobody decides a case they touched as clerk."""

from __future__ import annotations

import hmac
from datetime import datetime

from data.events import Event
from data.records import Role, Session, Status
from data.store import cases
from data.store.moments import kept
from data.store.work import Row, Work
from data.text import clean_line

from ..errors import NotAllowed, PapersChanged, UnknownCase
from . import life
from .ground import Ground, allow, tell_case
from .submission import end_replaced

_LONGEST = 400


class ReviewActs:
    """`contract.Reviews` on a store."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def claim(self, who: Session, reference: str, at: datetime) -> str:
        """Take a case from the queue; gives the version (hash of the evidence) that a decision is to name."""
        with self._ground.act() as work:
            row = self._case(work, who, reference)
            self._move(work, who, row, life.Act.CLAIM, Event.REVIEW_CLAIMED, at)
            return str(row["version"])

    def release(self, who: Session, reference: str, at: datetime) -> None:
        """Put it back."""
        with self._ground.act() as work:
            row = self._case(work, who, reference)
            self._move(work, who, row, life.Act.RELEASE, Event.REVIEW_RELEASED, at)

    def approve(self, who: Session, reference: str, version: str, at: datetime) -> None:
        """Make it live; raises TakenMeanwhile when somebody else's enrolment has the same by now."""
        with self._ground.act() as work:
            row = self._decide(work, who, reference, version, "approve", "", at)
            end_replaced(work, who, row, at)
            self._move(work, who, row, life.Act.APPROVE, Event.REVIEW_APPROVED, at)

    def give_back(self, who: Session, reference: str, version: str, remarks: str, at: datetime) -> None:
        """Return it to the desk with remarks."""
        said = clean_line(remarks)[:_LONGEST]
        with self._ground.act() as work:
            row = self._decide(work, who, reference, version, "return", said, at)
            status = life.after(reference, Status(row["status"]), life.Act.RETURN, who.operator.role)
            work.run(cases.RETURN, case_id=row["id"], at=kept(at), said=said)
            tell_case(work, Event.REVIEW_RETURNED, at, who, row, status)

    def reject(self, who: Session, reference: str, version: str, reason: str, at: datetime) -> None:
        """End it."""
        with self._ground.act() as work:
            row = self._decide(work, who, reference, version, "reject", clean_line(reason)[:_LONGEST], at)
            self._move(work, who, row, life.Act.REJECT, Event.REVIEW_REJECTED, at)

    @staticmethod
    def _case(work: Work, who: Session, reference: str) -> Row:
        allow(work, who, Role.SUPERVISOR)
        row = work.one(cases.HELD, reference=reference)
        if row is None:
            raise UnknownCase(reference=reference)
        if work.one(cases.TOUCHED, case_id=row["id"], who=who.operator.id):
            raise NotAllowed(role=life.ROLE_WORDS[Role.CLERK])
        return row

    def _decide(
        self, work: Work, who: Session, reference: str, version: str, verdict: str, reason: str, at: datetime
    ) -> Row:
        row = self._case(work, who, reference)
        life.after(reference, Status(row["status"]), life.Act.APPROVE, who.operator.role)
        if not hmac.compare_digest(row["version"], version):
            raise PapersChanged
        sealed = work.keys.seal.close(reason, f"reason {row['id']} {kept(at)}") if reason else None
        work.run(
            cases.DECIDE,
            enrolment_id=row["id"],
            operator_id=who.operator.id,
            kind="review",
            verdict=verdict,
            version=version,
            at=kept(at),
            sampled=0,
            reason=sealed,
        )
        return row

    @staticmethod
    def _move(work: Work, who: Session, row: Row, act: life.Act, event: Event, at: datetime) -> None:
        status = life.after(row["reference"], Status(row["status"]), act, who.operator.role)
        work.run(cases.MOVE, case_id=row["id"], new_status=status.value, at=kept(at))
        tell_case(work, event, at, who, row, status)
