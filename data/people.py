"""People and places: who works where. Part of `data.records`, and apart from it because signing in needs only this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What an operator may do; one role each."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class ServicePoint:
    """A Loja or Espaço with counters."""

    code: str
    name: str
    address: str
    postcode: str
    municipality: str
    district: str


@dataclass(frozen=True, slots=True)
class Desk:
    """One terminal: its service point and its number there."""

    service_point: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Operator:
    """Who works here. `name` is what they sign in with, `full_name` what others read."""

    id: int
    name: str
    full_name: str
    role: Role
    disabled: bool = False
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """An operator at a desk, signed in at `since`."""

    operator: Operator
    desk: Desk
    since: datetime
