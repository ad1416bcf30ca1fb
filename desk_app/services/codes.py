"""Activation codes: nine random digits and a check digit, kept only as a keyed hash, alive once and for a while."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

from data.events import Event
from data.records import Channel, IssuedCode, Role, Session, Status
from data.store import cases
from data.store import codes as statements
from data.store.moments import kept, moment
from data.store.secrets import StoreKeys
from data.store.work import Row, Work
from data.text import clean_line

from ..errors import (
    CodeDead,
    HandedOverAlready,
    NotAllowed,
    NotPossibleNow,
    SecondPersonNeeded,
    UnknownCase,
    WrongCode,
)
from . import life
from .door import Door, Passed
from .ground import Ground, allow, tell_case

DIGITS = 9
"""Random digits (30 bits); the tenth is their check digit, ISO 7064 Mod 11,10."""
_AT_DESK = (Role.CLERK, Role.SUPERVISOR)
_LONGEST_HOW = 60


class CodeActs:
    """`contract.Codes` on a store."""

    def __init__(self, ground: Ground, door: Door) -> None:
        self._ground = ground
        self._door = door

    def issue(self, who: Session, reference: str, at: datetime) -> IssuedCode:
        """The first code of an approved case."""
        with self._ground.act() as work:
            row = _own_case(work, who, reference)
            if row["status"] != Status.APPROVED:
                raise NotPossibleNow(reference=reference, status=life.STATUS_WORDS[Status(row["status"])])
            return self._give(work, who, row, Event.CODE_ISSUED, None, at)

    def reissue(
        self, who: Session, reference: str, witness: str, witness_password: str, at: datetime
    ) -> IssuedCode:
        """A new code under dual control; the old one is dead."""
        passed = self._door.knock(witness, witness_password, who.desk, at)
        with self._ground.act() as work:
            row = _own_case(work, who, reference)
            self._second_person(work, who, row, passed)
            if row["status"] != Status.CODE_ISSUED:
                raise NotPossibleNow(reference=reference, status=life.STATUS_WORDS[Status(row["status"])])
            self._door.enter(work, passed)
            work.run(statements.END, case_id=row["id"], why="reissued")
            return self._give(work, who, row, Event.CODE_REISSUED, passed.operator, at)

    def revealed(self, who: Session, code: IssuedCode, at: datetime) -> None:
        """Record it; a dead code is no longer shown."""
        with self._ground.act() as work:
            row = _own_case(work, who, code.reference)
            _live(work, row, code, at)
            tell_case(work, Event.CODE_REVEALED, at, who, row, Status(row["status"]), serial=str(code.serial))

    def handed_over(self, who: Session, code: IssuedCode, channel: Channel, how: str, at: datetime) -> None:
        """Claim it, once for each code: the statement itself asks whether it is live and in no hands yet, so that of
        two desks only one gets it. What looks like a path is only called a folder."""
        with self._ground.act() as work:
            row = _own_case(work, who, code.reference)
            _live(work, row, code, at)
            if not work.run(statements.HANDED, case_id=row["id"], which=code.serial, moment=kept(at)):
                raise HandedOverAlready(reference=row["reference"])
            said = {"serial": str(code.serial), "channel": channel.value, "how": way_out(how)}
            tell_case(work, Event.CODE_HANDED_OVER, at, who, row, Status(row["status"]), **said)

    def taken_back(self, who: Session, code: IssuedCode, at: datetime) -> None:
        """Undo it. The moment names the hand-over: a later one, or another desk's, is not undone."""
        with self._ground.act() as work:
            row = _own_case(work, who, code.reference)
            if not work.run(statements.TAKEN_BACK, case_id=row["id"], which=code.serial, moment=kept(at)):
                raise CodeDead
            status = Status(row["status"])
            tell_case(work, Event.CODE_HAND_OVER_FAILED, at, who, row, status, serial=str(code.serial))

    def verify(self, reference: str, digits: str, at: datetime) -> None:
        """Try a code. It stays good: what consumes it is the activation, in the same act that makes the key live."""
        with self._ground.act() as work:
            refused = self._try(work, clean_line(reference).strip().upper(), digits, at)
        if refused is not None:  # raised when the wrong try is on the disk
            raise refused

    def _try(self, work: Work, reference: str, digits: str, at: datetime) -> CodeDead | WrongCode | None:
        row = work.one(cases.HELD, reference=reference)
        code = work.one(statements.LAST, case_id=row["id"]) if row else None
        said = "".join(char for char in digits if char.isascii() and char.isdigit())
        given = _mac(work.keys, reference, code["serial"] if code else 0, said)
        right = hmac.compare_digest(given, code["mac"] if code else "0" * len(given))
        if row is None or code is None:
            return WrongCode()
        status = Status(row["status"])
        if code["ended"] or status is not Status.CODE_ISSUED:
            return CodeDead()
        serial = str(code["serial"])
        if at >= moment(code["expires"]):
            work.run(statements.END, case_id=row["id"], why="expired")
            tell_case(work, Event.CODE_DIED, at, None, row, status, serial=serial, why="expired")
            return CodeDead()
        if right:
            tell_case(work, Event.CODE_VERIFIED, at, None, row, status, serial=serial)
            return None
        left = code["tries_left"] - 1
        work.run(statements.WRONG, case_id=row["id"], left=left, why="" if left else "wrong")
        tell_case(work, Event.CODE_REFUSED, at, None, row, status, serial=serial, left=str(left))
        return WrongCode() if left else CodeDead()

    def _give(
        self, work: Work, who: Session, row: Row, event: Event, witness: Row | None, at: datetime
    ) -> IssuedCode:
        reference = row["reference"]
        last = work.one(statements.LAST, case_id=row["id"])
        serial = last["serial"] + 1 if last else 1
        channel = Channel(row["channel"])
        status = life.after(reference, Status(row["status"]), life.Act.ISSUE, who.operator.role)
        code = IssuedCode(
            reference,
            serial,
            new_digits(),
            at,
            at + self._ground.policy.code_lifetime[channel],
            row["language"],
            channel,
        )
        work.run(
            statements.ADD,
            enrolment_id=row["id"],
            serial=serial,
            mac=_mac(work.keys, reference, serial, code.digits),
            issued=kept(at),
            expires=kept(code.expires),
            tries_left=self._ground.policy.code_max_tries,
            ended="",
            handed="",
            channel=channel.value,
            operator_id=who.operator.id,
            witness_id=witness["id"] if witness else None,
        )
        work.run(cases.MOVE, case_id=row["id"], new_status=status.value, at=kept(at))
        said = {"serial": str(serial), "channel": channel.value}
        tell_case(
            work, event, at, who, row, status, **said, **({"witness": witness["name"]} if witness else {})
        )
        return code

    @staticmethod
    def _second_person(work: Work, who: Session, row: Row, passed: Passed) -> None:
        witness = passed.operator
        itself = witness["id"] == who.operator.id
        touched = work.one(cases.TOUCHED, case_id=row["id"], who=witness["id"])
        if witness["role"] != Role.SUPERVISOR or itself or touched:
            raise SecondPersonNeeded


def _own_case(work: Work, who: Session, reference: str) -> Row:
    """A clerk's own case, or any case of the service point for a supervisor."""
    allow(work, who, *_AT_DESK)
    row = work.one(cases.HELD, reference=reference)
    if row is None:
        raise UnknownCase(reference=reference)
    here = who.operator.role is Role.SUPERVISOR and row["service_point"] == who.desk.service_point
    if row["clerk_id"] != who.operator.id and not here:
        raise NotAllowed(role=life.ROLE_WORDS[who.operator.role])
    return row


def _live(work: Work, row: Row, code: IssuedCode, at: datetime) -> None:
    """Refuse a serial that was replaced, expired or killed, or whose case moved on. Raises CodeDead."""
    live = work.one(statements.LIVE, case_id=row["id"], which=code.serial, moment=kept(at))
    if live is None or row["status"] != Status.CODE_ISSUED:
        raise CodeDead


def new_digits() -> str:
    """Nine random digits and their check digit."""
    from stdnum.iso7064 import mod_11_10

    first = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    return first + str(mod_11_10.calc_check_digit(first))


def way_out(how: str) -> str:
    """The name of a printer, or `folder`: never a path, which might name a person."""
    said = clean_line(how).strip()[:_LONGEST_HOW]
    return "folder" if "/" in said or "\\" in said else said


def _mac(keys: StoreKeys, reference: str, serial: int, digits: str) -> str:
    """What is kept of a code: bound to its case and serial, useless without the key."""
    return hmac.new(keys.codes, f"{reference}|{serial}|{digits}".encode(), hashlib.sha256).hexdigest()
