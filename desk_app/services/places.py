"""Service points and desks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime

from data.events import Event
from data.records import Desk, Role, ServicePoint, Session
from data.store import people
from data.store.moments import kept
from data.text import clean_line

from .ground import MACHINE, Ground, allow, desk_label, tell

_LONGEST = 160


class PlaceActs:
    """`contract.Places` on a store."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def service_points(self) -> Sequence[ServicePoint]:
        """The reference list and what was added, by name; an added one stands in place of its namesake."""
        from data import reference

        with self._ground.look() as work:
            added = [
                ServicePoint(*(row[name] for name in people.POINT_FIELDS)) for row in work.all(people.POINTS)
            ]
        points = {point.code: point for point in (*reference.service_points(), *added)}
        return tuple(sorted(points.values(), key=lambda point: point.name))

    def add_service_point(self, who: Session | None, point: ServicePoint, at: datetime) -> None:
        """Add one, or correct it."""
        texts = [clean_line(text).strip()[:_LONGEST] for text in astuple(point)]
        with self._ground.act() as work:
            if who is not None:
                allow(work, who, Role.ADMINISTRATOR)
            work.run(people.KEEP_POINT, **dict(zip(people.POINT_FIELDS, texts, strict=True)))
            tell(work, Event.POINT_ADDED, at, who, texts[0])

    def register_desk(self, desk: Desk, at: datetime) -> None:
        """Make this terminal known."""
        place = {"service_point": desk.service_point, "number": desk.number}
        with self._ground.look() as work:
            if work.one(people.DESK, **place):
                return
        with self._ground.act() as work:
            if work.one(people.DESK, **place):  # another start of the same desk was faster
                return
            work.run(people.ADD_DESK, **place, name=clean_line(desk.name)[:_LONGEST], since=kept(at))
            work.record(
                Event.DESK_REGISTERED, at, operator=MACHINE, desk=desk_label(desk), subject=desk_label(desk)
            )
