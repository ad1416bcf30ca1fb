"""Tables, migrations and models say the same; an older store is brought up to date, a newer one refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.store import problems, store, upgrade
from tests.office import NOW, Office, copied, office_on, store_keys

_NEXT = """
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None
def upgrade():
    op.add_column("desk", sa.Column("floor", sa.String(), nullable=False, server_default=""))
    {more}
"""


def _next(tmp_path: Path, more: str = "") -> upgrade.History:
    """The shipped history with one more version."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.SHIPPED.folder, folder)
    (folder / "versions" / "v0002_next.py").write_text(_NEXT.format(more=more))
    return upgrade.History(folder, "0002")


def test_the_models_are_what_the_migrations_make(any_office: Office) -> None:
    """No column, index or constraint on one side only."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlmodel import SQLModel

    with any_office.services.operators._ground.store._engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_fast_way_knows_the_last_version() -> None:
    """What is compared without Alembic is Alembic's own head."""
    from alembic.script import ScriptDirectory

    directory = ScriptDirectory.from_config(upgrade.SHIPPED.config())
    assert directory.get_current_head() == upgrade.SHIPPED.head


def test_an_older_store_is_backed_up_and_brought_up_to_date(furnished: Path, tmp_path: Path) -> None:
    """The copy beside it opens with the same key and is as it was; the guards stand."""
    own = copied(furnished, tmp_path)
    newer = _next(tmp_path)
    store.open_store(own.store, store_keys(), NOW, history=newer).close()
    [backup] = Path(own.store).parent.glob("*.backup")
    assert backup.stat().st_mode & 0o777 == 0o600
    opened = store.open_store(own.store, store_keys(), NOW, history=newer)
    with opened.read() as work:
        work.cursor.execute("SELECT floor FROM desk")
        from data.store import guards

        assert guards.missing(work.cursor, work.dialect) == []
        last = work.last_link()[0]
    opened.close()
    old = store.open_store(str(backup), store_keys(), NOW)
    with old.read() as work:
        assert work.last_link()[0] == last - 1
    old.close()
    with pytest.raises(problems.Newer):
        store.open_store(own.store, store_keys(), NOW)


def test_a_migration_that_fails_changes_nothing(furnished: Path, tmp_path: Path) -> None:
    """One transaction, tables and all."""
    own = copied(furnished, tmp_path)
    failing = _next(tmp_path, 'op.execute("SELECT no_such_function()")')
    with pytest.raises(problems.StoreProblem):
        store.open_store(own.store, store_keys(), NOW, history=failing)
    office = office_on(own)
    assert office.services.audit.verify().bad_seq is None
    assert "floor" not in str(office.sql("SELECT sql FROM sqlite_master WHERE name = 'desk'"))
    office.services.close()


def test_a_database_is_migrated_in_one_transaction_too(any_office: Office, tmp_path: Path) -> None:
    """The chain tells of it."""
    any_office.services.close()
    newer = _next(tmp_path)
    store.open_store(any_office.settings.store, store_keys(), NOW, history=newer).close()
    opened = store.open_store(any_office.settings.store, store_keys(), NOW, history=newer)
    with opened.read() as work:
        work.cursor.execute("SELECT event, details FROM audit ORDER BY seq DESC LIMIT 1")
        assert work.cursor.fetchone() == ("store.migrated", '{"new":"0002","old":"0001"}')
    opened.close()


def test_opening_a_current_store_loads_no_alembic(furnished: Path, tmp_path: Path) -> None:
    """It would cost more than the opening."""
    import subprocess
    import sys

    own = copied(furnished, tmp_path)
    script = (
        "import sys; from tests.office import *; from pathlib import Path;"
        f"open_services(settings({own.store!r}, Path({str(tmp_path)!r})), policy(), CHEAP).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_every_search_of_a_case_stands_on_an_index(office: Office) -> None:
    """A million enrolments are searched as fast as a thousand: no statement reads the whole table."""
    import re

    from data.store import cases
    from data.store.work import Prepared

    searched = {name: one for name, one in vars(cases).items() if isinstance(one, Prepared)}
    with office.services.operators._ground.store.read() as work:
        for name, statement in searched.items():
            text, values = statement.on("sqlite")
            work.cursor.execute(
                f"EXPLAIN QUERY PLAN {text}", values | dict.fromkeys(re.findall(r":(\w+)", text), 1)
            )
            assert not [row[3] for row in work.cursor.fetchall() if row[3].startswith("SCAN")], name
