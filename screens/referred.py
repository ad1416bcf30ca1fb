"""A case that a supervisor decides: says so plainly, and gives the applicant a receipt to take home."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from data.records import Severity, Submitted
from desk_app.checks.registry import message

from . import text
from .base import DeskScreen
from .hand_over import HandOver, Paper
from .text import N_, _
from .widgets.dialog import Question


class Referred(DeskScreen[None]):
    """What submitting came to when it was not a key at once."""

    CSS = """
    Referred { align: center middle; }
    Referred #referred { width: 76; max-width: 96%; height: auto; max-height: 90%; border: round $warning; padding: 1 2; overflow-y: auto; }
    Referred #referred Static { height: auto; margin-bottom: 1; }
    """
    HELP = N_(
        "This case waits for a supervisor. Tell the applicant that they will be called, and give them the receipt: its"
        " reference is how they and you find the case again. The receipt never says why."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "receipt",
            N_("Print receipt"),
            id="referred.print",
            tooltip=N_("A receipt for the applicant, with the reference"),
        ),
        Binding(
            "f10,escape,enter",
            "done",
            N_("Done"),
            key_display="F10",
            id="referred.done",
            tooltip=N_("Back to the list"),
        ),
    ]

    def __init__(self, submitted: Submitted, language: str) -> None:
        super().__init__()
        self._submitted = submitted
        self._language = language
        self._handed: list[str] = []

    def case_line(self) -> str:
        return self._submitted.reference

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            Static("", id="referred-title"),
            Static("", id="referred-why"),
            Static("", id="referred-done"),
            id="referred",
        )

    def on_mount(self) -> None:
        self._draw()

    async def retranslate(self) -> None:
        await super().retranslate()
        self._draw()

    def _draw(self) -> None:
        title = _("{reference} waits for a supervisor.").format(reference=self._submitted.reference)
        self.query_one("#referred-title", Static).update(Content.styled(title, "bold"))
        why = (
            [_("It was drawn for a second look; its papers are in order.")] if self._submitted.sampled else []
        )
        why += [
            f"? {message(f, text.language())}"
            for f in self._submitted.findings
            if f.severity is Severity.REFER
        ]
        tell = _("Give the applicant the receipt (F5). They are told when it is decided.")
        self.query_one("#referred-why", Static).update(Content("\n".join([*why, "", tell])))
        self.query_one("#referred-done", Static).update(Content("\n".join(self._handed)))

    @work(group="print", exclusive=True)
    async def action_receipt(self) -> None:
        said = await self.ask(
            HandOver(
                Paper.RECEIPT, self.desk.who, reference=self._submitted.reference, language=self._language
            )
        )
        if said:
            self._handed.append(said)
            self._draw()

    @work(group="done", exclusive=True)
    async def action_done(self) -> None:
        """Back to the list; without a receipt only if that is meant."""
        if not self._handed:
            question = Question(
                N_("Leave without a receipt?"), N_("The applicant takes nothing home that names the case.")
            )
            if not await self.ask(question):
                return
        await self.finish()
