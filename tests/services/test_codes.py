"""Activation codes: random, kept as a hash, dead at use of another, at expiry, and after wrong tries."""

from __future__ import annotations

import pytest
from stdnum.iso7064 import mod_11_10

from data.records import Channel, IssuedCode, Status
from desk_app import errors
from desk_app.services.codes import new_digits
from tests.office import PASSWORD, Office


def test_a_code_has_nine_random_digits_and_their_check_digit() -> None:
    """ISO 7064 Mod 11,10; no two alike."""
    codes = {new_digits() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 10 and mod_11_10.is_valid(code) for code in codes)


def test_the_digits_are_in_no_table_and_no_repr(any_office: Office) -> None:
    """Whoever reads the whole store learns no code."""
    office = any_office
    code = office.services.codes.issue(office.who["ana"], office.approved(), office.at)
    rows = [office.sql(f"SELECT * FROM {name}") for name in ("activation_code", "audit", "enrolment")]
    assert code.digits not in str(rows)
    assert code.digits not in repr(code)


def test_five_wrong_tries_kill_a_code(any_office: Office) -> None:
    """Then the right digits are no good either."""
    office = any_office
    code = office.services.codes.issue(office.who["ana"], office.approved(), office.at)
    for _ in range(4):
        with pytest.raises(errors.WrongCode):
            office.services.codes.verify(code.reference, "0000000000", office.at)
    with pytest.raises(errors.CodeDead):
        office.services.codes.verify(code.reference, "0000000000", office.at)
    with pytest.raises(errors.CodeDead):
        office.services.codes.verify(code.reference, code.digits, office.at)


def test_a_code_dies_with_its_time(office: Office) -> None:
    """Seven days for one that is handed over, ten minutes for a text message."""
    draft = office.draft(contact__delivery="sms")
    office.submit(draft)
    code = office.services.codes.issue(office.who["ana"], draft.reference, office.at)
    office.services.codes.verify(
        code.reference, f" {code.digits[:5]} {code.digits[5:]} ", office.later(minutes=9)
    )
    with pytest.raises(errors.CodeDead):
        office.services.codes.verify(code.reference, code.digits, office.later(minutes=1))


def test_an_unknown_case_answers_like_a_wrong_code(office: Office) -> None:
    """Nobody learns which references exist."""
    with pytest.raises(errors.WrongCode):
        office.services.codes.verify("E-2026-999999", "0000000000", office.at)


def test_a_code_that_nobody_got_stays_on_the_clerks_list(any_office: Office) -> None:
    """A desk cut off between making a code and handing it over leaves a case that says so."""
    office = any_office
    ana = office.who["ana"]
    code = office.services.codes.issue(ana, office.approved(), office.at)
    assert [row.status for row in office.services.enrolments.mine(ana)] == [Status.CODE_ISSUED]
    office.services.codes.handed_over(ana, code, Channel.QR, "screen", office.at)
    assert not office.services.enrolments.mine(ana)


def test_a_code_is_handed_over_once(any_office: Office) -> None:
    """Whoever comes second, at whatever desk, needs a new code."""
    office = any_office
    ana, codes = office.who["ana"], office.services.codes
    code = codes.issue(ana, office.approved(), office.at)
    codes.handed_over(ana, code, Channel.PRINT, "Balcao_7", office.at)
    for who, way in ((ana, Channel.PRINT), (ana, Channel.QR), (office.who["rui"], Channel.PRINT)):
        with pytest.raises(errors.HandedOverAlready, match=code.reference):
            codes.handed_over(who, code, way, "Balcao_7", office.at)
    told = [one.event for one in office.services.audit.events(None)]
    assert told.count("code.handed_over") == 1


def test_a_hand_over_that_failed_is_taken_back(any_office: Office) -> None:
    """The code is on the clerk's list again and can go out; only the hand-over of that moment is undone."""
    office = any_office
    ana, codes = office.who["ana"], office.services.codes
    code = codes.issue(ana, office.approved(), office.at)
    with pytest.raises(errors.CodeDead):
        codes.taken_back(ana, code, office.at)
    codes.handed_over(ana, code, Channel.PRINT, "Balcao_7", office.at)
    claimed = office.at
    with pytest.raises(errors.CodeDead):
        codes.taken_back(ana, code, office.later(seconds=1))
    codes.taken_back(ana, code, claimed)
    assert [row.status for row in office.services.enrolments.mine(ana)] == [Status.CODE_ISSUED]
    codes.handed_over(ana, code, Channel.PRINT, "folder", office.at)
    told = [one.event for one in office.services.audit.events(None) if one.subject == code.reference]
    assert told[-3:] == ["code.handed_over", "code.hand_over_failed", "code.handed_over"]
    assert office.services.audit.verify().bad_seq is None


def test_a_dead_code_is_neither_shown_nor_handed_over(any_office: Office) -> None:
    """Replaced, expired, or killed by wrong tries."""
    office = any_office
    ana, codes = office.who["ana"], office.services.codes
    first = codes.issue(ana, office.approved(), office.at)
    codes.handed_over(ana, first, Channel.PRINT, "folder", office.at)
    second = codes.reissue(ana, first.reference, "rui", PASSWORD, office.at)
    refused(office, first)
    with pytest.raises(errors.CodeDead):
        codes.taken_back(ana, first, office.at)
    codes.revealed(ana, second, office.at)
    office.later(days=7)
    refused(office, second)
    third = codes.reissue(ana, first.reference, "rui", PASSWORD, office.at)
    for _ in range(5):
        with pytest.raises((errors.WrongCode, errors.CodeDead)):
            codes.verify(third.reference, "0000000000", office.at)
    refused(office, third)


def refused(office: Office, code: IssuedCode) -> None:
    """Both acts on a dead code are, and leave no event."""
    before = len(office.services.audit.events(None, 0, 1000))
    with pytest.raises(errors.CodeDead):
        office.services.codes.revealed(office.who["ana"], code, office.at)
    with pytest.raises(errors.CodeDead):
        office.services.codes.handed_over(office.who["ana"], code, Channel.PRINT, "folder", office.at)
    assert len(office.services.audit.events(None, 0, 1000)) == before


def test_a_second_code_needs_a_supervisor_who_is_not_the_clerk(any_office: Office) -> None:
    """Dual control: the old code is dead, the new one is good, and the chain names both people."""
    office = any_office
    ana, codes = office.who["ana"], office.services.codes
    first = codes.issue(ana, office.approved(), office.at)
    for witness in ("bruno", "ana", "eva"):
        with pytest.raises(errors.SecondPersonNeeded):
            codes.reissue(ana, first.reference, witness, PASSWORD, office.at)
    with pytest.raises(errors.SignInRefused):
        codes.reissue(ana, first.reference, "rui", "wrong", office.at)
    codes.verify(first.reference, first.digits, office.at)
    second = codes.reissue(ana, first.reference, "rui", PASSWORD, office.at)
    assert second.serial == 2
    with pytest.raises(errors.WrongCode):
        codes.verify(first.reference, first.digits, office.at)
    codes.verify(second.reference, second.digits, office.at)
    told = office.services.audit.events(None)
    [reissued] = [one for one in told if one.event == "code.reissued"]
    assert (reissued.operator, reissued.details["witness"]) == ("ana", "rui")


def test_a_supervisor_who_was_the_clerk_is_no_witness(office: Office) -> None:
    """Nor may a supervisor witness for themselves."""
    draft = office.draft("rui")
    office.submit(draft, "rui")
    code = office.services.codes.issue(office.who["rui"], draft.reference, office.at)
    with pytest.raises(errors.SecondPersonNeeded):
        office.services.codes.reissue(office.who["rui"], code.reference, "rui", PASSWORD, office.at)
    office.services.codes.reissue(office.who["rui"], code.reference, "sara", PASSWORD, office.at)


def test_wrong_passwords_of_a_witness_count(office: Office) -> None:
    """The fifth makes the witness wait, here and at the door."""
    code = office.services.codes.issue(office.who["ana"], office.approved(), office.at)
    for _ in range(5):
        with pytest.raises(errors.SignInRefused):
            office.services.codes.reissue(office.who["ana"], code.reference, "rui", "wrong", office.at)
    with pytest.raises(errors.SignInDelayed):
        office.services.operators.sign_in("rui", PASSWORD, office.who["rui"].desk, office.at)


def test_a_code_is_issued_once_and_for_own_cases(office: Office) -> None:
    """Another clerk's approved case is not ours; a second issue is a reissue."""
    reference = office.approved()
    with pytest.raises(errors.NotAllowed):
        office.services.codes.issue(office.who["bruno"], reference, office.at)
    office.services.codes.issue(office.who["ana"], reference, office.at)
    with pytest.raises(errors.NotPossibleNow):
        office.services.codes.issue(office.who["ana"], reference, office.at)
    with pytest.raises(errors.NotPossibleNow):
        office.services.codes.issue(office.who["ana"], office.queued(), office.at)
