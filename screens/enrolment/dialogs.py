"""Questions of the walk: the reason to confirm, the reason to end, the password to submit."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from data.records import CancelReason, Finding, Session, Submitted
from data.text import clean_line
from desk_app.checks.registry import message, way_out
from desk_app.errors import DeskError, WrongPassword

from .. import text
from ..text import N_, _
from ..widgets.dialog import Dialog

LEAST_REASON = 3
"""Letters a reason has at least."""

CANCEL_REASONS = {
    CancelReason.PAPERS_DOUBTFUL: N_("Papers doubtful: authenticity, content or currency"),
    CancelReason.NOT_WITH_PERSON: N_("Paper or phone not with the person"),
    CancelReason.OTHER_PERSON: N_("The person is not the one booked"),
    CancelReason.NO_PHONE_ACCESS: N_("No proof of access to the phone"),
    CancelReason.SUSPICION: N_("Suspicion"),
    CancelReason.GAVE_UP: N_("The applicant gave up"),
}


class ConfirmDialog(Dialog[str]):
    """Asks why the clerk lets a finding pass; answers the reason."""

    HELP = N_(
        "A point marked ! passes if you confirm it with a reason. Write what you saw, in a few words: it is kept with the"
        " case, and the supervisor and the auditor read it. If you are not sure, go back with Esc and look at the paper again."
    )

    def __init__(self, finding: Finding, reason: str = "") -> None:
        super().__init__()
        self._finding = finding
        self._reason = reason

    def title_text(self) -> str:
        return _("Confirm, with a reason")

    def parts(self) -> Iterable[Widget]:
        yield Static(Content(message(self._finding, text.language())))
        yield Static(Content.styled(way_out(self._finding, text.language()), "$text-muted"))
        yield Static(Content(_("You confirm because:")))
        yield Input(self._reason, id="reason", max_length=200, compact=True)

    def on_mount(self) -> None:
        self.query_one("#reason", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        reason = clean_line(event.value).strip()
        if len(reason) < LEAST_REASON:
            self.refuse(_("Write why, in a few words: the supervisor and the auditor read it."))
        else:
            self.dismiss(reason)


class CancelDialog(Dialog[CancelReason]):
    """Asks why the visit ends without an enrolment; answers the reason."""

    HELP = N_(
        "Ends the visit for good, with the reason that fits best. If the applicant only comes back later with another"
        " paper, leave the case with Esc instead: it waits in your list."
    )

    def title_text(self) -> str:
        return _("End this visit without an enrolment?")

    def keys_text(self) -> str:
        return _("↑↓ choose   Enter: end the visit   Esc: back to the case")

    def parts(self) -> Iterable[Widget]:
        yield Static(
            Content(_("The case is closed for good. To go on later, leave it with Esc instead: it is kept."))
        )
        yield OptionList(
            *(Option(Content(_(words)), id=reason.value) for reason, words in CANCEL_REASONS.items()),
            id="reasons",
            compact=True,
        )

    def on_mount(self) -> None:
        reasons = self.query_one("#reasons", OptionList)
        reasons.highlighted = None  # Enter alone ends nothing
        reasons.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(CancelReason(str(event.option.id)))


class SubmitDialog(Dialog[Submitted]):
    """Asks for the clerk's password and submits; answers what it came to."""

    HELP = N_(
        "Your password is your signature: you saw these papers and they are as entered. A wrong password changes nothing;"
        " after several the desk waits before it takes another."
    )

    def __init__(self, who: Session, reference: str, edit: str, version: str, decision: str) -> None:
        super().__init__()
        self._who, self._reference, self._edit, self._version = who, reference, edit, version
        self._decision = decision

    def title_text(self) -> str:
        return _("Submit {reference}").format(reference=self._reference)

    def keys_text(self) -> str:
        return _("Enter: submit   Esc: back to the papers")

    def parts(self) -> Iterable[Widget]:
        yield Static(Content(self._decision))
        yield Static(Content(_("Your password, {name}:").format(name=self._who.operator.full_name)))
        yield Input(password=True, id="password", max_length=256, compact=True)

    def on_mount(self) -> None:
        self.query_one("#password", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if not event.value:
            self.refuse(_("Type your password."))
        elif not self.at_work:
            event.input.disabled = True
            self.work_begins()
            self._submit(event.value)

    @work
    async def _submit(self, password: str) -> None:
        import asyncio

        field = self.query_one("#password", Input)
        try:
            services = await self.desk.services_ready()
            done = await asyncio.to_thread(
                services.enrolments.submit,
                self._who,
                self._reference,
                self._edit,
                password,
                self._version,
                self.desk.clock(),
            )
        except DeskError as error:
            field.disabled = False
            field.value = ""
            self.work_failed(error.message(_))
            field.focus()
            if not isinstance(error, WrongPassword) and "seconds" not in error.params:
                field.disabled = True
            return
        await self.finish(done)
