"""The audit chain shows whatever was changed, removed, inserted, reordered or cut; and cases moved behind its back."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from data.events import Event
from data.store import chain, trail
from tests.office import NOW, Office, store_keys

_UNGUARD = {
    "sqlite": ("DROP TRIGGER {name}", ""),
    "postgresql": ("ALTER TABLE {table} DISABLE TRIGGER {name}", "ALTER TABLE {table} ENABLE TRIGGER {name}"),
}
_GUARDS = {
    "audit": ("audit_no_update", "audit_no_delete", "audit_in_line"),
    "enrolment": ("enrolment_moves", "enrolment_facts"),
    "evidence": ("evidence_no_insert", "evidence_no_update", "evidence_no_delete"),
}


def _attack(office: Office, table: str, *statements: str) -> None:
    """With the guards taken down for a moment, as the owner of the database could, and put up again unchanged."""
    with office.services.operators._ground.store.write() as work:
        off, on = _UNGUARD[work.dialect]
        kept: list[str] = []
        for name in _GUARDS[table]:
            if work.dialect == "sqlite":
                work.cursor.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,))
                kept.append(work.cursor.fetchone()[0])
            else:
                kept.append(on.format(name=name, table=table))
            work.cursor.execute(off.format(name=name, table=table))
        for statement in (*statements, *kept):
            work.cursor.execute(statement)


_MOVE = "INSERT INTO audit SELECT {to}, at, event, operator, desk, subject, details, previous, mac FROM audit WHERE seq = {of}"


@pytest.mark.parametrize(
    ("attack", "seq", "why"),
    [
        (["UPDATE audit SET operator = 'bruno' WHERE seq = 4"], 4, trail.CHANGED),
        (["UPDATE audit SET details = '{}' WHERE seq = 3"], 3, trail.CHANGED),
        (["DELETE FROM audit WHERE seq = 5"], 6, trail.MISSING),
        (["DELETE FROM audit WHERE seq = 1"], 2, trail.MISSING),
        (
            ["DELETE FROM audit WHERE seq = 5", "UPDATE audit SET seq = seq - 1 WHERE seq = 6"],
            5,
            trail.CHANGED,
        ),
        (
            [
                "UPDATE audit SET seq = -1 WHERE seq = 4",
                "UPDATE audit SET seq = 4 WHERE seq = 5",
                "UPDATE audit SET seq = 5 WHERE seq = -1",
            ],
            4,
            trail.CHANGED,
        ),
        ([_MOVE.format(to=100, of=7)], 100, trail.CHANGED),
    ],
    ids=["changed", "details", "removed", "first removed", "closed up", "reordered", "inserted"],
)
def test_the_first_bad_row_is_named(any_office: Office, attack: list[str], seq: int, why: str) -> None:
    """Whoever owns the database but not the key is found out."""
    _attack(any_office, "audit", *attack)
    verdict = any_office.services.audit.verify()
    assert (verdict.bad_seq, verdict.why) == (seq, why)


def test_a_row_of_another_place_with_a_good_mac_does_not_fit(office: Office) -> None:
    """Even one who could sign a row can not slip it in unseen: it has to follow the one before."""
    row = chain.link(store_keys(), (4, "f" * 64), Event.AUDIT_READ, NOW, "otto", "", "", {})
    values = ", ".join(repr(value) for value in row.values())
    _attack(office, "audit", "DELETE FROM audit WHERE seq = 5", f"INSERT INTO audit VALUES ({values})")
    verdict = office.services.audit.verify()
    assert (verdict.bad_seq, verdict.why) == (5, trail.OUT_OF_LINE)


def test_a_cut_tail_is_shown_by_a_checkpoint(any_office: Office) -> None:
    """Without one the shorter chain is whole; with one it is not."""
    signed = any_office.services.audit.checkpoint(NOW)
    last = any_office.services.audit.verify(signed).rows
    _attack(any_office, "audit", f"DELETE FROM audit WHERE seq > {last - 2}")
    assert any_office.services.audit.verify().bad_seq is None
    verdict = any_office.services.audit.verify(signed)
    assert (verdict.rows, verdict.bad_seq, verdict.why) == (last - 2, last - 1, trail.CUT)


def test_a_chain_written_anew_is_not_the_one_that_was_signed(office: Office) -> None:
    """A cut tail that grew again under the same key."""
    signed = office.services.audit.checkpoint(NOW)
    last = office.services.audit.verify().rows
    _attack(office, "audit", f"DELETE FROM audit WHERE seq = {last}")
    office.services.operators.sign_out(office.who["ana"], NOW)
    verdict = office.services.audit.verify(signed)
    assert (verdict.bad_seq, verdict.why) == (last, trail.REWRITTEN)


@pytest.mark.parametrize(
    "change", [lambda line: line.replace('"seq":', '"seq":1'), lambda line: "{}", lambda line: "x"]
)
def test_a_forged_checkpoint_is_refused(office: Office, change: Callable[[str], str]) -> None:
    """It carries an Ed25519 signature of this store's key."""
    signed = office.services.audit.checkpoint(NOW)
    assert office.services.audit.verify(change(signed)).why == trail.BAD_CHECKPOINT


def test_a_case_moved_behind_the_chain_is_found(any_office: Office) -> None:
    """By a step that exists, so that no guard minds; the chain tells another story."""
    reference = any_office.queued()
    any_office.sql("UPDATE enrolment SET status = 'in_review' WHERE reference = :it", it=reference)
    verdict = any_office.services.audit.verify()
    assert verdict.why == trail.CASE_MOVED
    told = any_office.services.audit.events(None, (verdict.bad_seq or 0) - 1, 1)
    assert told[0].subject == reference


def test_other_evidence_than_was_decided_on_is_found(office: Office) -> None:
    """The enrolment, its decision and the chain name the same version."""
    reference = office.approved()
    _attack(
        office, "enrolment", f"UPDATE enrolment SET version = '{'0' * 64}' WHERE reference = '{reference}'"
    )
    assert office.services.audit.verify().why == trail.CASE_MOVED


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM evidence WHERE path = 'contact.mobile'",
        "DELETE FROM evidence",
        "UPDATE evidence SET value = (SELECT value FROM evidence WHERE path = 'contact.email') WHERE path = 'nif'",
    ],
)
def test_evidence_that_is_not_what_was_decided_on_is_found(any_office: Office, attack: str) -> None:
    """Its hash is made again from what is kept."""
    any_office.queued()
    _attack(any_office, "evidence", attack)
    assert any_office.services.audit.verify().why == trail.OTHER_EVIDENCE


def test_a_decision_without_its_act_is_found(any_office: Office) -> None:
    """In the name of a supervisor who never looked."""
    any_office.queued()
    any_office.sql(
        "INSERT INTO decision (enrolment_id, operator_id, kind, verdict, version, at, sampled)"
        " SELECT e.id, o.id, 'review', 'approve', e.version, e.changed, 0 FROM enrolment e, operator o"
        " WHERE o.name = 'sara'"
    )
    assert any_office.services.audit.verify().why == trail.UNMADE_DECISION


def test_an_approval_by_who_worked_on_the_case_is_found(office: Office) -> None:
    """Though the row of their touch was never there, the chain knows who opened the draft."""
    reference = office.queued()
    version = office.services.reviews.claim(office.who["sara"], reference, office.at)
    office.services.reviews.approve(office.who["sara"], reference, version, office.at)
    assert office.services.audit.verify().bad_seq is None
    [[sara]] = office.sql("SELECT id FROM operator WHERE name = 'sara'")
    office.sql(f"INSERT INTO touch (enrolment_id, operator_id) VALUES (1, {sara})")
    assert office.services.audit.verify().why == trail.UNMADE_DECISION


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE operator SET role = 'supervisor' WHERE name = 'ana'",
        "UPDATE operator SET name = 'anna' WHERE name = 'ana'",
        "UPDATE operator SET disabled = 1 WHERE name = 'ana'",
        "UPDATE operator SET disabled = 0 WHERE name = 'bruno'",
        "INSERT INTO operator (name, full_name, role, password, disabled, made)"
        " VALUES ('zeca', 'Zeca', 'supervisor', '', 0, '')",
    ],
)
def test_an_operator_nobody_made_so_is_found(any_office: Office, attack: str) -> None:
    """Who may do what comes from an act of an administrator, and so do all who work here."""
    any_office.services.operators.disable(any_office.who["eva"], "bruno", any_office.at)
    assert any_office.services.audit.verify().bad_seq is None
    any_office.sql(attack)
    assert any_office.services.audit.verify().why == trail.OTHER_OPERATOR


@pytest.mark.parametrize("index", ["one_live_nif", "one_live_document", "one_live_mobile", "one_good_code"])
def test_a_unique_index_that_is_gone_is_found(any_office: Office, index: str) -> None:
    """It is a guard like the triggers; one of the same name that is not unique is none."""
    assert any_office.services.audit.verify().bad_seq is None
    any_office.sql(f"DROP INDEX {index}")
    assert any_office.services.audit.verify().why == trail.GUARD_GONE
    table = "activation_code" if index == "one_good_code" else "enrolment"
    any_office.sql(
        f"CREATE INDEX {index} ON {table} (id)"
        if table == "enrolment"
        else f"CREATE INDEX {index} ON {table} (serial)"
    )
    assert any_office.services.audit.verify().why == trail.GUARD_GONE


def test_a_trigger_that_is_not_ours_is_found(office: Office) -> None:
    """It could undo what the acts do."""
    office.sql(
        "CREATE TRIGGER stranger AFTER INSERT ON sign_in_failure BEGIN DELETE FROM sign_in_failure; END"
    )
    assert office.services.audit.verify().why == trail.GUARD_GONE


def test_a_case_that_is_gone_is_found(office: Office) -> None:
    """Its events stay."""
    reference = office.services.enrolments.begin(office.who["ana"], NOW).reference
    with office.services.operators._ground.store.write() as work:
        names = ("touch_no_delete", "enrolment_no_delete")
        kept = []
        for name in names:
            work.cursor.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,))
            kept.append(work.cursor.fetchone()[0])
            work.cursor.execute(f"DROP TRIGGER {name}")
        work.cursor.execute("DELETE FROM touch")
        work.cursor.execute("DELETE FROM enrolment WHERE reference = ?", (reference,))
        for guard in kept:
            work.cursor.execute(guard)
    assert office.services.audit.verify().why == trail.CASE_LOST


@pytest.mark.parametrize("name", ["audit_no_update", "decision_not_by_clerk", "enrolment_moves"])
def test_a_guard_that_is_gone_is_found(any_office: Office, name: str) -> None:
    """Dropped, or on a server switched off."""
    with any_office.services.operators._ground.store.write() as work:
        table = name.partition("_")[0]
        off = _UNGUARD[work.dialect][0]
        work.cursor.execute(off.format(name=name, table=table))
    assert any_office.services.audit.verify().why == trail.GUARD_GONE


def test_a_draw_that_was_made_up_is_found(office: Office) -> None:
    """The share of cases that go to the queue all the same is drawn from the reference under the store's key."""
    from desk_app.services.submission import draw_is_right

    reference = office.approved()
    [told] = [one for one in office.services.audit.events(None) if one.event == "enrolment.submitted"]
    details = dict(told.details)
    assert draw_is_right(store_keys(), details, reference)
    assert not draw_is_right(store_keys(), details | {"draw": "1.000000"}, reference)
    assert not draw_is_right(store_keys(), details | {"percent": "100.0"}, reference)


def test_every_act_is_one_row_with_the_row_before(office: Office) -> None:
    """Canonical JSON, no personal data."""
    office.approved()
    rows = office.sql("SELECT seq, previous, mac, details FROM audit ORDER BY seq")
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert [row[1] for row in rows[1:]] == [row[2] for row in rows[:-1]]
    assert all(json.loads(str(row[3])) is not None for row in rows)
