"""The history of the tables: which version a store has, and how it becomes today's.

Alembic is imported only when something is to be done; `SHIPPED.head` names the last version for the fast way.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import guards
from .problems import BadKey, Newer
from .secrets import StoreKeys

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class History:
    """A folder of migrations and the version they end at."""

    folder: Path
    head: str

    def config(self) -> Config:
        """Alembic's configuration, with no file of its own."""
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(self.folder).replace("%", "%%"))
        return config

    def refuse_unknown(self, version: str, shown: str) -> None:
        """A version that is not in this history was made by a later one."""
        from alembic.script import ScriptDirectory

        known = {script.revision for script in ScriptDirectory.from_config(self.config()).walk_revisions()}
        if version not in known:
            raise Newer(shown)


SHIPPED = History(Path(__file__).parent / "migrations", "0001")


def version_of(connection: Connection) -> str | None:
    """The version a store is at; None when these are not our tables."""
    if connection.dialect.name == "sqlite":
        there = connection.exec_driver_sql(
            "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        ).first()
    else:
        there = connection.exec_driver_sql(
            "SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL AND to_regclass('mark') IS NOT NULL"
        ).first()
    if there is None:
        return None
    found: Any = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def check_mark(connection: Connection, keys: StoreKeys, shown: str) -> None:
    """The store was made with this master key (a database on a server opens with any)."""
    proof = connection.exec_driver_sql("SELECT proof FROM mark").scalar()
    if proof != keys.mac("mark"):
        raise BadKey(shown)


def bring_up_to_date(connection: Connection, history: History) -> None:
    """Run what is missing, and put the guards in place anew, in the transaction that is open."""
    from alembic import command

    config = history.config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    guards.install(connection)
