"""The app: one terminal, its session, its language, and the screens over each other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.records import Session
from desk_app.errors import DeskError
from desk_app.settings import Settings

from . import text
from .text import N_, _

if TYPE_CHECKING:
    from desk_app.policy import Policy
    from desk_app.services.contract import Services

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


class DeskApp(App[int]):
    """The desk. `opener` opens the store (slow: it runs in a thread after the first paint); `clock` gives UTC now."""

    CSS_PATH = "styles/desk.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", N_("Help"), id="desk.help", tooltip=N_("What this screen is for, and its keys"), priority=True),
        Binding("f8", "privacy", N_("Privacy"), id="desk.privacy", tooltip=N_("Blank the screen at once"), priority=True),
        Binding("f9", "lock", N_("Lock"), id="desk.lock", tooltip=N_("Lock the desk; the open case stays"), priority=True),
        Binding("f12", "language", "English", id="desk.language", tooltip=N_("Portuguese or English"), priority=True),
        Binding("ctrl+q", "quit", N_("Quit"), id="desk.quit", tooltip=N_("Leave; the open case is kept"), show=False, priority=True),
    ]

    def __init__(
        self,
        settings: Settings,
        opener: Callable[[], Services],
        *,
        clock: Clock = _now,
        first_start: bool = False,
        policy: Policy | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.clock = clock
        self.session: Session | None = None
        self.training = settings.training
        self._opener = opener
        self._first_start = first_start
        self._policy = policy
        self._services: asyncio.Future[Services] | None = None
        self._last_input = time.monotonic()
        text.use(settings.language)

    # ---- what every screen may ask --------------------------------------------------------------------------

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

            self._policy = load()
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
            place = f"{desk.name} · {_('desk {number}').format(number=desk.number)}"
        who = f"{self.session.operator.full_name} · {role_name(self.session.operator.role)}" if self.session else ""
        return place, who

    async def services_ready(self) -> Services:
        """The open store's services; waits for it. Raises the StoreError that opening met."""
        self.open_store()
        assert self._services is not None
        return await asyncio.shield(self._services)

    def open_store(self) -> None:
        """Start opening the store off the UI thread, once; after a failure, again."""
        if self._services is None or (self._services.done() and self._services.exception()):
            self._services = asyncio.ensure_future(asyncio.to_thread(self._opener))
            self._services.add_done_callback(lambda done: done.cancelled() or done.exception())

    def use_services(self, opener: Callable[[], Services], settings: Settings) -> None:
        """The first start made a store: work on that one."""
        self._opener, self.settings, self._services = opener, settings, None

    # ---- coming and going -------------------------------------------------------------------------------------

    async def on_mount(self) -> None:
        self.set_interval(1.0, self._watch_idle)
        if self._first_start:
            from .first_start import FirstStart

            await self.push_screen(FirstStart())
        else:
            from .sign_in import SignIn

            await self.push_screen(SignIn())

    async def signed_in(self, session: Session) -> None:
        """Go on to the operator's home."""
        from .home import Home

        self.session = session
        self._last_input = time.monotonic()
        await self.switch_screen(Home())

    async def sign_out(self) -> None:
        """End the session and show signing in again; open cases stay as drafts."""
        from .sign_in import SignIn

        await self._leave_screens()
        if self.session:
            who, at = self.session, self.clock()
            services = await self.services_ready()
            try:
                await asyncio.to_thread(services.operators.sign_out, who, at)
            except DeskError as error:
                self.notify(error.message(_), severity="error", markup=False)
        self.session = None
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        await self.switch_screen(SignIn())

    async def _leave_screens(self) -> None:
        """Let every screen keep what is not kept yet."""
        for screen in self.screen_stack:
            flush = getattr(screen, "flush", None)
            if flush is not None:
                await flush()

    async def action_quit(self) -> None:
        await self._leave_screens()
        self.exit(0)

    def release(self) -> None:
        """After the app ended: let go of the store."""
        if self._services and self._services.done() and not self._services.cancelled() and not self._services.exception():
            self._services.result().close()

    # ---- idle, privacy, language, help ------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._last_input = time.monotonic()
        await super().on_event(event)

    def _watch_idle(self) -> None:
        if self.session and time.monotonic() - self._last_input > self.policy.idle_lock_seconds:
            self._lock(idle=True)

    def action_lock(self) -> None:
        if self.session:
            self._lock(idle=False)

    def _lock(self, *, idle: bool) -> None:
        from .lock import Lock

        if not isinstance(self.screen, Lock):
            self.push_screen(Lock(idle=idle))

    def action_privacy(self) -> None:
        from .lock import Lock, Privacy

        if isinstance(self.screen, Privacy):
            self.pop_screen()
        elif not isinstance(self.screen, Lock):
            self.push_screen(Privacy())

    def action_help(self) -> None:
        from .help import Help
        from .lock import Lock, Privacy

        if isinstance(self.screen, Help):
            self.pop_screen()
        elif not isinstance(self.screen, Lock | Privacy):
            self.push_screen(Help.of(self.screen))

    async def action_language(self) -> None:
        from desk_app.i18n import LANGUAGES

        here = LANGUAGES.index(text.language())
        text.use(LANGUAGES[(here + 1) % len(LANGUAGES)])
        for screen in self.screen_stack:
            again = getattr(screen, "retranslate", None)
            if again is not None:
                await again()
        self.screen.refresh_bindings()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command that is alive here, by its name; no screenshot among them."""
        for node, binding, enabled, _tooltip in screen.active_bindings.values():
            if enabled and binding.id and binding.description:

                async def run(action: str = binding.action, node: object = node) -> None:
                    await self.run_action(action, node)  # type: ignore[arg-type]  # a binding's node is a DOM node

                yield SystemCommand(_(binding.description), _(binding.tooltip), run)

    def action_command_palette(self) -> None:
        from textual.command import CommandPalette

        if self.session and not CommandPalette.is_open(self):
            self.push_screen(CommandPalette(placeholder=_("What do you want to do?"), id="--command-palette"))


def role_name(role: str) -> str:
    """The role in the operator's words."""
    names = {
        "clerk": N_("clerk"),
        "supervisor": N_("supervisor"),
        "administrator": N_("administrator"),
        "auditor": N_("auditor"),
    }
    return _(names[role])
