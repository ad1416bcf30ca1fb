"""The life of an enrolment, act by act, on both kinds of store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.records import CancelReason, Decision, Place, Role, Status
from data.store import guards
from desk_app import errors
from desk_app.services import life
from tests.office import NOW, PASSWORD, Office, case_fields


def test_an_applicant_in_order_leaves_with_a_code(any_office: Office) -> None:
    """From the first paper to the code in hand: draft, approved, code issued, and the code is good."""
    office = any_office
    ana, services = office.who["ana"], office.services
    draft = office.draft()
    assert draft.reference == "E-2026-000001"
    done = office.submit(draft)
    assert (done.status, done.decision, done.sampled) == (Status.APPROVED, Decision.ACCEPT, False)
    assert [row.status for row in services.enrolments.mine(ana)] == [Status.APPROVED]
    code = services.codes.issue(ana, draft.reference, office.at)
    assert code.expires == NOW + timedelta(days=7)
    services.codes.revealed(ana, code, office.at)
    services.codes.handed_over(ana, code, code.channel, "/tmp/Maria Silva.pdf", office.at)
    services.codes.verify(draft.reference, code.digits, office.at)
    assert services.enrolments.mine(ana) == ()
    assert services.audit.verify(services.audit.checkpoint(office.at)).bad_seq is None
    told = services.audit.events(None)
    assert [one.event for one in told if one.subject == draft.reference] == [
        "enrolment.begun",
        "enrolment.submitted",
        "code.issued",
        "code.revealed",
        "code.handed_over",
        "code.verified",
    ]
    assert "Maria" not in str(told)


def test_a_referred_case_comes_back_with_remarks_and_is_approved_later(any_office: Office) -> None:
    """Queue, claim, return, correct at another clerk's desk, submit again, approve by a supervisor."""
    office = any_office
    services, reviews = office.services, office.services.reviews
    reference = office.queued()
    assert office.status(reference) == Status.IN_QUEUE
    version = reviews.claim(office.who["rui"], reference, office.at)
    reviews.give_back(office.who["rui"], reference, version, "Falta a fatura.", office.at)
    [row] = services.enrolments.mine(office.who["bruno"])
    assert (row.reference, row.status, row.remarks) == (reference, Status.RETURNED, "Falta a fatura.")
    draft = services.enrolments.resume(office.who["bruno"], reference, office.at)
    assert draft.remarks == "Falta a fatura."
    assert office.submit(draft, "bruno").status is Status.IN_QUEUE
    version = reviews.claim(office.who["rui"], reference, office.at)
    reviews.approve(office.who["rui"], reference, version, office.at)
    assert office.status(reference) == Status.APPROVED
    services.codes.issue(office.who["bruno"], reference, office.at)
    assert services.audit.verify().bad_seq is None


def test_a_new_enrolment_of_the_same_person_ends_the_old_one(any_office: Office) -> None:
    """Renewal: the replaced enrolment and its code die in the act that makes the new one live."""
    office = any_office
    old = office.approved(seed=7)
    code = office.services.codes.issue(office.who["ana"], old, office.at)
    draft = office.draft(seed=7, replaces=old)
    done = office.submit(draft)
    assert [found.rule for found in done.findings] == ["duplicate.replaced"]
    assert (done.status, office.status(old)) == (Status.APPROVED, Status.REVOKED)
    with pytest.raises(errors.CodeDead):
        office.services.codes.verify(old, code.digits, office.at)
    assert office.services.audit.verify().bad_seq is None


def test_someone_elses_number_goes_to_a_supervisor_and_can_not_go_live_twice(any_office: Office) -> None:
    """Two live enrolments never share a NIF: the store's own index says so, in the operator's words."""
    office = any_office
    mine, theirs = case_fields(31), case_fields(32)
    office.submit(office.draft(seed=31))
    done = office.submit(office.draft(seed=32, nif=mine["nif"], residence_permit__nif_on_card=mine["nif"]))
    assert done.status is Status.IN_QUEUE
    assert {found.rule for found in done.findings} == {"duplicate.nif"}
    version = office.services.reviews.claim(office.who["rui"], done.reference, office.at)
    with pytest.raises(errors.TakenMeanwhile, match="NIF"):
        office.services.reviews.approve(office.who["rui"], done.reference, version, office.at)
    assert office.status(done.reference) == Status.IN_REVIEW
    assert theirs["nif"] != mine["nif"]


def test_what_matches_shows_is_masked(office: Office) -> None:
    """A clerk sees that there is somebody, not who."""
    from desk_app.checks.case_form import case_from_fields

    reference = office.approved(seed=41)
    found = office.services.enrolments.matches(case_from_fields(case_fields(41)))
    assert {match.kind for match in found} == {"nif", "document", "mobile", "person"}
    assert all(match.same_person and match.reference == reference for match in found)
    assert case_fields(41)["nif"] not in str(found)


def test_open_points_stop_a_case_and_leave_it_as_it_is(office: Office) -> None:
    """A block, or a confirm without a reason: not ready, still a draft, nothing told."""
    draft = office.draft(nif="123")
    with pytest.raises(errors.NotReady) as refused:
        office.submit(draft)
    assert refused.value.params["count"] == 1
    other = office.draft(residence_permit__number="12-OLD-9", contact__mobile="+1 212 555 0123")
    with pytest.raises(errors.NotReady):
        office.submit(other)
    assert office.status(draft.reference) == office.status(other.reference) == Status.DRAFT


def test_a_submit_names_the_evidence_that_was_seen(office: Office) -> None:
    """What changed since the review is not submitted behind the clerk's back."""
    draft, ana, acts = office.draft(), office.who["ana"], office.services.enrolments
    seen = acts.version(draft.reference)
    acts.save(ana, draft.reference, draft.edit, {"address.floor": "9.º"}, Place("address"), office.at)
    with pytest.raises(errors.PapersChanged):
        acts.submit(ana, draft.reference, draft.edit, PASSWORD, seen, office.at)
    with pytest.raises(errors.WrongPassword):
        acts.submit(ana, draft.reference, draft.edit, "wrong", seen, office.at)
    with pytest.raises(errors.OpenedElsewhere):
        acts.submit(ana, draft.reference, "old", PASSWORD, acts.version(draft.reference), office.at)


def test_a_second_submit_is_refused(office: Office) -> None:
    """A case moves once; its draft is closed for good."""
    draft = office.draft()
    office.submit(draft)
    with pytest.raises(errors.NotPossibleNow):
        office.submit(draft)
    with pytest.raises(errors.NotPossibleNow):
        office.services.enrolments.save(
            office.who["ana"], draft.reference, draft.edit, {"nif": "1"}, Place(), office.at
        )
    with pytest.raises(errors.NotPossibleNow):
        office.services.enrolments.cancel(office.who["ana"], draft.reference, CancelReason.GAVE_UP, office.at)


def test_a_cancelled_case_is_over(office: Office) -> None:
    """It is in nobody's list, and it keeps its reason in the chain."""
    draft = office.draft()
    office.services.enrolments.cancel(office.who["ana"], draft.reference, CancelReason.SUSPICION, office.at)
    assert office.services.enrolments.mine(office.who["ana"]) == ()
    assert office.services.audit.events(None)[-1].details["reason"] == "suspicion"


def test_the_acts_and_the_guards_know_the_same_moves() -> None:
    """The table of the acts and the trigger in the store can not drift apart."""
    assert {(m.origin, m.target) for m in life.MOVES if m.origin != m.target} == guards.MOVES


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("act", list(life.Act))
def test_an_unknown_move_raises(status: Status, act: life.Act) -> None:
    """Whatever the table does not name is refused, by name of the case and its state."""
    known = any(move.origin is status and move.act is act for move in life.MOVES)
    if known:
        assert life.after("E-1", status, act, Role.SUPERVISOR) in Status
    else:
        with pytest.raises(errors.NotPossibleNow):
            life.after("E-1", status, act, Role.SUPERVISOR)
