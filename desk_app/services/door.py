"""Passwords: Argon2id, one answer and one pace for every refusal, and a growing wait after wrong tries."""

from __future__ import annotations

import math
import secrets
import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from data.events import Event
from data.records import Desk
from data.store import people
from data.store.moments import kept, moment
from data.store.work import Row, Work

from ..errors import SignInDelayed, SignInRefused, WeakPassword
from ..policy import Policy
from .ground import Ground, desk_label

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_REMEMBER = timedelta(days=30)
"""Failures older than this count no more (so that made-up names do not pile up)."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id's parameters: passes, memory in KiB, lanes. The defaults are RFC 9106's second choice."""

    time: int = 3
    memory: int = 65536
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Passed:
    """A right password: whose, and what their act still has to tidy up (`Door.enter`)."""

    operator: Row
    hashed_anew: str = ""


class Door:
    """Checks and makes password hashes."""

    def __init__(self, ground: Ground, cost: Cost) -> None:
        self._ground = ground
        self._cost = cost

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher(self._cost.time, self._cost.memory, self._cost.lanes)

    @cached_property
    def _nobodys(self) -> str:
        """A hash in the right form that no password has: an unknown name costs the same work as a known one."""
        salt, digest = (b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (16, 32))
        return (
            f"$argon2id$v=19$m={self._cost.memory},t={self._cost.time},p={self._cost.lanes}${salt}${digest}"
        )

    def hashed(self, password: str) -> str:
        """The hash to keep; raises WeakPassword."""
        long_enough(password, self._ground.policy)
        return self._hasher.hash(_composed(password))

    def knock(self, name: str, password: str, desk: Desk, at: datetime) -> Passed:
        """Whose name and password these are. Raises SignInRefused (and counts), or SignInDelayed."""
        from argon2.exceptions import VerificationError

        name_hash = self._hash(name)
        found, wait = self._count(name, name_hash, at)
        if wait > timedelta(0):
            raise SignInDelayed(seconds=math.ceil(wait.total_seconds()))
        kept_hash = found["password"] if found else self._nobodys
        right = True
        try:
            self._hasher.verify(kept_hash, _composed(password))
        except VerificationError:
            right = False
        if not right or found is None or found["disabled"]:
            with self._ground.act() as work:
                work.record(
                    Event.OPERATOR_REFUSED,
                    at,
                    operator=found["name"] if found else "",
                    desk=desk_label(desk),
                )
            raise SignInRefused
        with self._ground.act(alone=False) as work:
            self.forgive(work, found["name"])
        stale = self._hasher.check_needs_rehash(kept_hash)
        return Passed(found, self._hasher.hash(_composed(password)) if stale else "")

    def enter(self, work: Work, passed: Passed) -> None:
        """In the act that the password was for: renew an outdated hash."""
        if passed.hashed_anew:
            work.run(people.SET_PASSWORD, who=passed.operator["id"], hashed=passed.hashed_anew)

    def forgive(self, work: Work, name: str) -> None:
        """Forget the wrong tries for a name."""
        work.run(people.FORGIVE, name_hash=self._hash(name))

    def _count(self, name: str, name_hash: str, at: datetime) -> tuple[Row | None, timedelta]:
        """Who it may be, and how long they still have to wait. Where they need not, the try is counted as wrong before
        anything is hashed: of many at once each sees those before it. A right one is forgiven."""
        with self._ground.act() as work:
            found = work.one(people.OPERATOR_BY_NAME, name=sign_in_name(name))
            failed = work.one(people.FAILURES, name_hash=name_hash)
            if failed:
                delay = self._ground.policy.sign_in_delay(failed["failures"])
                last = moment(failed["last"])
                if last > at:  # a desk whose clock is ahead of this one: nobody waits until that day comes
                    work.run(people.FAILED_AT, name_hash=name_hash, at=kept(at))
                    last = at
                if last + delay > at:
                    return found, last + delay - at
            work.run(people.FORGIVE_OLD, before=kept(at - _REMEMBER))
            work.run(people.COUNT_FAILURE, name_hash=name_hash, failures=1, last=kept(at))
        return found, timedelta(0)

    def _hash(self, name: str) -> str:
        return self._ground.store.keys.seal.digest(f"sign-in {sign_in_name(name)}")


def long_enough(password: str, policy: Policy) -> None:
    """Raise WeakPassword for one that is too short."""
    if len(password) < policy.password_min_length:
        raise WeakPassword(least=policy.password_min_length)


def sign_in_name(name: str) -> str:
    """The one form of a sign-in name: composed, small letters."""
    return unicodedata.normalize("NFC", name).strip().lower()


def _composed(password: str) -> str:
    """The same password from every keyboard."""
    return unicodedata.normalize("NFC", password)
