"""A store in a temporary folder for the benchmarks that start the whole desk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from data.records import Desk, Role
from desk_app.settings import Settings, keep

from .terminal import environ

NAME, PASSWORD = "maria", "uma palavra-passe comprida"


def desk_environ(folder: Path) -> dict[str, str]:
    """The environment that points the desk at the store of `folder`."""
    return environ(DESK_STORE=str(folder / "desk.db"), DESK_CONFIG=str(folder / "config"), DESK_LANG="pt")


@contextmanager
def made_store() -> Iterator[Path]:
    """A folder with store, key and configuration; a clerk can sign in as NAME with PASSWORD."""
    from desk_app.bootstrap import create_services

    with tempfile.TemporaryDirectory() as name:
        folder, at = Path(name), datetime.now(UTC)
        desk = Desk("saldanha", "Loja de Cidadão do Saldanha", 7)
        settings = Settings(store=str(folder / "desk.db"), config=folder / "config", desk=desk)
        services = create_services(settings)
        services.places.register_desk(desk, at)
        services.operators.first_administrator("ana", "Ana Sousa", PASSWORD, at)
        services.operators.add(None, NAME, "Maria Lopes", Role.CLERK, PASSWORD, at)
        services.close()
        keep(settings)
        yield folder
