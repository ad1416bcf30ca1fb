"""What submitting a case costs beside its bare SQL, on the encrypted store, durable.

Both sides run in this process, in turns, on the same store, and write the same rows: the act through the service, the
reference through one raw connection with statements and sealed values made beforehand. The password's hash is left
out of both sides: Argon2 is slow on purpose, and takes its time before the transaction begins.
"""

from __future__ import annotations

import gc
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.events import Event
from data.records import Desk, Draft, Place, Role, Session
from data.store.cases import SUBMITTED_FIELDS as _SUBMITTED
from desk_app.bootstrap import OpenServices, create_services
from desk_app.policy import load
from desk_app.services.ground import Ground
from desk_app.settings import Settings
from desk_app.training import people

from .bar import Bar, bar

ROUNDS = 150
LIMIT = 2.0
_NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
_DESK = Desk("saldanha", "Loja de Cidadão do Saldanha", 7)
_PASSWORD = "a long enough password"
_UPDATE = f"UPDATE enrolment SET {', '.join(f'{name} = ?' for name in _SUBMITTED)} WHERE id = ?"
_DETAILS = {
    "decision": "refer",
    "draw": "12.345678",
    "percent": "0",
    "status": "in_queue",
    "version": "0" * 64,
}


def measure() -> list[Bar]:
    """Submitting as an act against the same rows by raw SQL in one durable transaction; medians."""
    with tempfile.TemporaryDirectory() as folder:
        own = Settings(str(Path(folder) / "desk.db"), Path(folder), desk=_DESK, key=secrets.token_hex(32))
        services = create_services(own, load())
        services.operators.add(None, "ana", "Ana", Role.CLERK, _PASSWORD, _NOW)
        who = services.operators.sign_in("ana", _PASSWORD, _DESK, _NOW)
        bench = _Bench(services, who, own)
        ours, reference = map(statistics.median, bench.in_turns(bench.submit, bench.raw_submit))
        bench.close()
        services.close()
    return [bar("submit as an act ÷ the same rows by raw SQL", ours, reference, LIMIT, "s")]


class _Bench:
    """Cases to submit, and the rows that submitting one writes, to write again by raw SQL."""

    def __init__(self, services: OpenServices, who: Session, own: Settings) -> None:
        from data.store.engine import connect_file
        from desk_app import keys

        self._services, self._who = services, who
        self._seed = 0
        self._ground: Ground = services.operators._ground
        self._raw: Any = connect_file(Path(own.store), keys.find(own).for_store().store)

    def close(self) -> None:
        """Let go of the raw connection."""
        self._raw.close()

    def in_turns(
        self, ours: Callable[[], float], reference: Callable[[], float]
    ) -> tuple[list[float], list[float]]:
        """Seconds of each, measured one after the other so that both see the same machine."""
        for _ in range(10):
            ours()
            reference()
        gc.collect()
        gc.disable()
        try:
            pairs = [(ours(), reference()) for _ in range(ROUNDS)]
        finally:
            gc.enable()
        return [pair[0] for pair in pairs], [pair[1] for pair in pairs]

    def _draft(self) -> tuple[Draft, str]:
        """A draft that is ready to submit, and its version; the rules have just shown their findings of it, as they
        have on the review screen before anybody submits."""
        from desk_app.checks import check_case
        from desk_app.checks.case_form import case_from_fields

        self._seed += 1
        texts = people.fields(people.person(self._seed, _NOW.date()), "pt")
        texts |= {"address.proof.kind": "other", "residence_permit.renewal_proof_issued": "2026-09-01"}
        acts = self._services.enrolments
        check_case(case_from_fields(texts), _NOW.date(), self._ground.policy)
        draft = acts.begin(self._who, _NOW)
        acts.save(self._who, draft.reference, draft.edit, texts, Place("review"), _NOW)
        return draft, acts.version(draft.reference)

    def submit(self) -> float:
        """Judge the kept case, find its matches, keep decision and findings, write the chain: one durable act."""
        draft, version = self._draft()
        submission = self._services.enrolments._submission
        start = time.perf_counter()
        with self._ground.act() as work:
            submission.settle(work, self._who, draft.reference, draft.edit, version, _NOW)
        return time.perf_counter() - start

    def raw_submit(self) -> float:
        """The rows that the last act wrote, for another draft, by raw SQL in one durable transaction."""
        from data.records import Status
        from data.store import chain

        draft, _ = self._draft()
        raw = self._raw
        [target] = raw.execute("SELECT id FROM enrolment WHERE reference = ?", (draft.reference,)).fetchone()
        source, decision = raw.execute("SELECT enrolment_id, id FROM decision ORDER BY id DESC").fetchone()
        case = raw.execute(
            f"SELECT {', '.join(_SUBMITTED)} FROM enrolment WHERE id = ?", (source,)
        ).fetchone()
        decided = raw.execute("SELECT * FROM decision WHERE id = ?", (decision,)).fetchone()
        decided = (decision + 1, target, *decided[2:])
        findings = [
            (decision + 1, *row[1:])
            for row in raw.execute("SELECT * FROM finding WHERE decision_id = ?", (decision,)).fetchall()
        ]
        assert case[_SUBMITTED.index("status")] == Status.IN_QUEUE
        assert findings
        with self._ground.look() as work:
            keys, last = work.keys, work.last_link()
        told = chain.link(
            keys, last, Event.ENROLMENT_SUBMITTED, _NOW, "ana", "saldanha/7", draft.reference, _DETAILS
        )
        audit = tuple(told.values())
        start = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(_UPDATE, (*case, target))
        raw.execute(f"INSERT INTO decision VALUES ({_marks(decided)})", decided)
        raw.executemany(f"INSERT INTO finding VALUES ({_marks(findings[0])})", findings)
        raw.execute(f"INSERT INTO audit VALUES ({_marks(audit)})", audit)
        raw.execute("COMMIT")
        return time.perf_counter() - start


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


if __name__ == "__main__":
    for row in measure():
        print(row)
