"""Reading the audit chain, and telling whether everything in it and around it is as it was written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, exists, func, literal, select

from ..events import Event
from ..records import Status, Verdict
from . import chain, guards
from .problems import Damaged
from .secrets import StoreKeys
from .tables import AuditRow, DecisionRow, EnrolmentRow, OperatorRow, TouchRow, table
from .work import Prepared, Row, Work

_AUDIT, _CASE, _DECISION = table(AuditRow), table(EnrolmentRow), table(DecisionRow)
_OPERATOR, _TOUCH = table(OperatorRow), table(TouchRow)

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
        _CASE.c.id,
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
_AS_CLERK = tuple(
    event.value
    for event in (
        Event.ENROLMENT_BEGUN,
        Event.ENROLMENT_RESUMED,
        Event.ENROLMENT_TAKEN_OVER,
        Event.ENROLMENT_SUBMITTED,
    )
)
_WORKED = _AUDIT.alias("worked")
_DECISIONS = Prepared(
    select(
        _DECISION.c.kind,
        _DECISION.c.verdict,
        _DECISION.c.version,
        _DECISION.c.at,
        _CASE.c.reference,
        _OPERATOR.c.name,
        (_CASE.c.clerk_id == _DECISION.c.operator_id).label("clerk"),
        exists()
        .where(
            _TOUCH.c.enrolment_id == _DECISION.c.enrolment_id,
            _TOUCH.c.operator_id == _DECISION.c.operator_id,
        )
        .label("touched"),
        exists()
        .where(
            _WORKED.c.subject == _CASE.c.reference,
            _WORKED.c.operator == _OPERATOR.c.name,
            _WORKED.c.event.in_([literal(event) for event in _AS_CLERK]),
        )
        .label("worked"),
    )
    .select_from(_DECISION)
    .join(_CASE, _CASE.c.id == _DECISION.c.enrolment_id)
    .join(_OPERATOR, _OPERATOR.c.id == _DECISION.c.operator_id)
    .order_by(_DECISION.c.id)
)
_LAST_OF = Prepared(
    select(func.max(_AUDIT.c.seq).label("seq")).where(_AUDIT.c.subject == bindparam("subject"))
)
_OPERATORS = Prepared(select(_OPERATOR.c.name, _OPERATOR.c.role, _OPERATOR.c.disabled))

MISSING = "rows are missing before this one"
CHANGED = "this row was changed"
OUT_OF_LINE = "this row does not follow the one before it"
CUT = "the end of the chain is missing"
REWRITTEN = "the chain is not the one that the checkpoint signed"
BAD_CHECKPOINT = "a checkpoint is not signed by this store"
GUARD_GONE = "a guard of the store was removed or changed"
CASE_MOVED = "the case is not as its last event says"
CASE_LOST = "the case of this event is gone"
OTHER_EVIDENCE = "the evidence is not what was decided on"
UNMADE_DECISION = "a decision was not made by the act that its event tells of"
OTHER_OPERATOR = "an operator is not as the events say"
BAD_DRAW = "the draw of the sample comes out otherwise"

Redo = Callable[[Mapping[str, str], str], bool]
Hash = Callable[[int], str]

_UNDECIDED = frozenset({Status.DRAFT, Status.RETURNED, Status.CANCELLED})
_VERDICTS = {
    Event.REVIEW_APPROVED.value: "approve",
    Event.REVIEW_RETURNED.value: "return",
    Event.REVIEW_REJECTED.value: "reject",
}


@dataclass
class _Told:
    """What the events say there has to be, gathered on the walk."""

    decisions: Counter[tuple[str, ...]] = field(default_factory=Counter)
    operators: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Name → role, and 1 for one who was disabled."""

    def hear(self, row: Row) -> None:
        event, subject = row["event"], row["subject"]
        if event in _VERDICTS or event == Event.ENROLMENT_SUBMITTED:
            said = json.loads(row["details"])
            kind, verdict = (
                ("review", _VERDICTS[event]) if event in _VERDICTS else ("rules", said.get("decision", ""))
            )
            self.decisions[subject, row["operator"], row["at"], said.get("version", ""), kind, verdict] += 1
        elif event == Event.OPERATOR_ADDED:
            self.operators[subject] = (json.loads(row["details"]).get("role", ""), 0)
        elif event == Event.OPERATOR_DISABLED and subject in self.operators:
            self.operators[subject] = (self.operators[subject][0], 1)


def verify(work: Work, checkpoints: str | None, redo: Redo, evidence: Hash) -> Verdict:
    """Walk the whole chain, then look at what it tells of.

    `redo(details, reference)` tells whether a draw is right; `evidence(id)` gives the version of what is kept of a case.
    """
    keys = work.keys
    named: dict[int, str] = {}
    for line in (checkpoints or "").splitlines():
        if not line.strip():
            continue
        row = chain.signed(keys, line)
        if row is None:
            return Verdict(work.last_link()[0], 0, BAD_CHECKPOINT)
        named[row[0]] = row[1]
    told = _Told()
    rows, bad, why = _walk(keys, work.stream(_ALL), named, redo, told)
    if not why and named and max(named) > rows:
        bad, why = rows + 1, CUT
    if not why and guards.missing(work.cursor, work.dialect):
        bad, why = rows, GUARD_GONE
    if not why:
        bad, why = _cases(work, evidence)
    if not why:
        bad, why = _decisions(work, told)
    if (
        not why
        and {row["name"]: (row["role"], row["disabled"]) for row in work.all(_OPERATORS)} != told.operators
    ):
        bad, why = rows, OTHER_OPERATOR
    return Verdict(rows, bad if why else None, why)


def _walk(
    keys: StoreKeys, rows: Iterable[Row], named: Mapping[int, str], redo: Redo, told: _Told
) -> tuple[int, int, str]:
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
        told.hear(row)
        if row["event"] == Event.ENROLMENT_SUBMITTED and not redo(json.loads(row["details"]), row["subject"]):
            return count, seq, BAD_DRAW
    return count, 0, ""


def _cases(work: Work, evidence: Hash) -> tuple[int, str]:
    for row in work.stream(_CASES):
        said: dict[str, Any] = json.loads(row["details"]) if row["details"] else {}
        decided = row["decided"] or row["version"]
        if (said.get("status"), said.get("version"), row["version"]) != (
            row["status"],
            row["version"],
            decided,
        ):
            return row["seq"] or 0, CASE_MOVED
        if row["status"] not in _UNDECIDED and not _same(evidence, row):
            return row["seq"], OTHER_EVIDENCE
    lost = work.one(_LOST)
    return (lost["seq"], CASE_LOST) if lost else (0, "")


def _same(evidence: Hash, row: Row) -> bool:
    try:
        return bool(evidence(row["id"]) == row["version"])
    except Damaged:
        return False


def _decisions(work: Work, told: _Told) -> tuple[int, str]:
    """Each decision has the one event of its making, and nobody approved what they had worked on."""
    for row in work.stream(_DECISIONS):
        made = (row["reference"], row["name"], row["at"], row["version"], row["kind"], row["verdict"])
        own = row["clerk"] or row["touched"] or row["worked"]
        if told.decisions[made] < 1 or (row["kind"] == "review" and row["verdict"] == "approve" and own):
            last = work.one(_LAST_OF, subject=row["reference"])
            return (last["seq"] if last else 0) or 0, UNMADE_DECISION
        told.decisions[made] -= 1
    for (reference, *_), left in told.decisions.items():
        if left:
            last = work.one(_LAST_OF, subject=reference)
            return (last["seq"] if last else 0) or 0, UNMADE_DECISION
    return 0, ""
