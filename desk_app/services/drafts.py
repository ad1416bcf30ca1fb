"""Open cases: begun, kept field by field, opened again, ended."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from data.events import Event
from data.records import OPEN, CancelReason, Case, CaseRow, Draft, Match, Place, Role, Session, Status
from data.store import cases
from data.store.moments import kept, maybe, moment
from data.store.problems import Damaged
from data.store.work import Row, Work
from data.text import clean_line

from ..errors import NotPossibleNow, OpenedElsewhere, UnknownCase
from ..i18n import today
from . import evidence, judging, life
from .door import Door
from .ground import Ground, allow, tell_case
from .submission import Submission

_AT_DESK = (Role.CLERK, Role.SUPERVISOR)
_LONGEST_PLACE = 80
_NEW: Mapping[str, object] = dict.fromkeys(cases.NEW_FIELDS, "") | {"saved": None}


class EnrolmentActs:
    """`contract.Enrolments` on a store."""

    def __init__(self, ground: Ground, door: Door) -> None:
        self._ground = ground
        self._submission = Submission(ground, door)
        self.submit = self._submission.submit

    def begin(self, who: Session, at: datetime) -> Draft:
        """A new case, with the next number of the year (Lisbon's)."""
        token = secrets.token_hex(8)
        year = today(at).year
        with self._ground.act() as work:
            allow(work, who, *_AT_DESK)
            counted = work.one(cases.NEXT_NUMBER, year=year, last=1)
            assert counted is not None
            reference = f"E-{year}-{counted['last']:06d}"
            place = Place()
            row: Row = {
                **_NEW,
                "reference": reference,
                "status": Status.DRAFT.value,
                "clerk_id": who.operator.id,
                "service_point": who.desk.service_point,
                "desk_number": who.desk.number,
                "started": kept(at),
                "changed": kept(at),
                "edit": token,
                "step": place.step,
                "field": place.field,
            }
            added = work.one(cases.ADD, **row)
            assert added is not None
            work.run(cases.TOUCH, enrolment_id=added["id"], operator_id=who.operator.id)
            tell_case(work, Event.ENROLMENT_BEGUN, at, who, row, Status.DRAFT)
        return Draft(reference, Status.DRAFT, {}, place, token, at, None)

    def mine(self, who: Session) -> Sequence[CaseRow]:
        """Own drafts, what was returned at this service point, own cases whose code is not made or
        not handed over yet; newest first."""
        with self._ground.look() as work:
            allow(work, who, *_AT_DESK)
            rows = [
                *work.all(cases.DRAFTS_OF, clerk=who.operator.id),
                *work.all(cases.RETURNED_AT, point=who.desk.service_point),
                *work.all(cases.APPROVED_OF, clerk=who.operator.id),
                *work.all(cases.NOT_HANDED_OF, clerk=who.operator.id),
            ]
            rows.sort(key=lambda row: (row["started"], row["id"]), reverse=True)
            return tuple(_case_row(work, row) for row in rows)

    def resume(self, who: Session, reference: str, at: datetime) -> Draft:
        """Open again: own drafts, and what was returned here; a supervisor any of the service point."""
        token = secrets.token_hex(8)
        with self._ground.act() as work:
            allow(work, who, *_AT_DESK)
            row = work.one(cases.HELD, reference=reference)
            if row is None or not _may_open(who, row):
                raise UnknownCase(reference=clean_line(reference)[:_LONGEST_PLACE])
            status = Status(row["status"])
            if status not in OPEN:
                raise NotPossibleNow(reference=reference, status=life.STATUS_WORDS[status])
            work.run(cases.REOPEN, case_id=row["id"], token=token, clerk=who.operator.id)
            work.run(cases.TOUCH, enrolment_id=row["id"], operator_id=who.operator.id)
            mine = row["clerk_id"] == who.operator.id
            event = Event.ENROLMENT_RESUMED if mine else Event.ENROLMENT_TAKEN_OVER
            tell_case(work, event, at, who, row, status)
            return Draft(
                reference,
                status,
                evidence.load(work, row["id"]),
                Place(row["step"], row["field"]),
                token,
                moment(row["started"]),
                maybe(row["saved"]),
                row["remarks"],
            )

    def save(
        self, who: Session, reference: str, edit: str, fields: Mapping[str, str], place: Place, at: datetime
    ) -> datetime:
        """Durable on return. Tells no event: what is typed becomes a fact when it is submitted."""
        with self._ground.act(alone=False) as work:
            allow(work, who, *_AT_DESK)
            saved = work.one(
                cases.SAVED,
                case_reference=reference,
                token=edit,
                clerk=who.operator.id,
                at=kept(at),
                at_step=clean_line(place.step)[:_LONGEST_PLACE],
                at_field=clean_line(place.field)[:_LONGEST_PLACE],
            )
            if saved is None:
                raise self._why_not(work, who, reference)
            evidence.keep(work, saved["id"], fields)
        return at

    def matches(self, case: Case) -> Sequence[Match]:
        """Live or waiting enrolments that share something with the case."""
        with self._ground.look() as work:
            return judging.matches(work, case, self._ground.policy)

    def version(self, reference: str) -> str:
        """Hash of the evidence as kept now."""
        with self._ground.look() as work:
            row = work.one(cases.BY_REFERENCE, reference=reference)
            if row is None:
                raise UnknownCase(reference=reference)
            return evidence.version_of(work, evidence.load(work, row["id"]))

    def cancel(self, who: Session, reference: str, reason: CancelReason, at: datetime) -> None:
        """End an open case that `who` may open."""
        with self._ground.act() as work:
            allow(work, who, *_AT_DESK)
            row = work.one(cases.HELD, reference=reference)
            if row is None or not _may_open(who, row):
                raise UnknownCase(reference=reference)
            status = life.after(reference, Status(row["status"]), life.Act.CANCEL, who.operator.role)
            work.run(cases.MOVE, case_id=row["id"], new_status=status.value, at=kept(at))
            tell_case(work, Event.ENROLMENT_CANCELLED, at, who, row, status, reason=reason.value)

    @staticmethod
    def _why_not(work: Work, who: Session, reference: str) -> UnknownCase | NotPossibleNow | OpenedElsewhere:
        row = work.one(cases.BY_REFERENCE, reference=reference)
        if row is None:
            return UnknownCase(reference=reference)
        status = Status(row["status"])
        if status not in OPEN and row["clerk_id"] == who.operator.id:
            return NotPossibleNow(reference=reference, status=life.STATUS_WORDS[status])
        return OpenedElsewhere(reference=reference)


def _may_open(who: Session, row: Row) -> bool:
    """Whether a clerk's or supervisor's session may open this case as a draft."""
    here = row["service_point"] == who.desk.service_point
    if row["clerk_id"] == who.operator.id:
        return True
    return here and (who.operator.role is Role.SUPERVISOR or row["status"] == Status.RETURNED)


def _case_row(work: Work, row: Row) -> CaseRow:
    name = " ".join(part for part in (row["given_names"], row["surname"]) if part)
    if row["status"] in OPEN:
        with suppress(Damaged):  # one case that can't be read does not hide the others; opening it says why
            case = evidence.as_case(row["reference"], evidence.load(work, row["id"]))
            name = judging.name_of(case, today(moment(row["started"]))) or name
    return CaseRow(
        row["reference"],
        Status(row["status"]),
        name,
        moment(row["started"]),
        maybe(row["saved"]),
        row["step"],
        row["remarks"],
    )
