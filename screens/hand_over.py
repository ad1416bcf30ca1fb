"""Getting a paper into the applicant's hands: a printer or a folder; and a new code in place of a printed one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from data.records import IssuedCode, Session
from desk_app.delivery import hand_over
from desk_app.delivery.printers import printers
from desk_app.errors import CodeDead, DeskError, HandedOverAlready, HandOverUnsure
from desk_app.services.contract import Services

from .text import N_, _
from .widgets.dialog import Dialog

FOLDER = "folder"


class Paper(Enum):
    """What is handed over."""

    SLIP = auto()
    RECEIPT = auto()


class HandOver(Dialog[str]):
    """Asks where to, prints or saves, and answers with what was done, in words.

    Nothing is printed twice by a second Enter: the box is deaf while the printer works.
    """

    HELP = N_(
        "Choose a printer, or save the page as a PDF in a folder of your choice. If the printer does not take it, the reason"
        " stands here and nothing is lost: choose another one."
    )

    def __init__(
        self,
        paper: Paper,
        who: Session,
        *,
        code: IssuedCode | None = None,
        reference: str = "",
        language: str = "pt",
    ) -> None:
        super().__init__()
        self._paper, self._who, self._code = paper, who, code
        self._reference = code.reference if code else reference
        self._language = language

    def title_text(self) -> str:
        title = (
            _("Print the slip of {reference}")
            if self._paper is Paper.SLIP
            else _("Print the receipt of {reference}")
        )
        return title.format(reference=self._reference)

    def keys_text(self) -> str:
        return _("↑↓ choose   Tab: folder   Enter: print or save   Esc: back")

    def parts(self) -> Iterable[Widget]:
        if self.desk.training:
            yield Static(Content(_("Training: no real printer; the page is marked.")))
        yield OptionList(id="places", compact=True)
        yield Static(Content(_("Folder:")))
        yield Input(self.desk.settings.folder or str(Path.home()), id="folder", max_length=400, compact=True)

    def on_mount(self) -> None:
        places = self.query_one("#places", OptionList)
        places.add_option(Option(Content(_("Save to the folder below (PDF)")), id=FOLDER))
        places.highlighted = 0
        places.focus()
        if not self.desk.training:
            self._find_printers()

    @work
    async def _find_printers(self) -> None:
        """Printers come before the folder, the usual one first."""
        found = await asyncio.to_thread(printers)
        usual = self.desk.settings.printer
        ordered = sorted(found, key=lambda p: (p.name != usual, not p.default, p.name))
        places = self.query_one("#places", OptionList)
        places.clear_options()
        places.add_options(
            [
                Option(Content(_("Printer {name}").format(name=p.name)), id=f"printer:{p.name}")
                for p in ordered
            ]
        )
        places.add_option(Option(Content(_("Save to the folder below (PDF)")), id=FOLDER))
        places.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._go(str(event.option.id))

    def on_input_submitted(self) -> None:
        self._go(FOLDER)

    def _go(self, place: str) -> None:
        if not self.at_work:
            self.work_begins()
            self._hand_over(place)

    @work
    async def _hand_over(self, place: str) -> None:
        at = self.desk.clock()
        folder = Path(self.query_one("#folder", Input).value.strip())
        try:
            services = await self.desk.services_ready()
            said = await asyncio.to_thread(self._do, services, place, folder, at)
        except (HandOverUnsure, HandedOverAlready, CodeDead) as error:
            await self.finish(f"? {error.message(_)}")  # this code goes out no more: only a new one helps
            return
        except DeskError as error:
            self.work_failed(error.message(_))
            return
        await self.finish(f"✓ {said}")

    def _do(self, services: Services, place: str, folder: Path, at: datetime) -> str:
        """In a thread: make the page and send it where it goes; answers with what was done."""
        training = self.desk.training
        if place == FOLDER:
            if self._paper is Paper.SLIP:
                assert self._code is not None
                path = hand_over.save_slip(services, self._who, self._code, folder, at, training)
            else:
                path = hand_over.save_receipt(
                    services, self._who, self._reference, self._language, folder, at, training
                )
            return _("saved as {file} in {folder}").format(file=path.name, folder=path.parent)
        name = place.removeprefix("printer:")
        if self._paper is Paper.SLIP:
            assert self._code is not None
            hand_over.print_slip(services, self._who, self._code, name, at, training)
        else:
            hand_over.print_receipt(services, self._who, self._reference, self._language, name, at, training)
        return _("sent to printer {name}").format(name=name)


class Reissue(Dialog[IssuedCode]):
    """A new code needs two people: asks for a supervisor's name and password, answers the new code."""

    HELP = N_(
        "Nobody prints the same code twice. Call a supervisor who did not work on this case: they sign here with their own"
        " name and password, a new code is made, and the old slip is worth nothing from then on."
    )

    def __init__(self, who: Session, reference: str) -> None:
        super().__init__()
        self._who, self._reference = who, reference

    def title_text(self) -> str:
        return _("A new code for {reference}").format(reference=self._reference)

    def keys_text(self) -> str:
        return _("Enter: go on   Tab: next field   Esc: back")

    def parts(self) -> Iterable[Widget]:
        yield Static(
            Content(
                _(
                    "A slip is never printed twice: a new code is made and the old one is dead at once. A supervisor who is not the clerk of this case signs for it here."
                )
            )
        )
        yield Static(Content(_("Supervisor's name:")))
        yield Input(id="witness", max_length=64, compact=True)
        yield Static(Content(_("Supervisor's password:")))
        yield Input(password=True, id="witness-password", max_length=256, compact=True)

    def on_mount(self) -> None:
        self.query_one("#witness", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "witness":
            self.query_one("#witness-password", Input).focus()
        elif not self.at_work:
            self.work_begins()
            self._reissue()

    @work(group="reissue", exclusive=True)
    async def _reissue(self) -> None:
        password = self.query_one("#witness-password", Input)
        witness, secret, at = (
            self.query_one("#witness", Input).value.strip(),
            password.value,
            self.desk.clock(),
        )
        try:
            services = await self.desk.services_ready()
            code = await asyncio.to_thread(
                services.codes.reissue, self._who, self._reference, witness, secret, at
            )
        except DeskError as error:
            password.value = ""
            self.work_failed(error.message(_))
            return
        await self.finish(code)
