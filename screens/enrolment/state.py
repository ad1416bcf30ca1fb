"""What is known of the open case while the clerk works: fields as typed, what follows from them, and the findings.

No widget in here. `fields` is what is kept (path → text); what an MRZ yields is derived anew each time. A typed value
over a derived one is a correction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from data.records import Case, Decision, Draft, Finding, Match, Severity
from desk_app.checks.case import check_case, decide, is_open
from desk_app.checks.case_form import case_from_fields
from desk_app.checks.papers import Facts, resolved_paper

from .entry import from_typed, to_shown
from .steps import DEFAULTS, FIELDS, ORDER, Kind, step_of

if TYPE_CHECKING:
    from desk_app.policy import Policy

SHORTEST = {Kind.MRZ: 88, Kind.NIF: 9, Kind.POSTCODE: 8, Kind.PHONE: 8, Kind.DATE: 8}
"""Characters of the shortest right text of a kind."""
HEAVIEST = (Severity.BLOCK, Severity.REFER, Severity.CONFIRM, Severity.NOTE)


@dataclass
class CaseState:
    """The case under the clerk's hands."""

    draft: Draft
    today: date
    policy: Policy
    fields: dict[str, str] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)
    under_hands: str = ""
    """The field under the cursor: while its text is plainly unfinished, nothing is said against it."""
    matches: Sequence[Match] = ()
    findings: tuple[Finding, ...] = ()
    decision: Decision = Decision.REFUSE
    case: Case = field(default_factory=Case)
    _facts: dict[str, Facts] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft, today: date, policy: Policy) -> CaseState:
        """The state of a kept draft; steps before its place count as visited."""
        state = cls(draft, today, policy, dict(draft.fields))
        here = ORDER.index(draft.place.step) if draft.place.step in ORDER else 0
        state.visited = set(ORDER[:here])
        state.judge()
        return state

    # ---- fields -----------------------------------------------------------------------------------------------

    def missing_defaults(self) -> dict[str, str]:
        """The defaults this case lacks (a fresh one): to be kept like anything typed."""
        return {path: value for path, value in DEFAULTS.items() if path not in self.fields}

    def shown(self, path: str) -> str:
        """What the form shows for `path`: what was typed, else what the MRZ yields."""
        if self.fields.get(path):
            return to_shown(FIELDS[path].kind, self.fields[path])
        return self.derived(path)

    def derived(self, path: str) -> str:
        """What the step's MRZ yields for `path`, as shown; empty for fields that no MRZ fills."""
        spec = FIELDS.get(path)
        if spec is None or not spec.derived:
            return ""
        paper, name = path.split(".", 1)
        if not self.fields.get(f"{paper}.mrz"):
            return ""
        value = getattr(self._mrz_facts(paper), name)
        if isinstance(value, date):
            return to_shown(Kind.DATE, value.isoformat())
        return str(value or "")

    def corrected(self, path: str) -> bool:
        """Whether the clerk typed over what the MRZ yields."""
        return (
            bool(self.fields.get(path))
            and bool(self.derived(path))
            and self.shown(path) != self.derived(path)
        )

    def enter(self, path: str, text: str) -> dict[str, str]:
        """Take what the form holds for `path`; returns the fields that changed (path → text to keep)."""
        spec = FIELDS[path]
        value = from_typed(spec.kind, text)
        if spec.derived and value and to_shown(spec.kind, value) == self.derived(path):
            value = ""  # as the MRZ has it: no correction
        return self.put({path: value})

    def put(self, fields: Mapping[str, str]) -> dict[str, str]:
        """Set fields as they are kept; returns those that changed."""
        changed = {path: text for path, text in fields.items() if self.fields.get(path, "") != text}
        for path, text in changed.items():
            if text:
                self.fields[path] = text
            else:
                self.fields.pop(path, None)
        if changed:
            self._facts.clear()
        return changed

    def confirm(self, rule: str, reason: str) -> dict[str, str]:
        """The clerk's reason for a finding to confirm."""
        return self.put({f"confirmed.{rule}": reason})

    @property
    def so_far(self) -> Decision:
        """What the case comes to if all that is not entered yet turns out in order."""
        told = [f for f in self.findings if step_of(f.field) in self.visited or not self._is_absence(f)]
        return decide(told, self.case.confirmed)

    # ---- judging ----------------------------------------------------------------------------------------------

    def judge(self) -> None:
        """Run the rules over what is known now."""
        self.case = case_from_fields({"ref": self.draft.reference, **self.fields})
        self.findings = check_case(self.case, self.today, self.policy, self.matches)
        self.decision = decide(self.findings, self.case.confirmed)

    def facts(self, paper: str) -> Facts:
        """What counts of permit or passport: the MRZ's reading under the clerk's corrections."""
        given = self.case.residence_permit if paper == "residence_permit" else self.case.passport
        return resolved_paper(given, self.today) if given else Facts()

    def _mrz_facts(self, paper: str) -> Facts:
        """What the MRZ alone yields."""
        if paper not in self._facts:
            only = {path: text for path, text in self.fields.items() if path == f"{paper}.mrz"}
            case = case_from_fields(only)
            given = case.residence_permit if paper == "residence_permit" else case.passport
            self._facts[paper] = resolved_paper(given, self.today) if given else Facts()
        return self._facts[paper]

    def is_open(self, finding: Finding) -> bool:
        """Whether `finding` still waits for something (a note or a confirmed point does not)."""
        return is_open(finding, self.case.confirmed)

    def of_step(self, step: str) -> list[Finding]:
        """The findings that are put right in `step`, heaviest first; what is merely not given yet stays unsaid
        until the clerk has been there."""
        found = [f for f in self.findings if step_of(f.field) == step]
        if step not in self.visited:
            held_back = self.under_hands if self._unfinished(self.under_hands) else ""
            found = [f for f in found if not self._is_absence(f) and f.field != held_back]
        return sorted(found, key=lambda f: HEAVIEST.index(f.severity))

    def open_points(self) -> list[Finding]:
        """Every finding that stops a submit: blocks, and confirms without a reason."""
        stops = [
            f
            for f in self.findings
            if f.severity is Severity.BLOCK or (f.severity is Severity.CONFIRM and self.is_open(f))
        ]
        return sorted(stops, key=lambda f: (HEAVIEST.index(f.severity), ORDER.index(step_of(f.field))))

    def mark(self, step: str) -> str:
        """The sign before a step: done, to confirm, to decide, stopped, or not reached."""
        if step == "review":
            return " "
        found = [f for f in self.of_step(step) if self.is_open(f)]
        worst = found[0].severity if found else None
        if worst is Severity.BLOCK:
            return "✗" if step in self.visited or any(not self._is_absence(f) for f in found) else " "
        if step not in self.visited:
            return " "
        return {Severity.REFER: "?", Severity.CONFIRM: "!"}.get(worst, "✓") if worst else "✓"

    def unfinished(self, path: str, step: str) -> bool:
        """Whether `path` is being typed for the first time and is not whole yet."""
        return step not in self.visited and path == self.under_hands and self._unfinished(path)

    def _unfinished(self, path: str) -> bool:
        """Whether the text of a field is shorter than any right one: the clerk is still typing it."""
        text = self.fields.get(path, "")
        return path in FIELDS and 0 < len(text) < SHORTEST.get(FIELDS[path].kind, 0)

    @staticmethod
    def _is_absence(finding: Finding) -> bool:
        """Whether the finding only says that something is not given yet."""
        return finding.rule.endswith((".missing", "_missing"))
