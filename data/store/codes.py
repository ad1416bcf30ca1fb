"""Statements about activation codes."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from .tables import CodeRow, EnrolmentRow, table
from .work import Prepared

_CODE, _CASE = table(CodeRow), table(EnrolmentRow)

ADD = Prepared(insert(_CODE), *_CODE.c.keys())
LAST = Prepared(
    select(_CODE).where(_CODE.c.enrolment_id == bindparam("case_id")).order_by(_CODE.c.serial.desc()).limit(1)
)
END = Prepared(
    update(_CODE)
    .where(_CODE.c.enrolment_id == bindparam("case_id"), _CODE.c.ended == "")
    .values(ended=bindparam("why"))
)
_LIVE = (
    _CODE.c.enrolment_id == bindparam("case_id"),
    _CODE.c.serial == bindparam("which"),
    _CODE.c.ended == "",
    _CODE.c.expires > bindparam("moment"),
)
LIVE = Prepared(select(_CODE.c.handed).where(*_LIVE))
HANDED = Prepared(update(_CODE).where(*_LIVE, _CODE.c.handed == "").values(handed=bindparam("moment")))
TAKEN_BACK = Prepared(
    update(_CODE)
    .where(
        _CODE.c.enrolment_id == bindparam("case_id"),
        _CODE.c.serial == bindparam("which"),
        _CODE.c.ended == "",
        _CODE.c.handed == bindparam("moment"),
    )
    .values(handed="")
)
WRONG = Prepared(
    update(_CODE)
    .where(_CODE.c.enrolment_id == bindparam("case_id"), _CODE.c.ended == "")
    .values(tries_left=bindparam("left"), ended=bindparam("why"))
)
