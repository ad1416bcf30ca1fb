"""Statements about enrolments, their evidence, and what was decided of them. Every search stands on an index."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    delete,
    exists,
    insert,
    literal,
    select,
    union_all,
    update,
)

from ..records import LIVE, OPEN, WAITING, Status
from .tables import CodeRow, CounterRow, DecisionRow, EnrolmentRow, EvidenceRow, FindingRow, TouchRow, table
from .work import Prepared, upsert

_CASE, _EVIDENCE, _TOUCH = table(EnrolmentRow), table(EvidenceRow), table(TouchRow)
_DECISION, _FINDING, _COUNTER, _CODE = (
    table(DecisionRow),
    table(FindingRow),
    table(CounterRow),
    table(CodeRow),
)
_SHARING = sorted(str(status) for status in LIVE | WAITING)
MOST_ROWS = 200
"""A list on a screen never has more."""

NEXT_NUMBER = Prepared(
    upsert(_COUNTER, ("year",), changed={"last": _COUNTER.c.last + 1}).returning(_COUNTER.c.last),
    "year",
    "last",
)
NEW_FIELDS = tuple(column.name for column in _CASE.c if column.name != "id")
ADD = Prepared(insert(_CASE).returning(_CASE.c.id), *NEW_FIELDS)
_NAMED = select(_CASE).where(_CASE.c.reference == bindparam("reference"))
BY_REFERENCE = Prepared(_NAMED)
HELD = Prepared(_NAMED.with_for_update())
"""The same for an act that goes on from what it reads: on a server no save slips in between. A file is locked whole."""

REOPEN = Prepared(
    update(_CASE)
    .where(_CASE.c.id == bindparam("case_id"))
    .values(edit=bindparam("token"), clerk_id=bindparam("clerk"))
)
SAVED = Prepared(
    update(_CASE)
    .where(
        _CASE.c.reference == bindparam("case_reference"),
        _CASE.c.edit == bindparam("token"),
        _CASE.c.clerk_id == bindparam("clerk"),
        _CASE.c.status.in_([literal(str(status)) for status in sorted(OPEN)]),
    )
    .values(saved=bindparam("at"), step=bindparam("at_step"), field=bindparam("at_field"))
    .returning(_CASE.c.id)
)
MOVE = Prepared(
    update(_CASE)
    .where(_CASE.c.id == bindparam("case_id"))
    .values(status=bindparam("new_status"), changed=bindparam("at"), edit="")
)
RETURN = Prepared(
    update(_CASE)
    .where(_CASE.c.id == bindparam("case_id"))
    .values(status=Status.RETURNED.value, changed=bindparam("at"), remarks=bindparam("said"))
)
SUBMITTED_FIELDS = (
    "status",
    "changed",
    "edit",
    "version",
    "replaces",
    "surname",
    "given_names",
    "birth_date",
    "document_type",
    "document_issuer",
    "document_number",
    "document_expires",
    "nif",
    "mobile",
    "language",
    "channel",
)
"""What submitting writes into the enrolment's row."""
SUBMIT = Prepared(
    update(_CASE)
    .where(_CASE.c.id == bindparam("case_id"))
    .values({name: bindparam(f"new_{name}") for name in SUBMITTED_FIELDS})
)

EVIDENCE = Prepared(
    select(_EVIDENCE.c.path, _EVIDENCE.c.value).where(_EVIDENCE.c.enrolment_id == bindparam("case_id"))
)
KEEP_FIELD = Prepared(
    upsert(_EVIDENCE, ("enrolment_id", "path"), "value"),
    "enrolment_id",
    "path",
    "value",
)
DROP_FIELD = Prepared(
    delete(_EVIDENCE).where(
        _EVIDENCE.c.enrolment_id == bindparam("enrolment_id"), _EVIDENCE.c.path == bindparam("path")
    )
)

TOUCH = Prepared(upsert(_TOUCH, ("enrolment_id", "operator_id")), "enrolment_id", "operator_id")
TOUCHED = Prepared(
    select(_TOUCH.c.operator_id).where(
        _TOUCH.c.enrolment_id == bindparam("case_id"), _TOUCH.c.operator_id == bindparam("who")
    )
)

DECIDE = Prepared(
    insert(_DECISION).returning(_DECISION.c.id),
    *(column.name for column in _DECISION.c if column.name != "id"),
)
FINDING = Prepared(insert(_FINDING), *_FINDING.c.keys())


def _some(*where: ColumnElement[bool]) -> Prepared:
    return Prepared(
        select(_CASE).where(*where).order_by(_CASE.c.started.desc(), _CASE.c.id.desc()).limit(MOST_ROWS)
    )


DRAFTS_OF = _some(_CASE.c.clerk_id == bindparam("clerk"), _CASE.c.status == Status.DRAFT.value)
RETURNED_AT = _some(_CASE.c.service_point == bindparam("point"), _CASE.c.status == Status.RETURNED.value)
NOT_HANDED_OF = _some(
    _CASE.c.clerk_id == bindparam("clerk"),
    _CASE.c.status == Status.CODE_ISSUED.value,
    exists().where(_CODE.c.enrolment_id == _CASE.c.id, _CODE.c.ended == "", _CODE.c.handed == ""),
)
"""A code was made and nobody has it: the desk was cut off between the two."""
APPROVED_OF = _some(_CASE.c.clerk_id == bindparam("clerk"), _CASE.c.status == Status.APPROVED.value)

_SHOWN = (
    _CASE.c.reference,
    _CASE.c.status,
    _CASE.c.surname,
    _CASE.c.given_names,
    _CASE.c.birth_date,
    _CASE.c.document_number,
    _CASE.c.document_issuer,
    _CASE.c.document_type,
    _CASE.c.nif,
    _CASE.c.mobile,
    _CASE.c.changed,
)


def _sharing(kind: str, *where: ColumnElement[bool]) -> Select[Any]:
    return select(literal(kind).label("kind"), *_SHOWN).where(
        *where,
        _CASE.c.status.in_([literal(status) for status in _SHARING]),
        _CASE.c.reference != bindparam("reference"),
    )


SHARING = Prepared(
    union_all(
        _sharing("nif", _CASE.c.nif == bindparam("nif"), _CASE.c.nif != ""),
        _sharing(
            "document",
            _CASE.c.document_number == bindparam("document_number"),
            _CASE.c.document_type == bindparam("document_type"),
            _CASE.c.document_issuer == bindparam("document_issuer"),
            _CASE.c.document_number != "",
        ),
        _sharing("mobile", _CASE.c.mobile == bindparam("mobile"), _CASE.c.mobile != ""),
        _sharing("person", _CASE.c.birth_date == bindparam("birth_date"), _CASE.c.birth_date != ""),
    )
)
"""Live or waiting enrolments that share NIF, document, mobile or the day of birth (names are compared by the caller)."""
