"""The audit chain for those who may read it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime

from data.events import Event
from data.records import AuditEvent, Role, Session, Verdict
from data.store import chain, trail
from data.store.moments import moment
from data.store.work import Row

from . import evidence
from .ground import Ground, allow, tell
from .submission import draw_is_right

_MOST = 1000


class AuditActs:
    """`contract.AuditTrail` on a store. `now` gives the moment of a look, which the contract does not pass."""

    def __init__(self, ground: Ground, now: Callable[[], datetime]) -> None:
        self._ground = ground
        self._now = now

    def verify(self, checkpoint: str | None = None) -> Verdict:
        """Walk the whole chain and what it tells of."""
        with self._ground.look() as work:
            return trail.verify(
                work,
                checkpoint,
                lambda details, subject: draw_is_right(work.keys, details, subject),
                lambda case_id: evidence.version_of(work, evidence.load(work, case_id)),
            )

    def checkpoint(self, at: datetime) -> str:
        """A signed line that names the last row now."""
        with self._ground.look() as work:
            seq, mac = work.last_link()
            return chain.sign(work.keys, seq, mac, at)

    def events(self, who: Session | None, after: int = 0, limit: int = 100) -> Sequence[AuditEvent]:
        """Rows after `seq`; the look of an auditor is recorded first."""
        if who is not None:
            with self._ground.act() as work:
                allow(work, who, Role.AUDITOR)
                tell(work, Event.AUDIT_READ, self._now(), who, after=str(after))
        with self._ground.look() as work:
            return tuple(_event(row) for row in work.all(trail.AFTER, after=after, most=min(limit, _MOST)))


def _event(row: Row) -> AuditEvent:
    return AuditEvent(
        row["seq"],
        moment(row["at"]),
        row["event"],
        row["operator"],
        row["desk"],
        row["subject"],
        json.loads(row["details"]),
    )
