"""Paper for an applicant whose case waits."""

from __future__ import annotations

from datetime import datetime

from data.events import Event
from data.records import OPEN, Role, Session, Status
from data.store import cases

from ..errors import NotPossibleNow, UnknownCase
from . import life
from .codes import way_out
from .ground import Ground, allow, tell_case


class ReceiptActs:
    """`contract.Receipts` on a store."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def printed(self, who: Session, reference: str, how: str, at: datetime) -> None:
        """Record that a receipt of a submitted case was printed."""
        with self._ground.act() as work:
            allow(work, who, Role.CLERK, Role.SUPERVISOR)
            row = work.one(cases.BY_REFERENCE, reference=reference)
            here = row is not None and row["service_point"] == who.desk.service_point
            if row is None or not (here or row["clerk_id"] == who.operator.id):
                raise UnknownCase(reference=reference)
            status = Status(row["status"])
            if status in OPEN:
                raise NotPossibleNow(reference=reference, status=life.STATUS_WORDS[status])
            tell_case(work, Event.RECEIPT_PRINTED, at, who, row, status, how=way_out(how))
