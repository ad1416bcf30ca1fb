"""A throwaway desk to try things on: three people, a filled store, a key that only this process knows."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from data.records import CancelReason, Channel, Desk, Place, Role, Session

from . import bootstrap
from .settings import Settings
from .training import papers, people

if TYPE_CHECKING:
    from .services.drafts import EnrolmentActs

PASSWORD = "demo"  # noqa: S105  # it opens nothing but a store that is thrown away
_FULL_NAMES = {"ana": "Ana Lima", "rui": "Rui Tavares", "eva": "Eva Rocha"}
DESK = Desk("saldanha", "Loja de Cidadão, Saldanha", 7)

_GOOD = 20
# how many, step, paper: cases that a rule refers to a supervisor
_REFERRED = (
    (3, "passport", "expired"),
    (2, "passport", "other_birth_date"),
    (2, "permit", "expired_with_renewal"),
    (2, "nif", "someone_else"),
    (2, "address", "other_holder"),
    (2, "address", "other_kind"),
    (2, "permit", "other_nif"),
)
# of those, by their place: what the supervisor said of them
_REMARKS = {
    0: "O passaporte caducou: pedir o novo ou o comprovativo de renovação.",
    7: "Confirmar o NIF com o cartão.",
    9: "A fatura está em nome de outra pessoa: pedir o atestado da junta.",
}
_REJECTED, _IN_REVIEW = 3, 11
_DRAFT_STEPS = (1, 3, 4, 5)
"""How many steps of each open draft are done."""


def settings(own: Settings | None = None) -> Settings:
    """Training settings for a new throwaway store; nothing is made yet. The language is kept."""
    folder = Path(tempfile.gettempdir()) / f"cmd-desk-{secrets.token_hex(6)}"
    return Settings(
        store=str(folder / "desk.db"),
        config=folder,
        language=own.language if own else Settings("", folder).language,
        desk=DESK,
        training=True,
        key=secrets.token_hex(32),
    )


def open_demo(training: Settings, at: datetime | None = None) -> bootstrap.OpenServices:
    """Make the store of `settings()`, filled as if it were `at` (else now); closing it takes the whole folder away."""
    from .policy import load
    from .services.door import Cost

    folder = Path(training.store).parent
    try:
        made = bootstrap.create_services(
            training, replace(load(), password_min_length=len(PASSWORD)), Cost(1, 64, 1)
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise

    def close() -> None:
        made.close()
        shutil.rmtree(folder, ignore_errors=True)

    try:
        _fill(made, at or datetime.now(UTC))
    except BaseException:
        close()
        raise
    return replace(made, close=close)


class _Filler:
    """Works through cases as the people of the demo would have done, over the last days."""

    def __init__(self, services: bootstrap.OpenServices, ana: Session, rui: Session, now: datetime) -> None:
        self._services, self._ana, self._rui, self._now = services, ana, rui, now
        self._seed = people.KNOWN_SEED
        self._left = 60

    def draft(self, steps: int = len(papers.STEPS), step: str = "", paper: str = "") -> tuple[str, str]:
        """A case with its first steps filled, one of them by another paper; its reference and edit token."""
        self._left -= 1
        at = self._now - timedelta(minutes=37 * self._left)
        acts: EnrolmentActs = self._services.enrolments
        someone = people.person(self._seed, self._now.date())
        self._seed += 1
        draft = acts.begin(self._ana, at)
        texts: dict[str, str] = {}
        for name in papers.STEPS[:steps]:
            texts |= papers.fill(name, paper if name == step else "good", someone, self._now.date())
        place = Place(papers.STEPS[min(steps, len(papers.STEPS) - 1)])
        acts.save(self._ana, draft.reference, draft.edit, texts, place, at)
        return draft.reference, draft.edit

    def submitted(self, step: str = "", paper: str = "") -> str:
        """A case that was submitted."""
        reference, edit = self.draft(step=step, paper=paper)
        acts = self._services.enrolments
        acts.submit(self._ana, reference, edit, PASSWORD, acts.version(reference), self.at)
        return reference

    @property
    def at(self) -> datetime:
        """A little after the case that was begun last."""
        return self._now - timedelta(minutes=37 * self._left - 9)


def _fill(services: bootstrap.OpenServices, now: datetime) -> None:
    start = now - timedelta(days=2)
    services.places.register_desk(DESK, start)
    for name, role, password in bootstrap.DEMO_PEOPLE:
        services.operators.add(None, name, _FULL_NAMES[name], Role(role), password, start)
    ana, rui = (services.operators.sign_in(name, PASSWORD, DESK, start) for name in ("ana", "rui"))
    filler = _Filler(services, ana, rui, now)
    for number in range(_GOOD):
        reference = filler.submitted()
        if number < _GOOD - 2:
            code = services.codes.issue(ana, reference, filler.at)
            services.codes.handed_over(ana, code, Channel.PRINT, "folder", filler.at)
    referred = [filler.submitted(step, paper) for count, step, paper in _REFERRED for _ in range(count)]
    reviews = services.reviews
    for place, remarks in _REMARKS.items():
        version = reviews.claim(rui, referred[place], filler.at)
        reviews.give_back(rui, referred[place], version, remarks, filler.at)
    version = reviews.claim(rui, referred[_REJECTED], filler.at)
    reviews.reject(rui, referred[_REJECTED], version, "Passaporte de outra pessoa.", filler.at)
    reviews.claim(rui, referred[_IN_REVIEW], filler.at)
    cancelled, _ = filler.draft(steps=2)
    services.enrolments.cancel(ana, cancelled, CancelReason.GAVE_UP, filler.at)
    for steps in _DRAFT_STEPS:
        filler.draft(steps=steps)
