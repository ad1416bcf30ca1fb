"""Statements about operators, wrong passwords, service points and desks."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select, update

from ..records import Role
from .tables import DeskRow, FailureRow, OperatorRow, ServicePointRow, table
from .work import Prepared, upsert

_OPERATOR, _FAILURE = table(OperatorRow), table(FailureRow)
_POINT, _DESK = table(ServicePointRow), table(DeskRow)

OPERATOR_NOW = Prepared(
    select(_OPERATOR.c.role, _OPERATOR.c.disabled).where(_OPERATOR.c.id == bindparam("who"))
)
OPERATOR_BY_NAME = Prepared(select(_OPERATOR).where(_OPERATOR.c.name == bindparam("name")))
OPERATORS = Prepared(select(_OPERATOR).order_by(_OPERATOR.c.name))
ANY_OPERATOR = Prepared(select(_OPERATOR.c.id).limit(1))
OTHER_ADMINISTRATOR = Prepared(
    select(_OPERATOR.c.id)
    .where(
        _OPERATOR.c.role == Role.ADMINISTRATOR.value,
        _OPERATOR.c.disabled == 0,
        _OPERATOR.c.id != bindparam("who"),
    )
    .limit(1)
)
ADD_OPERATOR = Prepared(insert(_OPERATOR), "name", "full_name", "role", "password", "disabled", "made")
SEEN = Prepared(
    update(_OPERATOR).where(_OPERATOR.c.id == bindparam("who")).values(last_seen=bindparam("seen"))
)
DISABLE = Prepared(update(_OPERATOR).where(_OPERATOR.c.id == bindparam("who")).values(disabled=1))
SET_PASSWORD = Prepared(
    update(_OPERATOR).where(_OPERATOR.c.id == bindparam("who")).values(password=bindparam("hashed"))
)

FAILURES = Prepared(select(_FAILURE).where(_FAILURE.c.name_hash == bindparam("name_hash")))
COUNT_FAILURE = Prepared(
    upsert(_FAILURE, ("name_hash",), "last", changed={"failures": _FAILURE.c.failures + 1}),
    "name_hash",
    "failures",
    "last",
)
FAILED_AT = Prepared(
    update(_FAILURE).where(_FAILURE.c.name_hash == bindparam("name_hash")).values(last=bindparam("at"))
)
FORGIVE = Prepared(delete(_FAILURE).where(_FAILURE.c.name_hash == bindparam("name_hash")))
FORGIVE_OLD = Prepared(delete(_FAILURE).where(_FAILURE.c.last < bindparam("before")))

POINT_FIELDS = ("code", "name", "address", "postcode", "municipality", "district")
POINTS = Prepared(select(_POINT))
KEEP_POINT = Prepared(upsert(_POINT, ("code",), *POINT_FIELDS[1:]), *POINT_FIELDS)
DESK = Prepared(
    select(_DESK.c.name).where(
        _DESK.c.service_point == bindparam("service_point"), _DESK.c.number == bindparam("number")
    )
)
ADD_DESK = Prepared(insert(_DESK), "service_point", "number", "name", "since")
