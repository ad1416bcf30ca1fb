"""Operators: signing in and out, and who may work here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.events import Event
from data.records import Desk, Operator, Role, Session
from data.store import people
from data.store.moments import kept, maybe
from data.store.work import Row, Work
from data.text import clean_line

from ..errors import BadName, LastAdministrator, NameTaken, NotAllowed, UnknownOperator
from .door import Door, sign_in_name
from .ground import Ground, allow, tell
from .life import ROLE_WORDS

_LONGEST_NAME = 120
_EVERYWHERE = (Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR)


class OperatorActs:
    """`contract.Operators` on a store."""

    def __init__(self, ground: Ground, door: Door) -> None:
        self._ground = ground
        self._door = door

    def sign_in(self, name: str, password: str, desk: Desk, at: datetime) -> Session:
        """Raises SignInRefused or SignInDelayed."""
        passed = self._door.knock(name, password, desk, at)
        session = Session(_operator(passed.operator), desk, at)
        with self._ground.act() as work:
            allow(work, session, *_EVERYWHERE)
            self._door.enter(work, passed)
            work.run(people.SEEN, who=session.operator.id, seen=kept(at))
            tell(work, Event.OPERATOR_SIGNED_IN, at, session, session.operator.name)
        return session

    def unlock(self, who: Session, password: str, at: datetime) -> None:
        """Raises as `sign_in`."""
        passed = self._door.knock(who.operator.name, password, who.desk, at)
        with self._ground.act() as work:
            allow(work, who, *_EVERYWHERE)
            self._door.enter(work, passed)
            tell(work, Event.OPERATOR_UNLOCKED, at, who, who.operator.name)

    def sign_out(self, who: Session, at: datetime) -> None:
        """Record it."""
        with self._ground.act() as work:
            tell(work, Event.OPERATOR_SIGNED_OUT, at, who, who.operator.name)

    def locked(self, who: Session, at: datetime, *, idle: bool) -> None:
        """Record it."""
        with self._ground.act() as work:
            tell(work, Event.OPERATOR_LOCKED, at, who, who.operator.name, by="idle" if idle else "key")

    def first_administrator(self, name: str, full_name: str, password: str, at: datetime) -> Operator:
        """Raises NotAllowed once there is an operator."""
        return self._add(None, name, full_name, Role.ADMINISTRATOR, password, at, first=True)

    def add(
        self, who: Session | None, name: str, full_name: str, role: Role, password: str, at: datetime
    ) -> Operator:
        """Raises BadName, WeakPassword, NameTaken, NotAllowed."""
        return self._add(who, name, full_name, role, password, at)

    def _add(
        self,
        who: Session | None,
        name: str,
        full_name: str,
        role: Role,
        password: str,
        at: datetime,
        *,
        first: bool = False,
    ) -> Operator:
        short = right_name(name)
        full = clean_line(full_name).strip()[:_LONGEST_NAME] or short
        hashed = self._door.hashed(password)  # before the transaction: it takes its time
        with self._ground.act() as work:
            self._keeper(work, who)
            if first and work.one(people.ANY_OPERATOR):
                raise NotAllowed(role=ROLE_WORDS[Role.ADMINISTRATOR])
            if work.one(people.OPERATOR_BY_NAME, name=short):
                raise NameTaken(name=short)
            work.run(
                people.ADD_OPERATOR,
                name=short,
                full_name=full,
                role=role.value,
                password=hashed,
                disabled=0,
                made=kept(at),
            )
            tell(work, Event.OPERATOR_ADDED, at, who, short, role=role.value)
            return _operator(_known(work, short))

    def everyone(self, who: Session | None) -> Sequence[Operator]:
        """By name; for administrators, auditors and the machine's keeper."""
        with self._ground.look() as work:
            if who is not None:
                allow(work, who, Role.ADMINISTRATOR, Role.AUDITOR)
            return tuple(_operator(row) for row in work.all(people.OPERATORS))

    def disable(self, who: Session | None, name: str, at: datetime) -> None:
        """Raises UnknownOperator, LastAdministrator."""
        with self._ground.act() as work:
            self._keeper(work, who)
            row = _known(work, name)
            if row["disabled"]:
                return
            if row["role"] == Role.ADMINISTRATOR and not work.one(people.OTHER_ADMINISTRATOR, who=row["id"]):
                raise LastAdministrator
            work.run(people.DISABLE, who=row["id"])
            tell(work, Event.OPERATOR_DISABLED, at, who, row["name"])

    def reset_password(self, who: Session | None, name: str, password: str, at: datetime) -> None:
        """Raises UnknownOperator, WeakPassword."""
        hashed = self._door.hashed(password)
        with self._ground.act() as work:
            self._keeper(work, who)
            row = _known(work, name)
            work.run(people.SET_PASSWORD, who=row["id"], hashed=hashed)
            self._door.forgive(work, row["name"])
            tell(work, Event.OPERATOR_PASSWORD_RESET, at, who, row["name"])

    @staticmethod
    def _keeper(work: Work, who: Session | None) -> None:
        if who is not None:
            allow(work, who, Role.ADMINISTRATOR)


def right_name(name: str) -> str:
    """The sign-in name to keep; raises BadName."""
    short = sign_in_name(name)
    if not 2 <= len(short) <= 32 or not all(char.isalnum() or char in ".-" for char in short):
        raise BadName
    return short


def _known(work: Work, name: str) -> Row:
    row = work.one(people.OPERATOR_BY_NAME, name=sign_in_name(name))
    if row is None:
        raise UnknownOperator(name=name)
    return row


def _operator(row: Row) -> Operator:
    return Operator(
        row["id"],
        row["name"],
        row["full_name"],
        Role(row["role"]),
        bool(row["disabled"]),
        maybe(row["last_seen"]),
    )
