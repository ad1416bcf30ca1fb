"""What every act stands on: the store with its errors in the desk's words, the policy, and who may do it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from data.events import Event
from data.records import Desk, Role, Session, Status
from data.store import people
from data.store.store import Store
from data.store.work import Row, Work

from .. import errors
from ..policy import Policy
from .life import ROLE_WORDS
from .said import said

MACHINE = "(machine)"
"""Who acts at the command line of this machine with the master key in hand; no sign-in name looks like it."""


@dataclass(frozen=True)
class Ground:
    """The open store and the policy."""

    store: Store
    policy: Policy

    @contextmanager
    def act(self, *, alone: bool = True) -> Iterator[Work]:
        """One act: all of it durable when the `with` has ended, or nothing."""
        with said(), self.store.write(alone=alone) as work:
            yield work

    @contextmanager
    def look(self) -> Iterator[Work]:
        """One consistent view."""
        with said(), self.store.read() as work:
            yield work


def allow(work: Work, who: Session, *roles: Role) -> None:
    """`who` has one of the roles, in their session and in the store as it is now, and is not disabled."""
    row = work.one(people.OPERATOR_NOW, who=who.operator.id)
    role = who.operator.role
    if row is None or row["disabled"] or row["role"] != role or role not in roles:
        raise errors.NotAllowed(role=ROLE_WORDS[role])


def desk_label(desk: Desk) -> str:
    """A desk as the audit chain names it."""
    return f"{desk.service_point}/{desk.number}"


def tell(
    work: Work, event: Event, at: datetime, who: Session | None, subject: str = "", **details: str
) -> None:
    """Record an event of `who`; None is the machine's keeper."""
    if who is None:
        work.record(event, at, operator=MACHINE, subject=subject, **details)
    else:
        work.record(
            event, at, operator=who.operator.name, desk=desk_label(who.desk), subject=subject, **details
        )


def tell_case(
    work: Work, event: Event, at: datetime, who: Session | None, case: Row, status: Status, **more: str
) -> None:
    """Record an event of an enrolment. It always says what status and evidence the case has then, so that
    verifying the chain shows a case that was moved or a decision that was changed behind its back."""
    tell(work, event, at, who, case["reference"], status=status, version=case["version"], **more)
