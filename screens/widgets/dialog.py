"""A question over the screen: title, body, what Enter and Esc do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from ..text import N_, _
from ..turns import on_top

if TYPE_CHECKING:
    from ..desk import DeskApp

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None]):
    """A modal box; Esc closes it with None. Subclasses give `title_text`, `parts` and dismiss with their result."""

    HELP: ClassVar[str] = ""
    _at_work = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "close",
            N_("Back"),
            id="dialog.close",
            tooltip=N_("Back to the screen; nothing is done"),
        )
    ]
    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #box {
        width: 72; max-width: 96%; height: auto; max-height: 90%;
        border: round $accent; background: $surface; padding: 0 1;
    }
    Dialog #dialog-error { color: $text-error; height: auto; }
    Dialog #dialog-keys { color: $text-muted; height: 1; margin-top: 1; }
    """

    @property
    def desk(self) -> DeskApp:
        """The app, with what it knows of session, clock and language."""
        return cast("DeskApp", self.app)

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="box", can_focus=False) as box:
            box.border_title = Content(self.title_text())
            yield from self.parts()
            yield Static("", id="dialog-error")
            yield Static(Content(self.keys_text()), id="dialog-keys")

    def on_descendant_focus(self) -> None:
        """The box has its cursor: what was typed for it meanwhile lands in it."""
        self.desk.release_keys()

    def title_text(self) -> str:
        """The question in a few words."""
        return ""

    def keys_text(self) -> str:
        """What the keys do here."""
        return _("Enter: go on   Esc: back")

    def parts(self) -> Iterable[Widget]:
        """What stands in the box."""
        return ()

    def refuse(self, text: str) -> None:
        """Say what is wrong, and keep the box open."""
        self.query_one("#dialog-error", Static).update(Content(text))

    def work_begins(self) -> None:
        """An act is under way: the box is deaf to Esc until it has answered."""
        self._at_work = True
        self.refuse(_("Working…"))

    def work_failed(self, text: str) -> None:
        """The act was refused: say why, and listen again."""
        self._at_work = False
        self.refuse(text)

    @property
    def at_work(self) -> bool:
        """Whether an act is under way."""
        return self._at_work

    async def finish(self, result: Result | None) -> None:
        """Close with the act's answer; not before the box is on top."""
        await on_top(self)
        self.dismiss(result)

    def action_close(self) -> None:
        if not self._at_work:
            self.dismiss(None)

    async def retranslate(self) -> None:
        """A question is asked again in the language now in use."""
        from ..typed import recompose

        await recompose(self)


class Question(Dialog[bool]):
    """Yes with Enter, back with Esc. `title` and `text` are message ids."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "agree",
            N_("Yes"),
            id="question.agree",
            tooltip=N_("Do what the question says"),
            priority=True,
        )
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def title_text(self) -> str:
        return _(self._title)

    def keys_text(self) -> str:
        return _("Enter: yes   Esc: back")

    def parts(self) -> Iterable[Widget]:
        yield Static(Content(_(self._text)))

    def action_agree(self) -> None:
        self.dismiss(True)
