"""What stands beside the form: where the clerk is in the walk, and what the rules say of the case."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.records import Decision, Finding, Severity
from desk_app.checks.registry import message, way_out

from .. import text
from ..text import N_, _
from .state import CaseState
from .steps import STEPS, Field, Kind

SIGNS = {Severity.BLOCK: "✗", Severity.REFER: "?", Severity.CONFIRM: "!", Severity.NOTE: "i"}
STYLES = {
    Severity.BLOCK: "$text-error bold",
    Severity.REFER: "$text-warning bold",
    Severity.CONFIRM: "$text-warning",
    Severity.NOTE: "$text-muted",
}
DECISIONS = {
    Decision.ACCEPT: N_("nothing against it"),
    Decision.CONFIRM: N_("points to confirm (F6)"),
    Decision.REFER: N_("goes to a supervisor"),
    Decision.REFUSE: N_("can't go on as it is"),
}


class StepsPane(Static):
    """The seven steps with their marks: a column when wide, one row when narrow."""

    DEFAULT_CSS = """
    StepsPane { width: 30; height: 1fr; border: round $panel-lighten-2; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._said = Content()

    def draw(self, state: CaseState, here: str, *, narrow: bool) -> None:
        """Show all steps, `here` being the open one."""
        rows: list[Content] = []
        for number, step in enumerate(STEPS, start=1):
            mark = state.mark(step.id)
            if step.id == here:
                words = f"{mark if mark.strip() else '▸'} {number} {_(step.title)}"
                rows.append(
                    Content.styled(
                        f"[{words}]" if narrow else f"▸{words[1:] if words[0] == '▸' else words}",
                        "bold $accent",
                    )
                )
            elif narrow:
                rows.append(Content.styled(f"{number}{mark.strip() or '·'}", "$text-muted"))
            else:
                rows.append(
                    Content(f" {mark} {number} {_(step.title)}")
                    if mark.strip()
                    else Content.styled(f"   {number} {_(step.title)}", "$text-muted")
                )
        said = Content("  " if narrow else "\n").join(rows)
        if (
            said.spans != self._said.spans or said.plain != self._said.plain
        ):  # an update lays the screen out again
            self._said = said
            self.update(said)
        if not narrow:
            self.border_title = Content(_("Steps"))


class FindingsPane(VerticalScroll, can_focus=False):
    """Hint for the field under the cursor, what the rules say of this step, and what it comes to."""

    DEFAULT_CSS = """
    FindingsPane { width: 38; height: 1fr; border: round $panel-lighten-2; padding: 0 1; scrollbar-size-vertical: 1; }
    FindingsPane > Static { height: auto; width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._said = Content()

    def compose(self) -> ComposeResult:
        yield Static("", id="findings")

    def draw(self, state: CaseState, step: str, field: Field | None, told: str, *, narrow: bool) -> None:
        """Say everything of `step`; `told` is a passing fact (what was dropped, which paper is a training one)."""
        self.border_title = Content(_("Findings"))
        parts: list[Content] = []
        if field is not None:
            parts += hint(field)
        if told:
            parts += [Content.styled(told, "italic $text-accent"), Content("")]
        if checks := checks_line(state, step):
            parts.append(checks)
        for finding in state.of_step(step):
            parts += describe(finding, state)
            parts += [] if narrow else [Content("")]
        parts.append(Content.assemble((_("So far: "), "$text-muted"), (_(DECISIONS[state.so_far]), "bold")))
        said = Content("\n").join(parts)
        if said.spans != self._said.spans or said.plain != self._said.plain:
            self._said = said
            self.query_one("#findings", Static).update(said)


def hint(field: Field) -> list[Content]:
    """What to enter in `field`, with the numbers of a choice."""
    lines = [Content.styled(_(field.hint), "$text-muted")] if field.hint else []
    if field.kind is Kind.CHOICE:
        lines += [
            Content.styled(f" {number} {_(label)}", "$text-muted")
            for number, (_value, label) in enumerate(field.choices, start=1)
        ]
    return [*lines, Content("")] if lines else []


def checks_line(state: CaseState, step: str) -> Content | None:
    """How many check digits of the step's MRZ are right."""
    paper = {"permit": "residence_permit", "passport": "passport"}.get(step)
    if paper is None or not state.fields.get(f"{paper}.mrz") or state.unfinished(f"{paper}.mrz", step):
        return None
    from desk_app.checks.mrz import read

    reading = read(state.fields[f"{paper}.mrz"].split("\n"))
    if not reading.checks_total:
        return None
    right = reading.checks_passed == reading.checks_total
    words = _("check digits {passed} of {total}").format(
        passed=reading.checks_passed, total=reading.checks_total
    )
    return Content.styled(f"{'✓' if right else '✗'} {words}", "$text-success" if right else "$text-error")


def describe(finding: Finding, state: CaseState) -> list[Content]:
    """A finding in words, with the way out or the reason it was confirmed with."""
    said = message(finding, text.language())
    if finding.severity is Severity.CONFIRM and not state.is_open(finding):
        reason = state.case.confirmed.get(finding.rule, "")
        return [
            Content.styled(f"✓ {said}", "$text-muted"),
            Content.styled(_("  confirmed: ") + reason, "$text-muted"),
        ]
    lines = [Content.styled(f"{SIGNS[finding.severity]} {said}", STYLES[finding.severity])]
    out = way_out(finding, text.language())
    if out:
        lines.append(Content.styled(f"  → {out}", "$text-muted"))
    return lines
