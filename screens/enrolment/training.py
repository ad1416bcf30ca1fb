"""Training: one key lays the next synthetic paper on the counter, the good one first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.training.papers import fill, papers, person_of

from ..text import _

if TYPE_CHECKING:
    from .walk import Walk


class Counter:
    """Which paper of which step lies there; a case has one synthetic person."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def lay(self, walk: Walk) -> tuple[dict[str, str], str]:
        """The fields of the next paper for the walk's open step, and what paper it is."""
        step, today = walk.step.id, walk.desk.today
        person = person_of(walk.draft.reference, today)
        menu = papers(step, person)
        paper = menu[self._next.get(step, 0) % len(menu)]
        self._next[step] = self._next.get(step, 0) + 1
        language = walk.state.fields.get("consent.language", "pt")
        return dict(fill(step, paper.id, person, today, language)), _(paper.label)
