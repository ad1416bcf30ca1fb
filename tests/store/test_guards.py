"""What raw SQL, with the key in hand, can and can not do to the store."""

from __future__ import annotations

import pytest

from data.records import Status
from desk_app import errors
from tests.office import PASSWORD, Office

_V = "'" + "0" * 64 + "'"


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit SET event = 'x' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 2",
        "DELETE FROM audit",
        "INSERT INTO audit SELECT seq + 100, at, event, operator, desk, subject, details, previous, mac FROM audit",
        "UPDATE decision SET verdict = 'accept'",
        "DELETE FROM decision",
        "DELETE FROM touch",
        "UPDATE touch SET operator_id = 2",
        "UPDATE finding SET severity = 'note'",
        "DELETE FROM finding",
        "UPDATE enrolment SET status = 'active'",
        "UPDATE enrolment SET status = 'draft'",
        "UPDATE enrolment SET status = 'nonsense'",
        "UPDATE enrolment SET reference = 'E-2020-000001'",
        "UPDATE enrolment SET mobile = '+351961234567'",
        "UPDATE enrolment SET clerk_id = 2",
        f"UPDATE enrolment SET version = {_V}",
        "DELETE FROM enrolment",
        "DELETE FROM activation_code",
        "DELETE FROM evidence WHERE path = 'contact.mobile'",
        "UPDATE evidence SET path = 'x' WHERE path = 'nif'",
        "INSERT INTO evidence (enrolment_id, path, value) VALUES (1, 'x', 'x')",
        "UPDATE activation_code SET tries_left = 999",
        "UPDATE activation_code SET expires = '2999-01-01T00:00:00.000000Z'",
        "UPDATE activation_code SET mac = '0'",
        "UPDATE activation_code SET ended = '' WHERE ended <> ''",
        "UPDATE operator SET role = 'root'",
        "INSERT INTO evidence (enrolment_id, path, value) VALUES (999, 'nif', 'x')",
        "INSERT INTO decision (enrolment_id, operator_id, kind, verdict, version, at, sampled)"
        " VALUES (1, 1, 'rules', 'accept', 'none', '', 0)",
        f"INSERT INTO decision (enrolment_id, operator_id, kind, verdict, version, at, sampled)"
        f" VALUES (1, 1, 'review', 'approve', {_V}, '', 0)",
    ],
)
def test_no_statement_gets_past_the_guards(any_office: Office, attack: str) -> None:
    """Rows that stay, steps that do not exist, and a clerk deciding their own case."""
    any_office.queued()
    approved = any_office.approved()
    any_office.services.codes.issue(any_office.who["ana"], approved, any_office.at)
    any_office.services.codes.reissue(any_office.who["ana"], approved, "rui", PASSWORD, any_office.at)
    before = any_office.sql("SELECT count(*) FROM audit")
    with pytest.raises(errors.StoreError):
        any_office.sql(attack)
    assert any_office.sql("SELECT count(*) FROM audit") == before
    assert any_office.services.audit.verify().bad_seq is None


@pytest.mark.parametrize("name", ["audit", "decision", "finding", "enrolment"])
def test_replacing_rows_is_removing_them(office: Office, name: str) -> None:
    """SQLite's INSERT OR REPLACE asks no delete trigger; a guard of its own does."""
    office.queued()
    with pytest.raises(errors.StoreError):
        office.sql(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}")


@pytest.mark.parametrize("name", ["audit", "decision", "finding", "touch", "evidence", "activation_code"])
def test_truncating_is_removing_too(any_office: Office, name: str) -> None:
    """PostgreSQL's TRUNCATE asks no row trigger; a guard of its own does. SQLite has no such statement."""
    with pytest.raises(errors.StoreError):
        any_office.sql(f"TRUNCATE {name} CASCADE")


@pytest.mark.parametrize("column", ["nif", "mobile", "document_number"])
def test_two_live_enrolments_never_share_a_number(any_office: Office, column: str) -> None:
    """NIF, mobile, and the document by type, issuer and number."""
    first, second = any_office.approved(), any_office.draft().reference
    several = "document_type, document_issuer, document_number" if column.startswith("document") else column
    one = any_office.sql(f"SELECT {several} FROM enrolment WHERE reference = :it", it=first)[0]
    changes = ", ".join(
        f"{name.strip()} = '{value}'" for name, value in zip(several.split(","), one, strict=True)
    )
    any_office.sql(f"UPDATE enrolment SET status = 'accepted', {changes} WHERE reference = :it", it=second)
    with pytest.raises(errors.TakenMeanwhile):
        any_office.sql("UPDATE enrolment SET status = 'approved' WHERE reference = :it", it=second)


def test_what_is_over_may_share_with_what_is_live(office: Office) -> None:
    """A cancelled or revoked enrolment blocks nobody."""
    first, second = office.approved(), office.draft().reference
    office.sql("UPDATE enrolment SET status = 'revoked' WHERE reference = :it", it=first)
    [[nif]] = office.sql("SELECT nif FROM enrolment WHERE reference = :it", it=first)
    office.sql(
        "UPDATE enrolment SET nif = :nif, status = 'accepted' WHERE reference = :it", nif=nif, it=second
    )
    office.sql("UPDATE enrolment SET status = 'approved' WHERE reference = :it", it=second)


def test_nobody_reviews_a_case_they_touched(any_office: Office) -> None:
    """Not through the act, and not through the table: taking over a draft is touching it."""
    office = any_office
    draft = office.draft(address__proof__kind="other")
    taken = office.services.enrolments.resume(office.who["rui"], draft.reference, office.at)
    assert office.submit(taken, "rui").status is Status.IN_QUEUE
    with pytest.raises(errors.NotAllowed):
        office.services.reviews.claim(office.who["rui"], draft.reference, office.at)
    [[rui]] = office.sql("SELECT id FROM operator WHERE name = 'rui'")
    with pytest.raises(errors.StoreError, match="clerk"):
        office.sql(
            "INSERT INTO decision (enrolment_id, operator_id, kind, verdict, version, at, sampled)"
            f" VALUES (1, {rui}, 'review', 'approve', {_V}, '', 0)"
        )
    office.services.reviews.claim(office.who["sara"], draft.reference, office.at)
