"""Signing in, waiting after wrong tries, and who may work here."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.records import Role, Session
from desk_app import errors
from tests.office import DESK, NOW, PASSWORD, Office, policy


def _wrong(office: Office, name: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(errors.SignInRefused) as refused:
            office.services.operators.sign_in(name, "wrong", DESK, office.at)
        assert type(refused.value) is errors.SignInRefused


def test_a_name_signs_in_whatever_its_capitals(office: Office) -> None:
    """Names are composed and small; passwords are not."""
    session = office.services.operators.sign_in(" ANA ", PASSWORD, DESK, office.at)
    assert (session.operator.name, session.operator.role) == ("ana", Role.CLERK)
    with pytest.raises(errors.SignInRefused):
        office.services.operators.sign_in("ana", PASSWORD.upper(), DESK, office.at)


@pytest.mark.parametrize("name", ["ana", "nobody"])
def test_five_wrong_tries_in_a_row_make_the_next_one_wait(office: Office, name: str) -> None:
    """For names that exist and names that do not, and even the right password waits."""
    _wrong(office, name, 5)
    with pytest.raises(errors.SignInDelayed) as refused:
        office.services.operators.sign_in(name, PASSWORD, DESK, office.at)
    assert refused.value.params["seconds"] == 30
    office.later(seconds=30)
    _wrong(office, name, 1)
    with pytest.raises(errors.SignInDelayed) as refused:
        office.services.operators.sign_in(name, PASSWORD, DESK, office.at)
    assert refused.value.params["seconds"] == 60


def test_the_wait_is_kept_in_the_store_and_ends_with_the_right_password(office: Office) -> None:
    """Another process knows of it; after it, the right password clears the count."""
    _wrong(office, "ana", 5)
    again = office.again()
    with pytest.raises(errors.SignInDelayed):
        again.operators.sign_in("ana", PASSWORD, DESK, office.at)
    again.operators.sign_in("ana", PASSWORD, DESK, office.later(seconds=30))
    again.close()
    _wrong(office, "ana", 4)


def test_wrong_tries_at_the_lock_count_too(office: Office) -> None:
    """Unlocking is signing in again."""
    for _ in range(5):
        with pytest.raises(errors.SignInRefused):
            office.services.operators.unlock(office.who["ana"], "wrong", office.at)
    with pytest.raises(errors.SignInDelayed):
        office.services.operators.unlock(office.who["ana"], PASSWORD, office.at)
    office.services.operators.unlock(office.who["ana"], PASSWORD, office.later(minutes=1))


def test_tries_at_once_do_not_outrun_the_wait(any_office: Office) -> None:
    """Each is counted before it is checked."""
    from concurrent.futures import ThreadPoolExecutor

    def attempt(number: int) -> type[Exception]:
        try:
            any_office.services.operators.sign_in("bruno", f"wrong {number}", DESK, any_office.at)
        except errors.DeskError as problem:
            return type(problem)
        raise AssertionError

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(16)))
    assert answers.count(errors.SignInRefused) == 5
    assert answers.count(errors.SignInDelayed) == 11


def test_a_desk_with_a_wrong_clock_locks_nobody_out_for_long(office: Office) -> None:
    """Failures from next year cost the wait of that many failures from now, and no more."""
    for _ in range(5):
        with pytest.raises(errors.SignInRefused):
            office.services.operators.sign_in("ana", "wrong", DESK, office.at + timedelta(days=365))
    with pytest.raises(errors.SignInDelayed):
        office.services.operators.sign_in("ana", PASSWORD, DESK, office.at)
    later = office.later(seconds=policy().sign_in_delay(5).total_seconds())
    office.services.operators.sign_in("ana", PASSWORD, DESK, later)


def test_wrong_passwords_at_submitting_count_too(office: Office) -> None:
    """There is no second door to try passwords at."""
    draft = office.draft()
    acts, ana = office.services.enrolments, office.who["ana"]
    for _ in range(5):
        with pytest.raises(errors.WrongPassword):
            acts.submit(ana, draft.reference, draft.edit, "wrong", acts.version(draft.reference), office.at)
    with pytest.raises(errors.SignInDelayed):
        office.submit(draft)


def test_a_disabled_operator_gets_the_answer_of_an_unknown_one(office: Office) -> None:
    """And whoever is still signed in can do nothing more."""
    office.services.operators.disable(office.who["eva"], "ana", office.at)
    _wrong(office, "ana", 1)
    with pytest.raises(errors.SignInRefused) as refused:
        office.services.operators.sign_in("ana", PASSWORD, DESK, office.at)
    assert refused.value.message() == errors.SignInRefused().message()
    with pytest.raises(errors.NotAllowed):
        office.services.enrolments.begin(office.who["ana"], office.at)


def test_an_unknown_name_costs_the_same_work_as_a_known_one(office: Office) -> None:
    """The hash that stands in for nobody's is a whole Argon2id hash with the same parameters."""
    from argon2 import extract_parameters

    door = office.services.operators._door
    real = door.hashed(PASSWORD)
    assert extract_parameters(door._nobodys) == extract_parameters(real)


def test_an_unknown_name_is_kept_nowhere(office: Office) -> None:
    """It may be a password typed in the wrong field."""
    _wrong(office, "hunter2 in the wrong field", 1)
    rows = office.sql("SELECT * FROM sign_in_failure") + office.sql("SELECT * FROM audit")
    assert "hunter2" not in str(rows)


def test_the_last_administrator_stays(office: Office) -> None:
    """Somebody has to be able to let others in."""
    with pytest.raises(errors.LastAdministrator):
        office.services.operators.disable(office.who["eva"], "eva", office.at)
    office.services.operators.add(None, "zeca", "Zeca", Role.ADMINISTRATOR, PASSWORD, office.at)
    office.services.operators.disable(None, "eva", office.at)


@pytest.mark.parametrize("name", ["a", "a b", "x" * 33, "ana/rui", "", "eva\u200b!"])
def test_a_sign_in_name_is_short_and_plain(office: Office, name: str) -> None:
    """2 to 32 letters, digits, dots or hyphens."""
    with pytest.raises(errors.BadName):
        office.services.operators.add(None, name, "Name", Role.CLERK, PASSWORD, office.at)


def test_names_are_taken_once_and_passwords_are_long_enough(office: Office) -> None:
    """The policy says how long."""
    with pytest.raises(errors.NameTaken):
        office.services.operators.add(None, "Ana", "Ana", Role.CLERK, PASSWORD, office.at)
    with pytest.raises(errors.WeakPassword):
        office.services.operators.add(None, "zeca", "Zeca", Role.CLERK, "short", office.at)
    with pytest.raises(errors.UnknownOperator):
        office.services.operators.reset_password(None, "zeca", PASSWORD, office.at)


def test_a_first_administrator_comes_first_only(office: Office) -> None:
    """After that, an administrator or the machine's keeper adds people."""
    with pytest.raises(errors.NotAllowed):
        office.services.operators.first_administrator("zeca", "Zeca", PASSWORD, office.at)


def test_a_new_password_ends_the_wait(office: Office) -> None:
    """Reset by an administrator, or at the command line."""
    _wrong(office, "ana", 5)
    office.services.operators.reset_password(office.who["eva"], "ana", "another long one", office.at)
    office.services.operators.sign_in("ana", "another long one", DESK, office.at)


def test_sessions_leave_their_trace(office: Office) -> None:
    """In, locked, unlocked, out: each one row of the chain."""
    operators, ana = office.services.operators, office.who["ana"]
    operators.locked(ana, office.at, idle=True)
    operators.unlock(ana, PASSWORD, office.at)
    operators.sign_out(ana, office.at)
    told = [one for one in office.services.audit.events(None) if one.subject == "ana"]
    assert [one.event.partition(".")[2] for one in told] == [
        "added",
        "signed_in",
        "locked",
        "unlocked",
        "signed_out",
    ]
    assert told[2].details == {"by": "idle"}


def test_a_desk_is_registered_once(office: Office) -> None:
    """The same again changes nothing; an added service point stands among the others."""
    from data.records import ServicePoint

    office.services.places.register_desk(DESK, office.at)
    office.services.places.register_desk(DESK, office.at)
    assert office.sql("SELECT service_point, number FROM desk") == [("saldanha", 7)]
    point = ServicePoint("ec-lagos", "Espaço Cidadão de Lagos", "Rua A", "8600-001", "Lagos", "Faro")
    office.services.places.add_service_point(office.who["eva"], point, office.at)
    assert point in office.services.places.service_points()


# who may do what: act → roles that may (a case the role does not see is refused with UnknownCase)
_MAY = {
    "begin": {"ana", "rui"},
    "mine": {"ana", "rui"},
    "resume": {"ana", "rui"},
    "cancel": {"ana", "rui"},
    "submit": {"ana"},
    "issue": {"ana", "rui"},
    "receipt": {"ana", "rui"},
    "claim": {"rui"},
    "operators": {"eva", "otto"},
    "add operator": {"eva"},
    "add point": {"eva"},
    "events": {"otto"},
}


@pytest.mark.parametrize("name", ["ana", "bruno", "rui", "eva", "otto"])
@pytest.mark.parametrize("act", sorted(_MAY))
def test_every_act_asks_for_the_role_itself(office: Office, act: str, name: str) -> None:
    """The matrix of roles; bruno is a clerk, but not of these cases."""
    from data.records import CancelReason, ServicePoint

    who, services, at = office.who[name], office.services, office.at

    def run(who: Session) -> None:
        match act:
            case "begin":
                services.enrolments.begin(who, at)
            case "mine":
                services.enrolments.mine(who)
            case "resume":
                services.enrolments.resume(who, office.draft().reference, at)
            case "cancel":
                services.enrolments.cancel(who, office.draft().reference, CancelReason.GAVE_UP, at)
            case "submit":
                office.submit(office.draft(), name)
            case "issue":
                services.codes.issue(who, office.approved(), at)
            case "receipt":
                services.receipts.printed(who, office.queued(), "printer", at)
            case "claim":
                services.reviews.claim(who, office.queued(), at)
            case "operators":
                services.operators.everyone(who)
            case "add operator":
                services.operators.add(who, "zeca", "Zeca", Role.CLERK, PASSWORD, at)
            case "add point":
                services.places.add_service_point(who, ServicePoint("x", "X", "", "", "", ""), at)
            case "events":
                services.audit.events(who)

    allowed = _MAY[act] | ({"bruno"} if act in ("begin", "mine", "receipt") else set())
    if name in allowed:
        run(who)
    else:
        with pytest.raises((errors.NotAllowed, errors.UnknownCase)):
            run(who)


def test_a_forged_session_gets_no_further_than_the_real_role(office: Office) -> None:
    """The store's role counts, not what the session says."""
    from dataclasses import replace

    ana = office.who["ana"]
    forged = replace(ana, operator=replace(ana.operator, role=Role.ADMINISTRATOR))
    with pytest.raises(errors.NotAllowed):
        office.services.operators.add(forged, "zeca", "Zeca", Role.CLERK, PASSWORD, NOW)
