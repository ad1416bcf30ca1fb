"""The app: one terminal, its session, its language, and the screens over each other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, cast

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from desk_app.errors import DeskError
from desk_app.settings import Settings

from . import text
from .held_keys import KeysInOrder
from .leaving import crash_line, leave_on_signals
from .text import N_, _
from .turns import on_top
from .words import role_name

if TYPE_CHECKING:
    from data.people import Session
    from desk_app.policy import Policy
    from desk_app.services.contract import Services

    from .first_start import Maker

Clock = Callable[[], datetime]
WARM = ("screens.home", "screens.enrolment.walk", "screens.lock", "screens.help", "screens.code")
"""What is imported behind the sign-in form, so that the first case opens at once."""
KEYS = {
    "enter": "Enter",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "space": "Space",
    "tab": "Tab",
    "ctrl+q": "Ctrl+Q",
    "ctrl+down": "Ctrl+↓",
    "ctrl+up": "Ctrl+↑",
}
STUCK_SECONDS = 3.0
"""How long leaving waits for what a screen still has to keep."""


def _now() -> datetime:
    return datetime.now(UTC)


class Person(NamedTuple):
    """Somebody who can sign in to the training store; shown on its first screen."""

    name: str
    role: str
    password: str


class DeskApp(KeysInOrder):
    """The desk. `opener` opens the store (slow: it runs in a thread after the first paint).

    `maker` and `first_start` are for a terminal that has no store yet ("all") or does not know its place ("place");
    `clock` gives UTC now, `ticks` seconds that never jump (idling is measured in them).
    """

    TITLE = "CMD"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f1",
            "help",
            N_("Help"),
            id="desk.help",
            tooltip=N_("What this screen is for, and its keys"),
            priority=True,
        ),
        Binding(
            "f8",
            "privacy",
            N_("Privacy"),
            id="desk.privacy",
            tooltip=N_("Blank the screen at once"),
            priority=True,
        ),
        Binding(
            "f9",
            "lock",
            N_("Lock"),
            id="desk.lock",
            tooltip=N_("Lock the desk; the open case stays"),
            priority=True,
        ),
        Binding(
            "f12",
            "language('en')",
            N_("In English"),
            id="desk.english",
            tooltip=N_("Show everything in English"),
            priority=True,
        ),
        Binding(
            "f12",
            "language('pt')",
            N_("In Portuguese"),
            id="desk.portuguese",
            tooltip=N_("Show everything in Portuguese"),
            priority=True,
        ),
        Binding(
            "ctrl+q",
            "quit",
            N_("Quit"),
            id="desk.quit",
            tooltip=N_("Leave; the open case is kept"),
            show=False,
            priority=True,
        ),
    ]

    def __init__(
        self,
        settings: Settings,
        opener: Callable[[], Services],
        *,
        clock: Clock = _now,
        maker: Maker | None = None,
        first_start: Literal["", "place", "all"] = "",
        policy: Policy | None = None,
        people: Sequence[Person] = (),
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        first_form = "styles/first_start.tcss" if first_start else "styles/sign_in.tcss"
        super().__init__(css_path=["styles/desk.tcss", first_form])
        self.settings = settings
        self.clock = clock
        self.ticks = ticks
        self.people = tuple(people)
        self.session: Session | None = None
        self.training = settings.training
        self._opener = opener
        self._maker = maker
        self._first_start = first_start
        self._policy = policy
        self._services: asyncio.Future[Services] | None = None
        self._opened: list[Services] = []
        self._last_input = ticks()
        self._crash = ""
        text.use(settings.language)

    # ---- what every screen may ask -------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The day at the desk."""
        from desk_app.i18n import today

        return today(self.clock())

    @property
    def policy(self) -> Policy:
        """The numbers of the rules, read when first needed."""
        if self._policy is None:
            from desk_app.policy import load

            own = self.settings.config / "policy.toml"
            self._policy = load(own if own.is_file() else None)
        return self._policy

    @property
    def who(self) -> Session:
        """The session; there is one on every screen behind signing in."""
        assert self.session is not None
        return self.session

    def bar_parts(self) -> tuple[str, str]:
        """Left and middle of the top bar: the place, and who works here."""
        desk = self.session.desk if self.session else self.settings.desk
        place = _("CMD desk")
        if desk:
            number = _("desk {number}").format(number=desk.number)
            place = f"{desk.name} · {number}"
        who = (
            f"{self.session.operator.full_name} · {role_name(self.session.operator.role)}"
            if self.session
            else ""
        )
        return place, who

    async def services_ready(self) -> Services:
        """The open store's services; waits for it. Raises the StoreError that opening met."""
        self.open_store()
        assert self._services is not None
        return await asyncio.shield(self._services)

    def open_store(self) -> None:
        """Start opening the store off the UI thread, once; after a failure, again."""
        if self._services is None or (self._services.done() and self._services.exception()):
            self._services = asyncio.ensure_future(asyncio.to_thread(self._open, self._opener))
            self._services.add_done_callback(lambda done: done.cancelled() or done.exception())

    def _open(self, opener: Callable[[], Services]) -> Services:
        """In a thread: whatever is opened is known to `release`, even when nobody waits for it any more."""
        services = opener()
        self._opened.append(services)
        return services

    @property
    def store_is_open(self) -> bool:
        """Whether acts can start without waiting for the store."""
        return bool(self._services and self._services.done() and not self._services.exception())

    def warm_up(self) -> None:
        """In a thread, after the store opened: import what the screens behind signing in need."""
        from importlib import import_module

        for name in WARM:
            import_module(name)

    def start_with(self, services: Services, settings: Settings) -> None:
        """The first start is done: go on to signing in, on the store it made."""
        from .sign_in import SignIn

        self.settings = settings
        self._opened.append(services)
        self._services = asyncio.get_running_loop().create_future()
        self._services.set_result(services)
        self.push_screen(SignIn())

    # ---- coming and going ----------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """The first form is the lowest screen itself: pushing it over an empty one would paint twice."""
        if self._first_start:
            from .first_start import FirstStart

            assert self._maker is not None
            return FirstStart(self._maker, only_place=self._first_start == "place")
        from .sign_in import SignIn

        return SignIn()

    def on_mount(self) -> None:
        self.set_interval(1.0, self.watch_idle)
        if not self.is_headless:
            leave_on_signals(self.leave)
            asyncio.get_running_loop().set_exception_handler(self._failed_aside)

    def signed_in(self, session: Session) -> None:
        """Go on to the operator's home, over the sign-in form."""
        from .home import Home

        self.session = session
        self._last_input = self.ticks()
        self.push_screen(Home())

    def action_sign_out(self) -> None:
        """End the session. A worker of the app does it: the screen that asked is taken away on the way."""
        self.run_worker(self.sign_out(), group="sign-out", exclusive=True)

    async def sign_out(self) -> None:
        """Keep what is open, go back to the sign-in form, and record that the session ended."""
        from .sign_in import SignIn

        await self.leave_screens()
        self.clear_notifications()
        while not isinstance(self.screen, SignIn):
            await self.pop_screen()
        session, self.session = self.session, None
        self.screen.refresh_bar()
        await self._record_end(session)

    async def _record_end(self, session: Session | None) -> None:
        if session and self.store_is_open:
            at, services = self.clock(), await self.services_ready()
            try:
                await asyncio.to_thread(services.operators.sign_out, session, at)
            except DeskError as error:
                self.notify(error.message(_), severity="error", markup=False)

    async def leave_screens(self) -> None:
        """Let every screen keep what is not kept yet; one that can't doesn't stop the others."""
        for screen in reversed(self.screen_stack):
            flush = getattr(screen, "flush", None)
            if flush is not None:
                keeping = asyncio.ensure_future(flush())
                done, _late = await asyncio.wait({keeping}, timeout=STUCK_SECONDS)  # late ones go on
                error = keeping.exception() if done else None
                if not done:
                    told = _("The last field could not be kept in time.")
                    self.notify(told, severity="error", markup=False)
                elif isinstance(error, DeskError):
                    self.notify(error.message(_), severity="error", markup=False)
                elif error:
                    raise error

    async def action_quit(self) -> None:
        self.leave(0)

    def leave(self, code: int) -> None:
        """Keep what is open, end the session, and go with exit code `code`."""
        self.run_worker(self._leave(code), group="leave", exclusive=True)

    async def _leave(self, code: int) -> None:
        await self.leave_screens()
        session, self.session = self.session, None
        await self._record_end(session)
        self.exit(code, return_code=code)

    def release(self) -> None:
        """After the app ended: let go of the store."""
        for services in self._opened:
            services.close()
        self._opened.clear()

    # ---- when something goes wrong that nobody foresaw -----------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """Textual's way out would print locals, and with them what an applicant's papers say.

        Here: one line that names the place in the program, after the open case was kept as far as that goes.
        """
        self._return_code = 1
        if self._crash:
            return
        self._crash = crash_line(error)
        self._exception = error
        self._going_down = asyncio.get_running_loop().create_task(self._go_down())
        self._exception_event.set()

    def _failed_aside(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A task nobody waited for failed; asyncio would print its message, which may hold data."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    async def _go_down(self) -> None:
        from rich.text import Text

        try:
            await self.leave_screens()
        finally:
            self._exit_renderables.append(Text(self._crash))
            self._close_messages_no_wait()

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are printed on the keyboard: F1, Enter, PgDn."""
        return binding.key_display or KEYS.get(binding.key) or super().get_key_display(binding).capitalize()

    # ---- idle, privacy, language, help ---------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._last_input = self.ticks()
        await super().on_event(event)

    def watch_idle(self) -> None:
        """Every second: lock when nobody touched the desk for the policy's time."""
        if self.session and self.ticks() - self._last_input > self.policy.idle_lock_seconds:
            self._lock(idle=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the desk's own keys may do on the screen that is up."""
        covered = getattr(self.screen, "COVERS", "") if self.screen_stack else ""
        if action == "language":
            return covered != "privacy" and parameters != (text.language(),)
        if action == "help":
            return not covered
        if action == "lock":
            return self.session is not None and covered != "lock"
        if action == "privacy":
            return covered != "lock"
        return super().check_action(action, parameters)

    def action_lock(self) -> None:
        self._lock(idle=False)

    def _lock(self, *, idle: bool) -> None:
        from .lock import Lock

        covered = getattr(self.screen, "COVERS", "")
        if covered == "lock":
            return
        self.clear_notifications()
        if covered == "privacy":
            self.switch_screen(Lock(idle=idle))
        else:
            self.push_screen(Lock(idle=idle))

    def replace(self, old: Screen[Any], new: Screen[Any]) -> None:
        """Put `new` in the place of `old`, once that is on top: never in the place of a lock."""
        self.run_worker(self._replace(old, new), group="replace")

    async def _replace(self, old: Screen[Any], new: Screen[Any]) -> None:
        await on_top(old)
        await self.switch_screen(new)

    def action_privacy(self) -> None:
        from .lock import Privacy

        if isinstance(self.screen, Privacy):
            self.pop_screen()
        else:
            self.clear_notifications()
            self.push_screen(Privacy())

    def action_help(self) -> None:
        from .help import Help

        if isinstance(self.screen, Help):
            self.pop_screen()
        else:
            self.push_screen(Help.of(self.screen))

    async def action_language(self, code: str) -> None:
        """Show every screen, also those beneath, in the language `code`."""
        text.use(code)
        for screen in self.screen_stack:
            again = getattr(screen, "retranslate", None)
            if again is not None:
                await again()
        self.screen.refresh_bindings()

    def action_help_quit(self) -> None:
        """Ctrl+C by habit: say which key leaves."""
        self.notify(_("Ctrl+Q leaves the desk."), markup=False)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: every command that is alive here, by its name; no screenshot among them."""
        for node, binding, enabled, _tooltip in screen.active_bindings.values():
            if enabled and binding.id and binding.description:

                async def run(action: str = binding.action, node: object = node) -> None:
                    await self.run_action(action, node)  # type: ignore[arg-type]  # a binding's node is a DOM node

                yield SystemCommand(_(binding.description), _(binding.tooltip), run)

    def action_command_palette(self) -> None:
        from textual.command import CommandPalette

        covered = getattr(self.screen, "COVERS", "")
        if self.session and not covered and not CommandPalette.is_open(cast(App[object], self)):
            self.push_screen(CommandPalette(placeholder=_("What do you want to do?"), id="--command-palette"))
