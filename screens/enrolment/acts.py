"""The acts at the end of the walk: a reason for a point, ending the visit, and submitting with a password."""

from __future__ import annotations

from textual import work

from data.records import CancelReason, Decision, Draft, Finding, Severity, Status, Submitted
from desk_app.checks.registry import message
from desk_app.errors import DeskError

from .. import text
from ..base import DeskScreen
from ..orders import give
from ..text import N_, _
from .dialogs import CancelDialog, ConfirmDialog, SubmitDialog
from .keeper import Keeper
from .state import CaseState
from .steps import Step, step_of

OUTCOMES = (
    N_("In order: the key is approved, and its code is issued at once."),
    N_("Goes to a supervisor; the applicant gets a receipt."),
)
"""What submitting comes to, by whether a point is referred."""


class Acts(DeskScreen[None]):
    """What the walk asks of the clerk, and does with the answer. `Walk` draws."""

    draft: Draft
    step: Step
    state: CaseState
    keeper: Keeper
    _box_to_come: bool
    """A box for a password is on its way: what is typed waits for it."""

    async def _go(self, step: str, at: str = "") -> None:
        """Open a step."""

    def _follow(self, *, typing: bool = True) -> None:
        """Bring everything drawn in line with the state."""

    def _look_for_matches(self) -> object:
        """Ask the store for duplicates."""

    def _to_confirm(self) -> list[Finding]:
        """The points of this step (of all, on the review) that wait for a reason."""
        found = self.state.open_points() if self.step.id == "review" else self.state.of_step(self.step.id)
        return [f for f in found if f.severity is Severity.CONFIRM and self.state.is_open(f)]

    @work
    async def _confirm(self, then_next: bool = False) -> None:
        for finding in self._to_confirm():
            reason = await self.ask(ConfirmDialog(finding))
            if reason is None:
                return
            self.keeper.put(self.state.confirm(finding.rule, reason))
            self.state.judge()
            self._follow()
            self.refresh_bindings()
        if then_next:
            give(self, "next")

    @work
    async def _cancel(self) -> None:
        reason: CancelReason | None = await self.ask(CancelDialog())
        if reason is None:
            return
        if not await self.keeper.flush():
            return
        who, at = self.desk.who, self.desk.clock()
        try:
            await self.act(lambda s: s.enrolments.cancel(who, self.draft.reference, reason, at))
        except DeskError as error:
            self.tell(error)
            return
        await self.finish()
        self.say(_("{reference}: visit ended, the case is closed.").format(reference=self.draft.reference))

    @work(group="submit", exclusive=True)
    async def _submit(self) -> None:
        try:
            box = await self._submit_box()
        finally:
            self._box_to_come = False
        if box is None:
            self.desk.release_keys()
            return
        done = await self.ask(box)
        if done is None:
            self._look_for_matches()
            return
        self._show_outcome(done)

    async def _submit_box(self) -> SubmitDialog | None:
        """The question for the password, when all is kept and nothing is open; else what is open is shown."""
        points = self.state.open_points()
        if points:
            first = points[0]
            if first.severity is Severity.CONFIRM:
                self._confirm(then_next=True)
                return None
            self.notify(
                message(first, text.language()),
                title=_("Can't be submitted yet"),
                severity="error",
                markup=False,
            )
            await self._go(step_of(first.field), first.field)
            return None
        try:
            if not await self.keeper.flush():
                return None
            reference, edit = self.draft.reference, self.draft.edit
            version = await self.act(lambda s: s.enrolments.version(reference))
        except DeskError as error:
            self.tell(error)
            return None
        said = _(OUTCOMES[self.state.decision is Decision.REFER])
        return SubmitDialog(self.desk.who, reference, edit, version, said)

    def _show_outcome(self, done: Submitted) -> None:
        """Approved: its code, in the same visit. Referred: say so, with a receipt to take home."""
        if done.status is Status.APPROVED:
            from ..code import CodeScreen

            self._hand_on(CodeScreen(done.reference))
        else:
            from ..referred import Referred

            self._hand_on(Referred(done, self.state.fields.get("consent.language", "pt")))

    def _hand_on(self, screen: DeskScreen[None]) -> None:
        """Put `screen` in this one's place; the app does it, because it ends the worker that asks for it."""
        self.desk.replace(self, screen)
