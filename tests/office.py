"""A service point to test on: a real store, six people, and cases at whatever stage a test needs."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from data.records import Desk, Draft, Place, Role, Session, Submitted
from data.store.secrets import StoreKeys
from desk_app import keys
from desk_app.bootstrap import OpenServices, create_services, open_services
from desk_app.policy import Policy, load
from desk_app.services.door import Cost
from desk_app.settings import Settings
from desk_app.training import people

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DESK = Desk("saldanha", "Loja de Cidadão, Saldanha", 7)
ELSEWHERE = Desk("penafiel", "Loja de Cidadão de Penafiel", 2)
PASSWORD = "correct horse battery"
CHEAP = Cost(1, 64, 1)
"""Argon2 at its least: these tests are of the desk, not of the hash."""
KEY = "42" * 32
EVERYONE = {
    "ana": Role.CLERK,
    "bruno": Role.CLERK,
    "rui": Role.SUPERVISOR,
    "sara": Role.SUPERVISOR,
    "eva": Role.ADMINISTRATOR,
    "otto": Role.AUDITOR,
}
REFERRED = "other"
"""A kind of proof of address that makes a rule refer the case to a supervisor."""
_seeds = itertools.count(100)


def settings(store: str, folder: Path) -> Settings:
    """Settings of a desk whose key is in its environment."""
    return Settings(store=store, config=folder / "config", desk=DESK, key=KEY)


@cache
def policy() -> Policy:
    """The desk's own."""
    return load()


@dataclass
class Office:
    """The open services, and who is signed in."""

    services: OpenServices
    settings: Settings
    who: Mapping[str, Session] = field(default_factory=dict)
    at: datetime = NOW

    def later(self, **time: float) -> datetime:
        """Let time pass; gives the new moment."""
        self.at += timedelta(**time)
        return self.at

    def draft(self, name: str = "ana", seed: int | None = None, **changes: str) -> Draft:
        """A draft of `name` with a whole case in it; `changes` name paths with `__` for the dots."""
        who, acts = self.who[name], self.services.enrolments
        texts = case_fields(seed) | {path.replace("__", "."): text for path, text in changes.items()}
        draft = acts.begin(who, self.at)
        acts.save(who, draft.reference, draft.edit, texts, Place("review", ""), self.at)
        return replace(draft, fields=texts)

    def submit(self, draft: Draft, name: str = "ana") -> Submitted:
        """Submit it as it is kept."""
        acts = self.services.enrolments
        version = acts.version(draft.reference)
        return acts.submit(self.who[name], draft.reference, draft.edit, PASSWORD, version, self.at)

    def approved(self, name: str = "ana", seed: int | None = None) -> str:
        """The reference of a case that was accepted."""
        return self.submit(self.draft(name, seed), name).reference

    def queued(self, name: str = "ana", seed: int | None = None) -> str:
        """The reference of a case that waits for a supervisor."""
        return self.submit(self.draft(name, seed, address__proof__kind=REFERRED), name).reference

    def status(self, reference: str) -> str:
        """As the store has it."""
        return str(self.sql("SELECT status FROM enrolment WHERE reference = :it", it=reference)[0][0])

    def sql(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        """Run raw SQL in a transaction of its own, as somebody with the key in hand could."""
        with self.services.operators._ground.act() as work:
            if work.dialect == "postgresql":
                for name in values:
                    statement = statement.replace(f":{name}", f"%({name})s")
            work.cursor.execute(statement, values)
            return list(work.cursor.fetchall()) if work.cursor.description else []

    def again(self) -> OpenServices:
        """The same store opened once more."""
        return open_services(self.settings, policy(), CHEAP)


def case_fields(seed: int | None = None) -> dict[str, str]:
    """A case in order, of a person nobody else has."""
    return people.fields(people.person(seed or next(_seeds), NOW.date()), "pt")


def furnish(services: OpenServices) -> None:
    """Everybody who works here."""
    for name, role in EVERYONE.items():
        services.operators.add(None, name, name.title(), role, PASSWORD, NOW)


def make_file(folder: Path) -> Path:
    """A furnished store in a file, to copy."""
    own = settings(str(folder / "desk.db"), folder)
    services = create_services(own, policy(), CHEAP)
    furnish(services)
    services.close()
    return folder / "desk.db"


def office_on(own: Settings, *names: str) -> Office:
    """An office on a furnished store; those named are signed in, or everybody."""
    services = open_services(own, policy(), CHEAP)
    who = {name: services.operators.sign_in(name, PASSWORD, DESK, NOW) for name in names or EVERYONE}
    return Office(services, own, who)


def copied(template: Path, folder: Path) -> Settings:
    """Settings on a copy of a furnished store."""
    target = folder / "data" / "desk.db"
    target.parent.mkdir(mode=0o700)
    shutil.copyfile(template, target)
    target.chmod(0o600)
    return settings(str(target), folder)


def store_keys() -> StoreKeys:
    """The sub-keys of these stores."""
    return keys.MasterKey(bytes.fromhex(KEY)).for_store()
