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
HANDED = Prepared(
    update(_CODE)
    .where(_CODE.c.enrolment_id == bindparam("case_id"), _CODE.c.serial == bindparam("which"))
    .values(handed=bindparam("moment"))
)
WRONG = Prepared(
    update(_CODE)
    .where(_CODE.c.enrolment_id == bindparam("case_id"), _CODE.c.ended == "")
    .values(tries_left=bindparam("left"), ended=bindparam("why"))
)
