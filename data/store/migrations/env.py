"""Run by Alembic, on the connection and in the transaction of `data.store.upgrade`; there is no offline mode."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from data.store import tables

assert tables.table(tables.AuditRow).metadata is SQLModel.metadata
context.configure(connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata)
context.run_migrations()
