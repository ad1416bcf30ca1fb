"""Reading the audit chain, and telling whether everything in it and around it is as it was written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, func, select

from ..events import Event
from ..records import Verdict
from . import chain, guards
from .secrets import StoreKeys
from .tables import AuditRow, DecisionRow, EnrolmentRow, table
from .work import Prepared, Row, Work

_AUDIT, _CASE, _DECISION = table(AuditRow), table(EnrolmentRow), table(DecisionRow)

AFTER = Prepared(
    select(_AUDIT).where(_AUDIT.c.seq > bindparam("after")).order_by(_AUDIT.c.seq).limit(bindparam("most"))
)
LAST_AT = Prepared(select(_AUDIT.c.at).order_by(_AUDIT.c.seq.desc()).limit(1))
_ALL = Prepared(select(_AUDIT).order_by(_AUDIT.c.seq))
_ONE = Prepared(select(_AUDIT.c.mac).where(_AUDIT.c.seq == bindparam("seq")))
_LAST_OF_CASE = (
    select(func.max(_AUDIT.c.seq))
    .where(_AUDIT.c.subject == _CASE.c.reference)
    .correlate(_CASE)
    .scalar_subquery()
)
_LAST_DECIDED = (
    select(func.max(_DECISION.c.id))
    .where(_DECISION.c.enrolment_id == _CASE.c.id)
    .correlate(_CASE)
    .scalar_subquery()
)
_CASES = Prepared(
    select(
        _CASE.c.reference,
        _CASE.c.status,
        _CASE.c.version,
        _AUDIT.c.seq,
        _AUDIT.c.details,
        _DECISION.c.version.label("decided"),
    )
    .select_from(_CASE)
    .join(_AUDIT, _AUDIT.c.seq == _LAST_OF_CASE, isouter=True)
    .join(_DECISION, _DECISION.c.id == _LAST_DECIDED, isouter=True)
    .order_by(_CASE.c.id)
)
_LOST = Prepared(
    select(_AUDIT.c.seq)
    .join(_CASE, _CASE.c.reference == _AUDIT.c.subject, isouter=True)
    .where(_AUDIT.c.event == Event.ENROLMENT_BEGUN.value, _CASE.c.id.is_(None))
    .order_by(_AUDIT.c.seq)
    .limit(1)
)

MISSING = "rows are missing before this one"
CHANGED = "this row was changed"
OUT_OF_LINE = "this row does not follow the one before it"
CUT = "the end of the chain is missing"
REWRITTEN = "the chain is not the one that the checkpoint signed"
BAD_CHECKPOINT = "a checkpoint is not signed by this store"
GUARD_GONE = "a guard of the store was removed or changed"
CASE_MOVED = "the case is not as its last event says"
CASE_LOST = "the case of this event is gone"
BAD_DRAW = "the draw of the sample comes out otherwise"

Redo = Callable[[Mapping[str, str], str], bool]


def verify(work: Work, checkpoints: str | None, redo: Redo) -> Verdict:
    """Walk the whole chain, then look at what it tells of. `redo(details, reference)` tells whether a draw is right."""
    keys = work.keys
    named: dict[int, str] = {}
    for line in (checkpoints or "").splitlines():
        if not line.strip():
            continue
        row = chain.signed(keys, line)
        if row is None:
            return Verdict(work.last_link()[0], 0, BAD_CHECKPOINT)
        named[row[0]] = row[1]
    rows, bad, why = _walk(keys, work.stream(_ALL), named, redo)
    if not why and named and max(named) > rows:
        bad, why = rows + 1, CUT
    if not why and guards.missing(work.cursor, work.dialect):
        bad, why = rows, GUARD_GONE
    if not why:
        bad, why = _cases(work)
    return Verdict(rows, bad if why else None, why)


def _walk(keys: StoreKeys, rows: Iterable[Row], named: Mapping[int, str], redo: Redo) -> tuple[int, int, str]:
    """Rows read, and the first bad one with why (empty: none)."""
    count, previous = 0, chain.START
    for row in rows:
        count += 1
        seq = row["seq"]
        if chain.mac(keys, row) != row["mac"]:
            return count, seq, CHANGED
        if seq != count:
            return count, seq, MISSING
        if row["previous"] != previous:
            return count, seq, OUT_OF_LINE
        if named.get(seq, row["mac"]) != row["mac"]:
            return count, seq, REWRITTEN
        previous = row["mac"]
        if row["event"] == Event.ENROLMENT_SUBMITTED and not redo(json.loads(row["details"]), row["subject"]):
            return count, seq, BAD_DRAW
    return count, 0, ""


def _cases(work: Work) -> tuple[int, str]:
    for row in work.stream(_CASES):
        said: dict[str, Any] = json.loads(row["details"]) if row["details"] else {}
        decided = row["decided"] or row["version"]
        if (said.get("status"), said.get("version"), row["version"]) != (
            row["status"],
            row["version"],
            decided,
        ):
            return row["seq"] or 0, CASE_MOVED
    lost = work.one(_LOST)
    return (lost["seq"], CASE_LOST) if lost else (0, "")
