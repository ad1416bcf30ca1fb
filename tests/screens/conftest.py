"""Screens are tried on a real store: one is made for the whole run, every test gets its own copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data.records import Desk, Role, Session
from data.store import store as stores
from data.store.store import Store
from desk_app import bootstrap, keys
from desk_app.policy import load as load_policy
from desk_app.services.contract import Services
from desk_app.services.door import Cost
from desk_app.settings import Settings
from screens.desk import DeskApp

NOW = datetime(2026, 11, 23, 10, 42, 7, tzinfo=UTC)
"""When every test happens: a Monday morning in Lisbon."""
DESK = Desk("saldanha", "Loja de Cidadão do Saldanha (Lisboa)", 7)
PASSWORD = "uma palavra-passe comprida"
PEOPLE = {
    "maria": ("Maria Lopes", Role.CLERK),
    "rui": ("Rui Tavares", Role.SUPERVISOR),
    "ana": ("Ana Sousa", Role.ADMINISTRATOR),
    "vera": ("Vera Pinto", Role.AUDITOR),
}


@dataclass
class Ground:
    """A store of its own in a folder, and the apps that were started on it."""

    settings: Settings
    services: Services
    seconds: float = 0.0
    """What the idle clock shows; a test turns it."""

    def app(self, language: str = "pt", *, training: bool = False, **more: Any) -> DeskApp:
        """The desk on this store, at `NOW`."""
        settings = replace(self.settings, language=language, training=training)
        given: dict[str, Any] = {"clock": lambda: NOW, "ticks": lambda: self.seconds, **more}
        opener: Callable[[], Services] = given.pop("opener", lambda: self.services)
        return DeskApp(settings, opener, **given)

    def session(self, name: str = "maria") -> Session:
        """Somebody signed in."""
        return self.services.operators.sign_in(name, PASSWORD, DESK, NOW)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store with one operator of every role; hashing is cheap, nothing here is secret."""
    folder = tmp_path_factory.mktemp("store")
    settings = Settings(store=str(folder / "desk.db"), config=folder / "config", desk=DESK)
    key = keys.make(settings)
    services = assembled(stores.create(settings.store, key.for_store(), NOW))
    services.places.register_desk(DESK, NOW)
    for name, (full_name, role) in PEOPLE.items():
        services.operators.add(None, name, full_name, role, PASSWORD, NOW)
    services.close()
    return settings


@pytest.fixture
def ground(made_once: Settings, tmp_path: Path) -> Iterator[Ground]:
    """A copy of that store."""
    shutil.copytree(made_once.config.parent, tmp_path / "desk")
    settings = replace(
        made_once, store=str(tmp_path / "desk" / "desk.db"), config=tmp_path / "desk" / "config"
    )
    services = assembled(stores.open_store(settings.store, keys.find(settings).for_store(), NOW))
    yield Ground(settings, services)
    services.close()


def assembled(store: Store) -> Services:
    """The acts on a store, with hashing as cheap as it gets."""
    return bootstrap.assemble(store, load_policy(), Cost(time=1, memory=8, lanes=1))


@pytest.fixture
def idle_seconds() -> int:
    """The policy's time without a key before the desk locks."""
    return load_policy().idle_lock_seconds
