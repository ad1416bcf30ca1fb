"""The triggers that keep the desk's promises against any SQL, its own included, in both databases.

They are installed whole after every migration, and `audit verify` looks whether they are still there and unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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

_EDITABLE = "('draft', 'returned')"


def _not_open(row: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM enrolment WHERE id = {row}.enrolment_id AND status IN {_EDITABLE})"  # noqa: S608  # names of ours


def _changed(*columns: str) -> str:
    return "(" + " OR ".join(f"NEW.{name} <> OLD.{name}" for name in columns) + ")"


_FACTS = (
    "clerk_id",
    "service_point",
    "started",
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
_FACTS_CHANGED = f"OLD.status NOT IN {_EDITABLE} AND {_changed(*_FACTS)}"
_CODE_CHANGED = (
    _changed("enrolment_id", "serial", "mac", "issued", "expires", "channel", "operator_id")
    + " OR coalesce(NEW.witness_id, 0) <> coalesce(OLD.witness_id, 0)"
)
_CODE_REVIVED = (
    "NEW.tries_left > OLD.tries_left OR (OLD.ended <> '' AND (NEW.ended <> OLD.ended"
    " OR NEW.tries_left <> OLD.tries_left OR NEW.handed <> OLD.handed))"
    " OR (OLD.handed <> '' AND NEW.handed NOT IN ('', OLD.handed))"
)

_KEPT_FOR_GOOD = ("audit", "decision", "touch", "finding")
"""Tables whose rows can be added, and nothing else."""

_NEVER_REMOVED = (*_KEPT_FOR_GOOD, "enrolment", "activation_code")

# name, table, event, condition, what it says
_RULES: tuple[tuple[str, str, str, str, str], ...] = (
    *(
        (f"{name}_no_update", name, "UPDATE", "", f"{name} rows can not be changed")
        for name in _KEPT_FOR_GOOD
    ),
    *(
        (f"{name}_no_delete", name, "DELETE", "", f"{name} rows can not be removed")
        for name in _NEVER_REMOVED
    ),
    *(
        (
            f"evidence_no_{event.lower()}",
            "evidence",
            event,
            " OR ".join(_not_open(row) for row in rows),
            "evidence changes in an open case only",
        )
        for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",)))
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
    ("enrolment_begins", "enrolment", "INSERT", "NEW.status <> 'draft'", "an enrolment begins as a draft"),
    ("enrolment_facts", "enrolment", "UPDATE", _FACTS_CHANGED, "what was submitted stays as it was"),
    ("code_fixed", "activation_code", "UPDATE", _CODE_CHANGED, "a code stays as it was made"),
    ("code_onward", "activation_code", "UPDATE", _CODE_REVIVED, "a code does not come back"),
    ("enrolment_named_once", "enrolment", "UPDATE", _RENAMED, "an enrolment keeps its reference"),
)
_REPLACED = {
    "decision": "EXISTS (SELECT 1 FROM decision WHERE id = NEW.id)",
    "enrolment": "EXISTS (SELECT 1 FROM enrolment WHERE id = NEW.id OR reference = NEW.reference)",
    "activation_code": "EXISTS (SELECT 1 FROM activation_code WHERE enrolment_id = NEW.enrolment_id"
    " AND (serial = NEW.serial OR ended = ''))",
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
    for table in (*_NEVER_REMOVED, "evidence"):
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
    """Names of the guards and unique indexes that are gone, changed or switched off, and of triggers not ours."""
    if dialect == "sqlite":
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql <> ''")
        there: dict[str, Any] = dict(cursor.fetchall())
        return _differing({**_sqlite(), **_indexes("sqlite")}, there)
    cursor.execute(
        "SELECT t.tgname, p.prosrc, c.relname, t.tgtype::int, t.tgenabled = 'O' AND t.tgqual IS NULL"
        " FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE NOT t.tgisinternal AND n.nspname = current_schema()"
    )
    there = {row[0]: row[1:] for row in cursor.fetchall()}
    made = {name: (source, *_hangs(where), True) for name, (source, where) in _postgresql().items()}
    cursor.execute("SELECT rulename FROM pg_rules WHERE schemaname = current_schema()")
    there |= {f"rule {name}": name for (name,) in cursor.fetchall()}
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()")
    kept = {name: _bare(text) for name, text in cursor.fetchall()}
    wanted = {name: _bare(text) for name, text in _indexes("postgresql").items()}
    return _differing(made, there) + sorted(name for name, text in wanted.items() if kept.get(name) != text)


def _differing(made: Mapping[str, Any], there: Mapping[str, Any]) -> list[str]:
    return sorted(name for name in {*made, *there} if made.get(name) != there.get(name))


def _indexes(dialect: str) -> dict[str, str]:
    """Name → the statement that makes it, as the tables have it (a test holds the migrations to them)."""
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
    from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
    from sqlalchemy.schema import CreateIndex
    from sqlmodel import SQLModel

    from . import tables

    assert tables.table(tables.EnrolmentRow).metadata is SQLModel.metadata
    speaks: Any = SQLiteDialect_pysqlite if dialect == "sqlite" else PGDialect_psycopg
    return {
        str(index.name): str(CreateIndex(index).compile(dialect=speaks())).strip()
        for table in SQLModel.metadata.tables.values()
        for index in table.indexes
    }


def _hangs(where: str) -> tuple[str, int]:
    """Table and `pg_trigger.tgtype` of a `BEFORE … ON … FOR EACH …`."""
    words = where.split()
    bits = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
    return words[3], 2 + bits[words[1]] + (words[-1] == "ROW")


def _bare(index: str) -> str:
    """An index's statement without what the server adds when it writes it back."""
    text = re.sub(r"::[a-z ]+(\[\])?| USING btree|\w+\.(?=\w+ )", "", index)
    return re.sub(r"[()\[\]\s]", "", text.replace("= ANY (ARRAY", "IN (").replace("= ANY ((ARRAY", "IN ("))
