"""Open cases: kept field by field, opened again, never by two at once."""

from __future__ import annotations

import pytest

from data.records import Place, Status
from desk_app import errors
from tests.office import ELSEWHERE, REFERRED, Office


def test_a_saved_field_is_there_for_the_next_process(any_office: Office) -> None:
    """Durable on return: another connection reads it at once, at the same place."""
    office = any_office
    ana = office.who["ana"]
    draft = office.services.enrolments.begin(ana, office.at)
    place = Place("nif", "nif")
    office.services.enrolments.save(ana, draft.reference, draft.edit, {"nif": "29"}, place, office.at)
    office.services.enrolments.save(
        ana, draft.reference, draft.edit, {"nif": "299", "contact.email": "a@example.org"}, place, office.at
    )
    office.services.enrolments.save(ana, draft.reference, draft.edit, {"contact.email": ""}, place, office.at)
    again = office.again()
    found = again.enrolments.resume(ana, draft.reference, office.at)
    again.close()
    assert (found.fields, found.place, found.saved) == ({"nif": "299"}, place, office.at)


def test_a_damaged_field_spoils_its_own_case_only(office: Office) -> None:
    """The list shows it without a name; opening it says in one line what is wrong."""
    acts, ana = office.services.enrolments, office.who["ana"]
    spoilt, whole = office.draft(), office.draft()
    office.sql("UPDATE evidence SET value = X'00112233' WHERE enrolment_id = 1 AND path = 'nif'")
    assert {row.reference: bool(row.name) for row in acts.mine(ana)} == {
        spoilt.reference: False,
        whole.reference: True,
    }
    with pytest.raises(errors.StoreError, match="sealed field"):
        acts.resume(ana, spoilt.reference, office.at)
    acts.resume(ana, whole.reference, office.at)


def test_a_save_does_not_slip_in_between_judging_and_moving(any_office: Office) -> None:
    """The act holds the case's row from its first look: what waits to be saved finds it submitted."""
    from concurrent.futures import ThreadPoolExecutor

    from data.store import cases

    draft, acts = any_office.draft(), any_office.services.enrolments
    with ThreadPoolExecutor(1) as pool:
        with any_office.services.operators._ground.act() as work:
            row = work.one(cases.HELD, reference=draft.reference)
            assert row is not None
            saving = pool.submit(
                acts.save,
                any_office.who["ana"],
                draft.reference,
                draft.edit,
                {"nif": "1"},
                Place(),
                any_office.at,
            )
            version = acts.version(draft.reference)
            acts_now = acts._submission
            acts_now.settle(work, any_office.who["ana"], draft.reference, draft.edit, version, any_office.at)
        with pytest.raises(errors.NotPossibleNow):
            saving.result()
    assert any_office.services.audit.verify().bad_seq is None


def test_opening_elsewhere_ends_the_first_opening(any_office: Office) -> None:
    """The old token saves nothing more."""
    office = any_office
    draft, ana, acts = office.draft(), office.who["ana"], office.services.enrolments
    newer = acts.resume(ana, draft.reference, office.at)
    with pytest.raises(errors.OpenedElsewhere):
        acts.save(ana, draft.reference, draft.edit, {"nif": "1"}, Place(), office.at)
    acts.save(ana, draft.reference, newer.edit, {"nif": "2"}, Place(), office.at)
    assert acts.resume(ana, draft.reference, office.at).fields["nif"] == "2"


def test_another_clerk_opens_what_was_returned_here_and_nothing_else(office: Office) -> None:
    """Own drafts are one's own; a returned one is the service point's; a supervisor takes over any of them."""
    acts, reviews = office.services.enrolments, office.services.reviews
    draft, reference = office.draft(), office.queued()
    version = reviews.claim(office.who["rui"], reference, office.at)
    reviews.give_back(office.who["rui"], reference, version, "", office.at)
    with pytest.raises(errors.UnknownCase):
        acts.resume(office.who["bruno"], draft.reference, office.at)
    far = office.services.operators.sign_in("bruno", "correct horse battery", ELSEWHERE, office.at)
    with pytest.raises(errors.UnknownCase):
        acts.resume(far, reference, office.at)
    acts.resume(office.who["bruno"], reference, office.at)
    acts.resume(office.who["rui"], draft.reference, office.at)
    assert office.services.audit.events(None)[-1].event == "enrolment.taken_over"


def test_texts_are_cleaned_where_they_enter(office: Office) -> None:
    """NFC, nothing invisible, no line breaks but in a zone, bounded."""
    ana, acts = office.who["ana"], office.services.enrolments
    draft = acts.begin(ana, office.at)
    hostile = {
        "passport.surname": "Jo\u0061\u0303o\u202e\u200b\x1b[31m",
        "address.street": "a" * 5000,
        "passport.mrz": "P<BRA\r\nAB\x00C",
        "confirmed.permit.number_shape": "visto\nantes",
    }
    acts.save(ana, draft.reference, draft.edit, hostile, Place("x\x1b", "y" * 500), office.at)
    kept = acts.resume(ana, draft.reference, office.at)
    assert kept.fields["passport.surname"] == "João[31m"
    assert len(kept.fields["address.street"]) == 160
    assert kept.fields["passport.mrz"] == "P<BRA\nABC"
    assert "\n" not in kept.fields["confirmed.permit.number_shape"]
    assert (kept.place.step, len(kept.place.field)) == ("x", 80)


def test_a_path_that_no_case_has_is_a_mistake_of_the_program(office: Office) -> None:
    """Nothing of that save is kept."""
    draft = office.draft()
    with pytest.raises(KeyError):
        office.services.enrolments.save(
            office.who["ana"],
            draft.reference,
            draft.edit,
            {"nif": "1", "passport.colour": "red"},
            Place(),
            office.at,
        )
    kept = office.services.enrolments.resume(office.who["ana"], draft.reference, office.at)
    assert kept.fields["nif"] == draft.fields["nif"]


def test_my_list_has_the_newest_first_with_names(office: Office) -> None:
    """Drafts by what their papers say so far; approved cases until their code is issued."""
    office.draft(seed=51)
    office.later(minutes=1)
    approved = office.approved(seed=52)
    rows = office.services.enrolments.mine(office.who["ana"])
    assert [row.status for row in rows] == [Status.APPROVED, Status.DRAFT]
    assert rows[0].reference == approved
    assert all(row.name for row in rows)
    assert office.services.enrolments.mine(office.who["bruno"]) == ()


def test_numbers_follow_the_year_in_lisbon(office: Office) -> None:
    """A case begun after Lisbon's midnight has the new year's first number."""
    from datetime import UTC, datetime

    ana, acts = office.who["ana"], office.services.enrolments
    assert acts.begin(ana, datetime(2026, 12, 31, 23, 59, tzinfo=UTC)).reference == "E-2026-000001"
    assert acts.begin(ana, datetime(2027, 1, 1, 0, 1, tzinfo=UTC)).reference == "E-2027-000001"


def test_findings_are_kept_with_their_reason(office: Office) -> None:
    """What was confirmed, and why, stays readable to the store only."""
    reason = "atendeu à minha frente"
    draft = office.draft(
        contact__mobile="+1 202-555-0143",
        confirmed__contact__maybe_mobile=reason,
        address__proof__kind=REFERRED,
    )
    done = office.submit(draft)
    rows = office.sql("SELECT rule, severity, facts FROM finding ORDER BY position")
    assert [row[0] for row in rows] == [found.rule for found in done.findings]
    assert reason.encode() not in b"".join(bytes(row[2]) for row in rows if isinstance(row[2], bytes))


def test_a_sampled_case_is_drawn_so_that_it_can_be_redone(office: Office) -> None:
    """All cases at 100 per cent, none at 0; the chain's verification redoes every draw."""
    from dataclasses import replace

    from desk_app.bootstrap import assemble
    from tests.office import CHEAP, policy

    store = office.services.operators._ground.store
    office.services = assemble(store, replace(policy(), sample_percent=100.0), CHEAP)
    done = office.submit(office.draft())
    assert (done.status, done.sampled) == (Status.IN_QUEUE, True)
    office.services = assemble(store, replace(policy(), review="all"), CHEAP)
    done = office.submit(office.draft())
    assert (done.status, done.sampled) == (Status.IN_QUEUE, False)
    office.services = assemble(store, replace(policy(), sample_percent=50.0), CHEAP)
    drawn = [office.submit(office.draft()).sampled for _ in range(12)]
    assert {True, False} == set(drawn)
    assert office.services.audit.verify().bad_seq is None
