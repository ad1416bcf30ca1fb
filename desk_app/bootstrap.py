"""Putting the desk together: key, store, policy and the acts. Nothing is opened or made by importing this."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from . import checkpoints, keys
from .errors import DeskError, NoStore, StoreExists
from .settings import Settings

if TYPE_CHECKING:
    from data.store.store import Store

    from .policy import Policy
    from .services.audit import AuditActs
    from .services.codes import CodeActs
    from .services.door import Cost
    from .services.drafts import EnrolmentActs
    from .services.operators import OperatorActs
    from .services.places import PlaceActs
    from .services.receipts import ReceiptActs
    from .services.reviews import ReviewActs


@dataclass(frozen=True)
class OpenServices:
    """`contract.Services` on one open store."""

    operators: OperatorActs
    places: PlaceActs
    enrolments: EnrolmentActs
    reviews: ReviewActs
    codes: CodeActs
    receipts: ReceiptActs
    audit: AuditActs
    close: Callable[[], None]


def first_start(settings: Settings) -> bool:
    """Whether there is neither a store nor a key yet. Quick where the store is a file: nothing is opened."""
    from data.store import place as places
    from data.store.problems import StoreProblem

    from .services.said import said

    with said():
        place = places.parse(settings.store)
    if settings.key or settings.key_file.exists() or (place.file and places.exists(place)):
        return False
    if keys.in_keyring():
        return False
    if place.file:
        return True
    from data.store.store import there

    with suppress(StoreProblem):  # a server that does not answer has a store, for all we know
        return not there(settings.store)
    return False


def create_services(
    settings: Settings, policy: Policy | None = None, cost: Cost | None = None
) -> OpenServices:
    """Make the key (unless one is given) and the store. Raises StoreExists, and never makes a key beside a store."""
    from .services.said import said

    with said():
        from data.store import store as stores

        if stores.there(settings.store):
            raise StoreExists(place=stores.shown(settings.store))
    given = keys.given(settings)
    key = given or keys.make(settings)
    try:
        with said():
            store = stores.create(settings.store, key.for_store(), datetime.now(UTC))
    except BaseException:
        if given is None:
            keys.forget(settings)
        raise
    return _signing(assemble(store, policy or _policy(settings), cost), settings)


def refuse_early(settings: Settings, name: str, password: str) -> None:
    """Raise BadName or WeakPassword for a first administrator before a store is made that would then have none."""
    from .services.door import long_enough
    from .services.operators import right_name

    right_name(name)
    long_enough(password, _policy(settings))


def open_services(settings: Settings, policy: Policy | None = None, cost: Cost | None = None) -> OpenServices:
    """Open the store with its key. Raises NoStore, NoKey and the other StoreErrors; makes neither."""
    from .services.said import said

    with said():
        from data.store import store as stores

        if not stores.may_be_there(settings.store):
            raise NoStore(place=stores.shown(settings.store))
        key = keys.find(settings)
        store = stores.open_store(settings.store, key.for_store(), datetime.now(UTC))
    return _signing(assemble(store, policy or _policy(settings), cost), settings)


def _signing(services: OpenServices, settings: Settings) -> OpenServices:
    """The same acts, whose closing signs where the chain ends then. Training is nobody's evidence."""
    if settings.training:
        return services

    def close() -> None:
        with suppress(
            DeskError, OSError
        ):  # a store or folder that is gone by now is told of when it is next used
            line = services.audit.checkpoint(datetime.now(UTC))
            checkpoints.keep(settings.checkpoints, line)
        services.close()

    return replace(services, close=close)


def assemble(store: Store, policy: Policy, cost: Cost | None = None) -> OpenServices:
    """The acts on an open store. `cost` is Argon2's (lower in demo and tests only)."""
    from .services import audit, codes, door, drafts, ground, operators, places, receipts, reviews

    floor = ground.Ground(store, policy)
    at_door = door.Door(floor, cost or door.Cost())
    return OpenServices(
        operators=operators.OperatorActs(floor, at_door),
        places=places.PlaceActs(floor),
        enrolments=drafts.EnrolmentActs(floor, at_door),
        reviews=reviews.ReviewActs(floor),
        codes=codes.CodeActs(floor, at_door),
        receipts=receipts.ReceiptActs(floor),
        audit=audit.AuditActs(floor, lambda: datetime.now(UTC)),
        close=store.close,
    )


DEMO_PEOPLE: tuple[tuple[str, str, str], ...] = (
    ("ana", "clerk", "demo"),
    ("rui", "supervisor", "demo"),
    ("eva", "administrator", "demo"),
)
"""Who can sign in to the demo: name, role, password."""


def demo_settings(settings: Settings | None = None) -> Settings:
    """Training settings for a new throwaway store; nothing is made yet."""
    from . import demo

    return demo.settings(settings)


def open_demo(training: Settings) -> OpenServices:
    """Make and fill the store of `demo_settings()`; closing it takes everything away."""
    from . import demo

    return demo.open_demo(training)


def _policy(settings: Settings) -> Policy:
    """The desk's own policy, with the lines of `policy.toml` beside `desk.toml` in place of it."""
    from .policy import load

    own = settings.config / "policy.toml"
    return load(own if own.is_file() else None)
