"""Two processes on one store, and processes that are killed: nothing acknowledged is lost, nothing is half done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data.records import Status
from desk_app import errors
from tests.office import NOW, Office, copied, office_on

_ROUNDS = 60


def _hands(store: str, folder: Path, how: str, count: int, first: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.store.hands", store, str(folder), how, str(count), str(first)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def _told(process: subprocess.Popen[str]) -> list[dict[str, Any]]:
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return [json.loads(line) for line in out.splitlines()]


def _check(office: Office, told: list[dict[str, Any]]) -> None:
    """Everything told is there; references have no gap and no double; every case is whole; the chain is good."""
    kept = {str(row[0]): row[1] for row in office.sql("SELECT reference, status FROM enrolment ORDER BY id")}
    assert list(kept) == [f"E-2026-{number:06d}" for number in range(1, len(kept) + 1)]
    after = {
        "saved": set(Status),
        "submitted": {Status.APPROVED, Status.CODE_ISSUED},
        "issued": {Status.CODE_ISSUED},
    }
    for fact in told:
        assert kept[fact["reference"]] in after[fact["act"]]
    saved = {fact["reference"]: fact["nif"] for fact in told if fact["act"] == "saved"}
    for reference, nif in list(saved.items())[-5:]:
        if kept[reference] == Status.DRAFT:
            draft = office.services.enrolments.resume(office.who["ana"], reference, NOW)
            assert draft.fields["nif"] == nif
    whole = {
        "SELECT count(*) FROM enrolment e WHERE status <> 'draft'"
        " AND (SELECT count(*) FROM decision d WHERE d.enrolment_id = e.id) <> 1",
        "SELECT count(*) FROM enrolment e WHERE status = 'code_issued'"
        " AND (SELECT count(*) FROM activation_code c WHERE c.enrolment_id = e.id AND c.ended = '') <> 1",
        "SELECT count(*) FROM enrolment e WHERE NOT EXISTS (SELECT 1 FROM touch t WHERE t.enrolment_id = e.id)",
        "SELECT count(*) FROM evidence WHERE path = 'nif' AND enrolment_id NOT IN"
        " (SELECT enrolment_id FROM evidence WHERE path = 'contact.delivery')",
    }
    assert [office.sql(statement) for statement in whole] == [[(0,)]] * len(whole)
    assert office.services.audit.verify().bad_seq is None


def test_two_processes_work_side_by_side(any_office: Office, tmp_path: Path) -> None:
    """No reference twice, none left out, one chain."""
    store = any_office.settings.store
    both = [_hands(store, tmp_path, "busy", 8, first) for first in (1000, 2000)]
    told = [fact for process in both for fact in _told(process)]
    assert len([fact for fact in told if fact["act"] == "issued"]) == 16
    _check(any_office, told)


def test_a_killed_process_loses_nothing_it_was_told_is_kept(furnished: Path, tmp_path: Path) -> None:
    """Sixty processes, each killed in the middle of something."""
    own = copied(furnished, tmp_path)
    told = _told(_hands(own.store, tmp_path, "killed", _ROUNDS, 100_000))
    assert len(told) > _ROUNDS / 2  # most were killed within an act, few before their first
    office = office_on(own)
    _check(office, told)
    office.services.close()


def test_a_killed_process_leaves_a_database_whole(any_office: Office, tmp_path: Path) -> None:
    """The same on both kinds of store, for fewer rounds."""
    told = _told(_hands(any_office.settings.store, tmp_path, "killed", 8, 200_000))
    _check(any_office, told)


def test_two_reviews_at_once_approve_one_of_two_with_the_same_number(any_office: Office) -> None:
    """Threads of one process, on connections of their own: the second is told that it was taken meanwhile."""
    from concurrent.futures import ThreadPoolExecutor

    from tests.office import case_fields

    nif = case_fields(77)["nif"]
    first = any_office.queued(seed=77)
    draft = any_office.draft(seed=78, nif=nif, residence_permit__nif_on_card=nif)
    second = any_office.submit(draft).reference
    reviews, rui = any_office.services.reviews, any_office.who["rui"]
    versions = {reference: reviews.claim(rui, reference, NOW) for reference in (first, second)}

    def approve(reference: str) -> str:
        try:
            reviews.approve(rui, reference, versions[reference], NOW)
        except errors.TakenMeanwhile:
            return "taken"
        return "approved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(approve, versions)) == ["approved", "taken"]
    assert any_office.services.audit.verify().bad_seq is None


@pytest.mark.parametrize("times", [40])
def test_many_threads_begin_cases_without_a_double(any_office: Office, times: int) -> None:
    """Screens call the acts in thread workers."""
    from concurrent.futures import ThreadPoolExecutor

    acts, ana = any_office.services.enrolments, any_office.who["ana"]
    with ThreadPoolExecutor(6) as pool:
        drafts = list(pool.map(lambda _: acts.begin(ana, NOW), range(times)))
    assert len({draft.reference for draft in drafts}) == times
    assert any_office.services.audit.verify().bad_seq is None
