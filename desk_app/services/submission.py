"""Submitting: the kept evidence is judged and the case moves on, in one act."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from data.events import Event
from data.records import Decision, Finding, Role, Session, Severity, Status, Submitted
from data.store import cases, codes
from data.store.chain import canonical
from data.store.moments import kept
from data.store.secrets import StoreKeys
from data.store.work import Row, Work

from ..errors import (
    NotReady,
    OpenedElsewhere,
    PapersChanged,
    SignInDelayed,
    SignInRefused,
    UnknownCase,
    WrongPassword,
)
from ..i18n import today
from . import evidence, judging, life
from .door import Door
from .ground import Ground, allow, tell_case

_AT_DESK = (Role.CLERK, Role.SUPERVISOR)


class Submission:
    """The act, and the steps it is made of."""

    def __init__(self, ground: Ground, door: Door) -> None:
        self._ground = ground
        self._door = door

    def submit(
        self, who: Session, reference: str, edit: str, password: str, version: str, at: datetime
    ) -> Submitted:
        """Raises WrongPassword, SignInDelayed, OpenedElsewhere, PapersChanged, NotReady, TakenMeanwhile, NotPossibleNow."""
        try:
            passed = self._door.knock(who.operator.name, password, who.desk, at)
        except SignInDelayed:
            raise
        except SignInRefused:
            raise WrongPassword from None
        with self._ground.act() as work:
            allow(work, who, *_AT_DESK)
            self._door.enter(work, passed)
            return self.settle(work, who, reference, edit, version, at)

    def settle(
        self, work: Work, who: Session, reference: str, edit: str, version: str, at: datetime
    ) -> Submitted:
        """Judge and move on, in the open transaction; the password was right."""
        row = work.one(cases.HELD, reference=reference)
        if row is None or row["clerk_id"] != who.operator.id:
            raise UnknownCase(reference=reference)
        status, role = Status(row["status"]), who.operator.role
        life.after(reference, status, life.Act.SUBMIT, role)
        if not secrets.compare_digest(row["edit"], edit):
            raise OpenedElsewhere(reference=reference)
        texts = evidence.load(work, row["id"])
        if not hmac.compare_digest(evidence.version_of(work, texts), version):
            raise PapersChanged
        case = evidence.as_case(reference, texts)
        judged = judging.judge(work, case, today(at), self._ground.policy)
        if judged.open:
            raise NotReady(count=len(judged.open))
        draw = _draw(work.keys, reference)
        percent = self._ground.policy.sample_percent
        accepted = judged.decision is Decision.ACCEPT
        sampled = accepted and self._ground.policy.review == "flagged" and draw < percent
        row["version"], row["replaces"] = version, judged.replaces
        step = life.after(reference, status, life.Act.SUBMIT if accepted else life.Act.REFER, role)
        work.run(
            cases.SUBMIT,
            case_id=row["id"],
            new_status=step.value,
            new_changed=kept(at),
            new_edit="",
            new_version=version,
            new_replaces=judged.replaces,
            **{f"new_{name}": text for name, text in judged.facts.items()},
        )
        self._keep_judgement(work, who, row, judged, texts, sampled, at)
        if accepted:
            queued = sampled or self._ground.policy.review == "all"
            step = life.after(reference, step, life.Act.SAMPLE if queued else life.Act.PASS, role)
            if step is Status.APPROVED:
                end_replaced(work, who, row, at)
            work.run(cases.MOVE, case_id=row["id"], new_status=step.value, at=kept(at))
        said = {"decision": judged.decision.value, "draw": f"{draw:.6f}", "percent": repr(percent)}
        tell_case(work, Event.ENROLMENT_SUBMITTED, at, who, row, step, **said)
        return Submitted(reference, step, judged.decision, judged.findings, sampled)

    @staticmethod
    def _keep_judgement(
        work: Work,
        who: Session,
        row: Row,
        judged: judging.Judgement,
        texts: Mapping[str, str],
        sampled: bool,
        at: datetime,
    ) -> None:
        decision = work.one(
            cases.DECIDE,
            enrolment_id=row["id"],
            operator_id=who.operator.id,
            kind="rules",
            verdict=judged.decision.value,
            version=row["version"],
            at=kept(at),
            sampled=int(sampled),
            reason=None,
        )
        assert decision is not None
        work.each(cases.FINDING, _finding_rows(work, decision["id"], judged.findings, texts))


def _finding_rows(
    work: Work, decision_id: int, findings: Sequence[Finding], texts: Mapping[str, str]
) -> list[Row]:
    rows = []
    for position, finding in enumerate(findings):
        facts = {name: _plain(value) for name, value in finding.params.items()}
        reason = (
            texts.get(evidence.CONFIRMED + finding.rule, "") if finding.severity is Severity.CONFIRM else ""
        )
        sealed = work.keys.seal.close(
            canonical({"facts": facts, "reason": reason}), f"finding {decision_id} {position}"
        )
        rows.append(
            {
                "decision_id": decision_id,
                "position": position,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "field": finding.field,
                "facts": sealed,
            }
        )
    return rows


def _plain(value: object) -> object:
    """A fact as JSON has it: numbers stay, lists become lists, everything else (dates) is its text."""
    if isinstance(value, int | float) or value is None:
        return value
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return str(value)


def end_replaced(work: Work, who: Session, row: Row, at: datetime) -> None:
    """Revoke the same person's enrolment that the case `row` replaces, in the act that makes the new one live."""
    if not row["replaces"]:
        return
    old = work.one(cases.HELD, reference=row["replaces"])
    if old is None or old["status"] == Status.REVOKED:
        return
    status = life.after(old["reference"], Status(old["status"]), life.Act.REVOKE, who.operator.role)
    work.run(cases.MOVE, case_id=old["id"], new_status=status.value, at=kept(at))
    work.run(codes.END, case_id=old["id"], why="revoked")
    tell_case(work, Event.ENROLMENT_REPLACED, at, who, old, status, by=row["reference"])


def _draw(keys: StoreKeys, reference: str) -> float:
    """0 ≤ draw < 100, the same for a reference whenever it is drawn, and known to nobody without the audit key."""
    return int(keys.mac(f"sample {reference}")[:12], 16) / 16**12 * 100


def draw_is_right(keys: StoreKeys, details: Mapping[str, str], reference: str) -> bool:
    """Whether the draw and its outcome in a submit event are what they had to be."""
    draw, percent = _draw(keys, reference), float(details.get("percent", "nan"))
    if details.get("draw") != f"{draw:.6f}":
        return False
    return (
        not (details.get("decision") == Decision.ACCEPT and draw < percent)
        or details.get("status") == Status.IN_QUEUE
    )
