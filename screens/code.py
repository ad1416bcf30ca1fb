"""The activation code in hand: a QR that a phone reads from the screen, the printed slip, and the digits if need be.

The code lives in this screen's memory alone. Leaving it without handing it over is asked about, because what is gone
from here can only be replaced, by two people.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from data.records import Channel, IssuedCode
from desk_app.delivery import qr
from desk_app.delivery.slip import grouped
from desk_app.errors import CodeDead, DeskError, HandedOverAlready
from desk_app.i18n import show_moment

from . import text
from .base import DeskScreen
from .hand_over import HandOver, Paper, Reissue
from .text import N_, _
from .widgets.dialog import Question

HIDDEN = "••• ••• ••••"


class CodeScreen(DeskScreen[None]):
    """Issues the code of an approved case and sees it into the applicant's hands."""

    CSS = """
    CodeScreen #code-area { height: 1fr; width: 1fr; align: center middle; }
    CodeScreen #qr { width: 33; height: 17; background: #ffffff; color: #000000; margin: 1 2 0 1; }
    CodeScreen #code-facts { width: 42; height: auto; }
    CodeScreen #code-facts Static { height: auto; margin-bottom: 1; }
    CodeScreen #digits { text-style: bold; color: $accent; }
    """
    HELP = N_(
        "The applicant's activation code. They scan the square with their phone, or take the printed slip home. The digits"
        " stay hidden; F3 shows them, and that is recorded.\n\nThe code is kept nowhere: once you leave this screen it can"
        " only be replaced by a new one, which needs a supervisor beside you. The old one is dead from then on."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "hand_over",
            N_("Print slip"),
            id="code.print",
            tooltip=N_("Print the slip, or save it to a folder"),
        ),
        Binding(
            "f5",
            "hand_over_again",
            N_("New code"),
            id="code.again",
            tooltip=N_("A new code in place of this one, with a supervisor"),
        ),
        Binding(
            "f3",
            "reveal",
            N_("Show digits"),
            id="code.reveal",
            tooltip=N_("Show the digits for a moment; it is recorded"),
        ),
        Binding("f3", "hide", N_("Hide digits"), id="code.hide", tooltip=N_("Hide the digits again")),
        Binding(
            "f10,escape",
            "done",
            N_("Done"),
            key_display="F10",
            id="code.done",
            tooltip=N_("The applicant has the code: back to the list"),
        ),
    ]
    REVEALED_FOR = 20.0
    """Seconds the digits stay on the screen."""

    def __init__(self, reference: str, *, replace: bool = False) -> None:
        super().__init__()
        self.reference = reference
        self._replace_first = replace
        self.code: IssuedCode | None = None
        self._handed: list[str] = []
        self._revealed = False
        self._failed = ""

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            Static("", id="qr"),
            Vertical(
                Static("", id="code-title"),
                Static("", id="digits"),
                Static("", id="code-how"),
                Static("", id="code-done"),
                id="code-facts",
            ),
            id="code-area",
        )

    def case_line(self) -> str:
        return self.reference

    def on_mount(self) -> None:
        self._draw()
        if self._replace_first:
            self._reissue()
        else:
            self._issue()

    async def retranslate(self) -> None:
        await super().retranslate()
        self._draw()

    def _draw(self) -> None:
        """Show what there is of the code; nothing while the screen is composed anew or already gone."""
        if not self.query("#code-done"):
            return
        title, digits, how, done = (
            self.query_one(f"#{part}", Static) for part in ("code-title", "digits", "code-how", "code-done")
        )
        square = self.query_one("#qr", Static)
        if self.code is None:
            square.display = False
            title.update(Content(self._failed or _("Making the code…")))
            digits.update("")
            how.update(Content(_("F5: try again") if self._failed else ""))
            done.update("")
            return
        square.display = True
        square.update(Content("\n".join(qr.half_blocks(qr.matrix(qr.payload(self.code))))))
        until = show_moment(self.code.expires, text.language())
        title.update(
            Content(
                _("Activation code of {reference}\nvalid once, until {until}").format(
                    reference=self.reference, until=until
                )
            )
        )
        digits.update(Content(grouped(self.code.digits) if self._revealed else HIDDEN))
        how.update(
            Content(
                _(
                    "The applicant scans the square with their phone, or takes the slip home (F5). Turn the screen away from others."
                )
            )
        )
        done.update(Content("\n".join(self._handed)))

    # ---- acts -------------------------------------------------------------------------------------------------

    @work(group="code", exclusive=True)
    async def _issue(self) -> None:
        who, at = self.desk.who, self.desk.clock()
        self._failed = ""
        try:
            self.code = await self.act(lambda s: s.codes.issue(who, self.reference, at))
        except DeskError as error:
            self._failed = error.message(_)
        self._draw()
        self.refresh_bindings()

    @work(group="code", exclusive=True)
    async def _reissue(self) -> None:
        """A new code in place of the old one, with a supervisor at hand."""
        code = await self.ask(Reissue(self.desk.who, self.reference))
        if code is None:
            if self.code is None:
                self._failed = _("The code was issued before and is not kept. A new one needs a supervisor.")
                self._draw()
            return
        self.code, self._handed, self._revealed, self._failed = code, [], False, ""
        self._draw()
        self.refresh_bindings()
        self.say(_("A new code was made; the old one is dead."))

    def action_hand_over(self) -> None:
        """Print or save; or try again to make what could not be made."""
        if self.code is None:
            if self._replace_first:
                self._reissue()
            elif self._failed:
                self._issue()
        else:
            self._print()

    def action_hand_over_again(self) -> None:
        """What went out once is replaced by a new code."""
        self._reissue()

    @work(group="print", exclusive=True)
    async def _print(self) -> None:
        code = self.code
        assert code is not None
        said = await self.ask(HandOver(Paper.SLIP, self.desk.who, code=code))
        if said:
            self._handed.append(said)
            self._draw()
            self.refresh_bindings()

    def action_reveal(self) -> None:
        if self.code is not None:
            self._reveal()

    def action_hide(self) -> None:
        self._hide()

    @work(group="reveal", exclusive=True)
    async def _reveal(self) -> None:
        who, at, code = self.desk.who, self.desk.clock(), self.code
        assert code is not None
        try:
            await self.act(lambda s: s.codes.revealed(who, code, at))
        except DeskError as error:
            self.tell(error)
            return
        self._revealed = True
        self._draw()
        self.refresh_bindings()
        self.set_timer(self.REVEALED_FOR, self._hide)

    def _hide(self) -> None:
        self._revealed = False
        self._draw()
        self.refresh_bindings()

    @work(group="done", exclusive=True)
    async def action_done(self) -> None:
        """Back to the list. If nothing was printed, ask whether the applicant scanned the code."""
        if self.code is None and not self._failed:
            return  # it is being made: leaving now would lose it
        if self.code is not None and not self._handed:
            scanned = await self.ask(
                Question(
                    N_("Did the applicant scan the code?"),
                    N_(
                        "Nothing was printed. If they scanned the square, it is done. If not, go back: the code is kept nowhere else."
                    ),
                )
            )
            if not scanned:
                return
            who, at, code = self.desk.who, self.desk.clock(), self.code
            try:
                await self.act(lambda s: s.codes.handed_over(who, code, Channel.QR, "screen", at))
            except (HandedOverAlready, CodeDead) as error:
                self.tell(error)  # it is out of this desk's hands: there is nothing to stay for
            except DeskError as error:
                self.tell(error)
                return
        await self.finish()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "reveal":
                return self.code is not None and not self._revealed
            case "hide":
                return self._revealed
            case "hand_over":
                return not self._handed
            case "hand_over_again":
                return bool(self._handed)
        return True
