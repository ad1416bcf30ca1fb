"""Signing in: the first thing on the screen, painted before the store is even imported."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from desk_app.errors import DeskError, SignInDelayed, StoreError

from .base import DeskScreen
from .orders import Order, give
from .text import N_, _
from .words import role_name

if TYPE_CHECKING:
    from textual.timer import Timer


class SignIn(DeskScreen[None]):
    """Name and password. The store opens behind it; what is wrong with the store is said here, once it matters."""

    CSS_PATH = "styles/sign_in.tcss"
    HELP = N_(
        "Sign in with the name and password the administrator gave you. Enter goes from the name to the password,"
        " and from there in.\n\nAfter several wrong tries the desk waits before it takes another one. A forgotten"
        " password is set anew by the administrator.\n\nWhen the store can't be opened the reason stands here;"
        " put it right and press F5."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "again",
            N_("Try again"),
            id="sign_in.again",
            tooltip=N_("Open the store once more"),
            priority=True,
        ),
        Binding(
            "enter",
            "submit",
            N_("Sign in"),
            id="sign_in.submit",
            tooltip=N_("Take name and password"),
            priority=True,
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._busy = False
        self._store_failed = False
        self._shown: tuple[str, str] = ("", "")
        self._delayed: tuple[str, float] = ("", 0.0)
        self._countdown: Timer | None = None

    def body(self) -> Iterable[Widget]:
        with Container(id="middle"):
            with Container(id="form") as form:
                form.border_title = Content(_("Sign in"))
                yield Horizontal(Static(Content(_("Name")), classes="label"), Input(id="name", compact=True))
                yield Horizontal(
                    Static(Content(_("Password")), classes="label"),
                    Input(id="password", compact=True, password=True),
                )
                yield Static("", id="message")
            if self.desk.people:
                yield Static(self._people(), id="people")

    def _people(self) -> Content:
        """In training: who can sign in, and with what."""
        wide = max(len(person.name) for person in self.desk.people)
        lines: list[Content | str | tuple[str, str]] = [
            (_("Training: these people can sign in"), "$foreground-muted")
        ]
        for person in self.desk.people:
            lines += [
                f"\n{person.name:<{wide}}  ",
                (f"{role_name(person.role):<15}", "$foreground-muted"),
                person.password,
            ]
        return Content.assemble(*lines)

    def on_mount(self) -> None:
        self.query_one("#name", Input).focus()
        self.call_after_refresh(self._open_behind)

    def _open_behind(self) -> None:
        """The form is on the terminal: now the store, and then what the first case needs."""
        self.run_worker(self._open(), group="store", exclusive=True)

    async def _open(self) -> None:
        try:
            await self.desk.services_ready()
        except StoreError as error:
            self._fail(error)
            return
        await asyncio.to_thread(self.desk.warm_up)

    def _fail(self, error: DeskError) -> None:
        self._store_failed = isinstance(error, StoreError)
        self._show(error.message(_), "bad")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "again":
            return self._store_failed
        return super().check_action(action, parameters)

    def _show(self, text: str, kind: str = "") -> None:
        """One line under the fields; the sign in front says how it is meant, the colour only repeats it."""
        self._shown = (text, kind)
        for line in self.query("#message").results(Static):
            line.set_class(kind == "bad", "-bad")
            line.update(Content(f"✗ {text}" if kind == "bad" else text))

    async def retranslate(self) -> None:
        await super().retranslate()
        self._show(*self._shown)

    # ---- in ------------------------------------------------------------------------------------------

    def action_submit(self) -> None:
        """Enter: from the name on to the password at once, so that what is typed next lands there."""
        if self.focused is self.query_one("#name", Input):
            self.set_focus(self.query_one("#password", Input))  # `Input.focus` would come a little later
        else:
            give(self, "submit")

    @on(Order)
    def _submit(self, order: Order) -> None:
        """Name and password are complete: everything typed before Enter has been taken."""
        order.stop()
        name = self.query_one("#name", Input).value.strip()
        password = self.query_one("#password", Input).value
        if not name:
            self.query_one("#name", Input).focus()
        elif not password:
            self.query_one("#password", Input).focus()
        elif not self._busy and not self._must_wait(name):
            self._busy = True
            self.run_worker(self._sign_in(name, password), group="sign-in")

    def action_again(self) -> None:
        """F5: the cause may be gone by now."""
        self._store_failed = False
        self._show(_("Opening the store…"))
        self.refresh_bindings()
        self.desk.open_store()
        self.run_worker(self._open_and_clear(), group="store", exclusive=True)

    async def _open_and_clear(self) -> None:
        await self._open()
        if not self._store_failed:
            self._show(_("The store is open."))

    async def _sign_in(self, name: str, password: str) -> None:
        desk, at = self.desk.settings.desk, self.desk.clock()
        assert desk is not None  # a terminal that knows no desk starts with FirstStart
        if not self.desk.store_is_open:
            self._show(_("Opening the store…"))
        try:
            session = await self.act(lambda services: services.operators.sign_in(name, password, desk, at))
        except DeskError as error:
            self._refused(name, error)
            return
        finally:
            self._busy = False
        self._forget()
        self.desk.signed_in(session)

    def _forget(self) -> None:
        """Nothing of who signed in stays in the form, which waits beneath until they sign out."""
        for field in self.query(Input):
            field.value = ""
        self._show("")
        self.query_one("#name", Input).focus()

    def _refused(self, name: str, error: DeskError) -> None:
        """Say why, and leave the cursor where the next try begins."""
        field = self.query_one("#password", Input)
        if not isinstance(error, StoreError):
            field.value = ""
        field.focus()
        if isinstance(error, SignInDelayed):
            self._wait(name, int(str(error.params.get("seconds", 1))))
        else:
            self._fail(error)

    # ---- waiting after wrong tries -------------------------------------------------------------------

    def _wait(self, name: str, seconds: int) -> None:
        self._delayed = (name, self.desk.ticks() + seconds)
        if self._countdown is None:
            self._countdown = self.set_interval(1.0, self.count_down)
        self.count_down()

    def _must_wait(self, name: str) -> bool:
        """The same name too early; someone else may sign in meanwhile."""
        return name == self._delayed[0] and self._left() > 0

    def _left(self) -> int:
        """Seconds until the next try."""
        return max(0, round(self._delayed[1] - self.desk.ticks()))

    def count_down(self) -> None:
        """Show the seconds that are left, and say when the next try is welcome."""
        left = self._left()
        if left:
            self._show(SignInDelayed(seconds=left).message(_), "bad")
            return
        if self._countdown:
            self._countdown.stop()
            self._countdown = None
        self._show(_("You can try again now."))
