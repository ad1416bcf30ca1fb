"""The life of an enrolment: one table of moves (from, act, to, who may). An unknown move raises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.records import Role, Status

from ..errors import N_, NotAllowed, NotPossibleNow


class Act(StrEnum):
    """What moves an enrolment on."""

    SUBMIT = "submit"
    REFER = "refer"
    PASS = "pass"  # noqa: S105  # the rules accept, and nothing else is asked
    SAMPLE = "sample"
    CANCEL = "cancel"
    CLAIM = "claim"
    RELEASE = "release"
    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"
    ISSUE = "issue"
    ACTIVATE = "activate"
    BLOCK = "block"
    UNBLOCK = "unblock"
    SUSPEND = "suspend"
    RESTORE = "restore"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the table."""

    origin: Status
    act: Act
    target: Status
    roles: frozenset[Role]


_DESK = frozenset({Role.CLERK, Role.SUPERVISOR})
_SUPERVISOR = frozenset({Role.SUPERVISOR})
_S = Status

MOVES: tuple[Move, ...] = (
    *(
        Move(origin, act, target, _DESK)
        for origin in (_S.DRAFT, _S.RETURNED)
        for act, target in (
            (Act.SUBMIT, _S.ACCEPTED),
            (Act.REFER, _S.IN_QUEUE),
            (Act.CANCEL, _S.CANCELLED),
        )
    ),
    Move(_S.ACCEPTED, Act.PASS, _S.APPROVED, _DESK),
    Move(_S.ACCEPTED, Act.SAMPLE, _S.IN_QUEUE, _DESK),
    Move(_S.IN_QUEUE, Act.CLAIM, _S.IN_REVIEW, _SUPERVISOR),
    Move(_S.IN_REVIEW, Act.RELEASE, _S.IN_QUEUE, _SUPERVISOR),
    Move(_S.IN_REVIEW, Act.APPROVE, _S.APPROVED, _SUPERVISOR),
    Move(_S.IN_REVIEW, Act.RETURN, _S.RETURNED, _SUPERVISOR),
    Move(_S.IN_REVIEW, Act.REJECT, _S.REJECTED, _SUPERVISOR),
    Move(_S.APPROVED, Act.ISSUE, _S.CODE_ISSUED, _DESK),
    Move(_S.CODE_ISSUED, Act.ISSUE, _S.CODE_ISSUED, _DESK),
    Move(_S.CODE_ISSUED, Act.ACTIVATE, _S.ACTIVE, _DESK),
    Move(_S.ACTIVE, Act.BLOCK, _S.BLOCKED, _DESK),
    Move(_S.BLOCKED, Act.UNBLOCK, _S.ACTIVE, _SUPERVISOR),
    Move(_S.ACTIVE, Act.SUSPEND, _S.SUSPENDED, _SUPERVISOR),
    Move(_S.BLOCKED, Act.SUSPEND, _S.SUSPENDED, _SUPERVISOR),
    Move(_S.SUSPENDED, Act.RESTORE, _S.ACTIVE, _SUPERVISOR),
    *(
        Move(origin, Act.REVOKE, _S.REVOKED, _DESK)
        for origin in (_S.APPROVED, _S.CODE_ISSUED, _S.ACTIVE, _S.BLOCKED, _S.SUSPENDED)
    ),
)
"""Revoking is the clerk's too where a new enrolment of the same person replaces the old one."""
_TABLE = {(move.origin, move.act): move for move in MOVES}

STATUS_WORDS: dict[Status, str] = {
    Status.DRAFT: N_("draft"),
    Status.RETURNED: N_("returned"),
    Status.ACCEPTED: N_("accepted"),
    Status.IN_QUEUE: N_("waits for review"),
    Status.IN_REVIEW: N_("in review"),
    Status.APPROVED: N_("approved"),
    Status.CODE_ISSUED: N_("code issued"),
    Status.ACTIVE: N_("active"),
    Status.BLOCKED: N_("blocked"),
    Status.SUSPENDED: N_("suspended"),
    Status.REJECTED: N_("rejected"),
    Status.CANCELLED: N_("cancelled"),
    Status.REVOKED: N_("revoked"),
}
ROLE_WORDS: dict[Role, str] = {
    Role.CLERK: N_("clerk"),
    Role.SUPERVISOR: N_("supervisor"),
    Role.ADMINISTRATOR: N_("administrator"),
    Role.AUDITOR: N_("auditor"),
}


def after(reference: str, status: Status, act: Act, role: Role) -> Status:
    """Where `act` takes a case that is `status`; raises NotPossibleNow, or NotAllowed for this role."""
    move = _TABLE.get((status, act))
    if move is None:
        raise NotPossibleNow(reference=reference, status=STATUS_WORDS[status])
    if role not in move.roles:
        raise NotAllowed(role=ROLE_WORDS[role])
    return move.target
