"""The triggers that keep the desk's promises against any SQL, its own included, in both databases.

They are installed whole after every migration, and `audit verify` looks whether they are still there and unchanged.
"""

from __future__ import annotations

import re
from typing import Any

from ..records import Status

MOVES: frozenset[tuple[Status, Status]] = frozenset(
    {
        (Status.DRAFT, Status.ACCEPTED),
        (Status.DRAFT, Status.IN_QUEUE),
        (Status.DRAFT, Status.CANCELLED),
        (Status.RETURNED, Status.ACCEPTED),
        (Status.RETURNED, Status.IN_QUEUE),
        (Status.RETURNED, Status.CANCELLED),
        (Status.ACCEPTED, Status.APPROVED),
        (Status.ACCEPTED, Status.IN_QUEUE),
        (Status.IN_QUEUE, Status.IN_REVIEW),
        (Status.IN_REVIEW, Status.IN_QUEUE),
        (Status.IN_REVIEW, Status.APPROVED),
        (Status.IN_REVIEW, Status.RETURNED),
        (Status.IN_REVIEW, Status.REJECTED),
        (Status.APPROVED, Status.CODE_ISSUED),
        (Status.APPROVED, Status.REVOKED),
        (Status.CODE_ISSUED, Status.ACTIVE),
        (Status.CODE_ISSUED, Status.REVOKED),
        (Status.ACTIVE, Status.BLOCKED),
        (Status.ACTIVE, Status.SUSPENDED),
        (Status.ACTIVE, Status.REVOKED),
        (Status.BLOCKED, Status.ACTIVE),
        (Status.BLOCKED, Status.SUSPENDED),
        (Status.BLOCKED, Status.REVOKED),
        (Status.SUSPENDED, Status.ACTIVE),
        (Status.SUSPENDED, Status.REVOKED),
    }
)
"""Every step a status may take, from and to; the acts that take them are in `desk_app.services.life`."""

_PAIRS = ", ".join(f"'{a}>{b}'" for a, b in sorted(MOVES))
_TOUCHED = (
    "NEW.kind = 'review' AND EXISTS (SELECT 1 FROM touch"
    " WHERE touch.enrolment_id = NEW.enrolment_id AND touch.operator_id = NEW.operator_id)"
)
_OUT_OF_LINE = "NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)"
_UNKNOWN_MOVE = f"NEW.status <> OLD.status AND OLD.status || '>' || NEW.status NOT IN ({_PAIRS})"
_RENAMED = "NEW.reference <> OLD.reference OR NEW.id <> OLD.id"

_KEPT_FOR_GOOD = ("audit", "decision", "touch", "finding")
"""Tables whose rows can be added, and nothing else."""

# name, table, event, condition, what it says
_RULES: tuple[tuple[str, str, str, str, str], ...] = (
    *(
        (f"{name}_no_update", name, "UPDATE", "", f"{name} rows can not be changed")
        for name in _KEPT_FOR_GOOD
    ),
    *(
        (f"{name}_no_delete", name, "DELETE", "", f"{name} rows can not be removed")
        for name in _KEPT_FOR_GOOD
    ),
    ("audit_in_line", "audit", "INSERT", _OUT_OF_LINE, "audit rows are added at the end only"),
    (
        "decision_not_by_clerk",
        "decision",
        "INSERT",
        _TOUCHED,
        "nobody decides a case they worked on as clerk",
    ),
    ("enrolment_moves", "enrolment", "UPDATE", _UNKNOWN_MOVE, "no such step in the life of an enrolment"),
    ("enrolment_named_once", "enrolment", "UPDATE", _RENAMED, "an enrolment keeps its reference"),
)
_REPLACED = {
    "decision": "EXISTS (SELECT 1 FROM decision WHERE id = NEW.id)",
    "finding": "EXISTS (SELECT 1 FROM finding WHERE decision_id = NEW.decision_id"
    " AND position = NEW.position)",
}
"""SQLite only: INSERT OR REPLACE deletes without asking the delete triggers."""


def _sqlite() -> dict[str, str]:
    rules = [
        *_RULES,
        *(
            (f"{name}_no_replace", name, "INSERT", when, f"{name} rows can not be replaced")
            for name, when in _REPLACED.items()
        ),
    ]
    return {
        name: f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
        + (f" WHEN {when}" if when else "")
        + f" BEGIN SELECT RAISE(ABORT, '{says}'); END"
        for name, table, event, when, says in rules
    }


def _postgresql() -> dict[str, tuple[str, str]]:
    """Trigger name → (source of its function, where it hangs)."""
    made = {}
    for name, table, event, when, says in _RULES:
        refuse = f"RAISE EXCEPTION '{says}';"
        body = f"IF {when} THEN {refuse} END IF;" if when else refuse
        row = "OLD" if event == "DELETE" else "NEW"
        made[name] = (f"BEGIN {body} RETURN {row}; END", f"BEFORE {event} ON {table} FOR EACH ROW")
    for table in _KEPT_FOR_GOOD:
        body = f"BEGIN RAISE EXCEPTION '{table} rows can not be removed'; END"
        made[f"{table}_no_truncate"] = (body, f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT")
    return made


def install(connection: Any) -> None:
    """Put every guard in place anew, in the transaction that `connection` is in."""
    if connection.dialect.name == "sqlite":
        for name, statement in _sqlite().items():
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(statement)
        return
    for name, (source, where) in _postgresql().items():
        table = re.sub(r".* ON (\w+) .*", r"\1", where)
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION desk_{name}() RETURNS trigger LANGUAGE plpgsql AS $${source}$$"
        )
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {where} EXECUTE FUNCTION desk_{name}()")


def missing(cursor: Any, dialect: str) -> list[str]:
    """Names of the guards that are gone, changed or switched off."""
    if dialect == "sqlite":
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        there: dict[str, Any] = dict(cursor.fetchall())
        return sorted(name for name, statement in _sqlite().items() if there.get(name) != statement)
    cursor.execute(
        "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND n.nspname = current_schema()"
    )
    there = dict(cursor.fetchall())
    return sorted(name for name, (source, _) in _postgresql().items() if there.get(name) != source)
