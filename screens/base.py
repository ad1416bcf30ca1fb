"""What every screen of the desk has: the two bars, the way to the services, and its words in both languages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from desk_app.errors import DeskError

from .text import _
from .turns import on_top
from .widgets.key_bar import KeyBar
from .widgets.top_bar import TopBar

if TYPE_CHECKING:
    from desk_app.services.contract import Services

    from .desk import DeskApp
    from .widgets.dialog import Dialog

T = TypeVar("T")
Result = TypeVar("Result")


class DeskScreen(Screen[Result]):
    """A full screen between the two bars.

    A screen renders a frozen view, turns keys into an act, and shows the outcome. `HELP` is what F1 says here.
    """

    HELP: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  # Textual declares it as an instance variable

    @property
    def desk(self) -> DeskApp:
        """The app, with what it knows of session, clock and language."""
        return cast("DeskApp", self.app)

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield from self.body()
        yield KeyBar()

    def body(self) -> Iterable[Widget]:
        """What stands between the bars."""
        return ()

    def case_line(self) -> str:
        """The right part of the top bar: the open case, if one is."""
        return ""

    def on_mount(self) -> None:
        self.refresh_bar()

    def on_screen_resume(self) -> None:
        self.refresh_bar()

    def refresh_bar(self) -> None:
        """Say again where this is and who works here."""
        for bar in self.query(TopBar):
            bar.show(*self.desk.bar_parts(), self.case_line(), training=self.desk.training)

    async def retranslate(self) -> None:
        """Show this screen in the language now in use; what was typed stays."""
        from .typed import recompose  # widgets that the first screen need not import

        await recompose(self)
        self.refresh_bar()

    async def act(self, call: Callable[[Services], T]) -> T:
        """Do one act off the UI thread. Raises its DeskError; call from an async worker."""
        services = await self.desk.services_ready()
        return await asyncio.to_thread(call, services)

    async def finish(self, result: Result | None = None) -> None:
        """Close this screen after an act; not before it is on top."""
        await on_top(self)
        self.dismiss(result)

    async def ask(self, question: Dialog[T]) -> T | None:
        """Put a question over this screen and wait for the answer; call from a worker."""
        await on_top(self)
        return await self.app.push_screen_wait(question)

    def tell(self, error: DeskError) -> None:
        """Show a refusal in the operator's words."""
        self.notify(error.message(_), severity="error", markup=False, timeout=8)

    def say(self, text: str) -> None:
        """Show a short fact."""
        self.notify(text, markup=False)
