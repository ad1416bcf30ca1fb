"""Covering the screen: the lock, which asks for the password, and the privacy screen, which only hides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from desk_app.errors import DeskError, SignInRefused
from desk_app.i18n import show_time

from .base import DeskScreen
from .orders import Order, give
from .text import N_, _


class Lock(DeskScreen[None]):
    """Over everything, until the same operator gives the password or another one signs in.

    What lies beneath stays as it is, an open dialog too; what it still has to keep is kept first.
    """

    COVERS = "lock"
    CSS_PATH = "styles/lock.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "unlock",
            N_("Unlock"),
            id="lock.unlock",
            tooltip=N_("Go on where you were"),
            priority=True,
        ),
        Binding(
            "f10",
            "app.sign_out",
            N_("Somebody else"),
            id="lock.sign_out",
            tooltip=N_("Another operator signs in; the case stays a draft"),
        ),
    ]

    def __init__(self, *, idle: bool) -> None:
        super().__init__()
        self._idle = idle
        self._since = ""
        self._busy = False
        self._shown = ""

    def body(self) -> Iterable[Widget]:
        with Container(id="middle"), Container(id="form") as form:
            form.border_title = Content(_("The desk is locked"))
            yield Static(Content(self._who()), id="who")
            yield Horizontal(
                Static(Content(_("Password")), classes="label"),
                Input(id="password", compact=True, password=True),
            )
            yield Static(Content(self._shown), id="message")

    def _who(self) -> str:
        """Who is at work here, and since when the desk is locked; nothing of their case."""
        if self.desk.session is None:
            return ""
        why = N_("{name} is signed in. Locked since {time}, after a while without a key.")
        if not self._idle:
            why = N_("{name} is signed in. Locked since {time}.")
        return _(why).format(name=self.desk.session.operator.full_name, time=self._since)

    def on_mount(self) -> None:
        self._since = show_time(self.desk.clock())[:5]
        self.query_one("#who", Static).update(Content(self._who()))
        self.query_one("#password", Input).focus()
        self.run_worker(self._keep_and_record(), group="record")

    async def _keep_and_record(self) -> None:
        """The screen is covered: keep what lies beneath, then record the lock."""
        who, at, idle = self.desk.who, self.desk.clock(), self._idle
        await self.desk.leave_screens()
        try:
            await self.act(lambda services: services.operators.locked(who, at, idle=idle))
        except DeskError as error:
            self._say(error.message(_))

    def action_unlock(self) -> None:
        give(self, "unlock")

    @on(Order)
    def _try(self, order: Order) -> None:
        """The password is complete: everything typed before Enter has been taken."""
        order.stop()
        password = self.query_one("#password", Input).value
        if password and not self._busy and self.desk.session is not None:
            self._busy = True
            self.run_worker(self._unlock(password), group="unlock")

    async def _unlock(self, password: str) -> None:
        who, at = self.desk.who, self.desk.clock()
        try:
            await self.act(lambda services: services.operators.unlock(who, password, at))
        except DeskError as error:
            self.query_one("#password", Input).value = ""
            self._say(_(WRONG) if type(error) is SignInRefused else error.message(_))
        else:
            self.dismiss()
        finally:
            self._busy = False

    def _say(self, text: str) -> None:
        self._shown = f"✗ {text}"
        self.query_one("#message", Static).update(Content(self._shown))


class Privacy(DeskScreen[None]):
    """Blank at once: somebody stands where they can read the screen. No password; idling still locks."""

    COVERS = "privacy"
    CSS_PATH = "styles/lock.tcss"

    def compose(self) -> Iterable[Widget]:
        yield Static("", id="blank")

    def on_mount(self) -> None:
        self._tick()
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        time = show_time(self.desk.clock())[:5]
        way_back = _("F8 to come back")
        self.query_one("#blank", Static).update(Content(f"{time}\n\n{way_back}"))


WRONG = N_("The password is not right.")
