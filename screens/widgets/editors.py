"""The editors of a form: a line of text, an MRZ, a choice, a tick. One set of messages for all of them.

An editor never drops what was typed in silence: what it can't take, it says (`Dropped`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from ..text import _


class Edited(Message):
    """The text of the field at `path` is now `text`."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path = path
        self.text = text


class Left(Message):
    """The cursor left the field at `path`."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class Dropped(Message):
    """Characters that the field at `path` can't hold were left out."""

    def __init__(self, path: str, characters: str) -> None:
        super().__init__()
        self.path = path
        self.characters = characters


class Editor(Protocol):
    """What a form needs of an editor."""

    path: str
    latest: str
    """The text as the last key handled left it."""
    touched: bool
    """A key changed it since the cursor came: what is under the hands is never set from outside."""

    def show(self, text: str) -> None:
        """Set the text without telling of an edit."""


async def act_in_order(editor: Widget, event: events.Key) -> None:
    """An editor's own keys (Backspace, arrows) act in the order they were pressed.

    Textual hands them up to the app first and acts when they come back: by then the next characters are in.
    """
    for binding in editor._bindings.key_to_bindings.get(event.key, ()):
        event.stop()
        event.prevent_default()
        await editor.run_action(binding.action)


class LineEditor(Input):
    """One line of text, at most `at_most` characters; control and invisible characters never get in.

    Its place on the screen never follows its text, so a key repaints the line instead of laying the whole screen out
    again, which takes longer than everything else between a key and its frame (`benchmarks/keystroke.py`).
    """

    virtual_size = reactive(Size(0, 0))

    def __init__(self, path: str, text: str, at_most: int, clean: Callable[[str], str]) -> None:
        super().__init__(text, compact=True, select_on_focus=False, id=widget_id(path))
        self.path = path
        self._at_most = at_most
        self._clean = clean
        self._told = text
        self.touched = False

    async def _on_key(self, event: events.Key) -> None:
        await act_in_order(self, event)

    def show(self, text: str) -> None:
        if text != self.value:
            self._told = text
            self.value = text

    def replace(self, text: str, start: int, end: int) -> None:
        """Take typed or pasted text: cleaned, and cut where the field ends, which is said."""
        self.touched = True
        kept = self._clean(text)
        room = self._at_most - (len(self.value) - (end - start))
        if len(kept) > room or len(kept) < len(text.rstrip("\r\n")):
            self.post_message(
                Dropped(self.path, "".join(sorted(set(text) - set(kept))) or kept[max(room, 0) :])
            )
        super().replace(kept[: max(room, 0)], start, end)

    def _on_paste(self, event: events.Paste) -> None:
        """A paste of several lines becomes one line; nothing of it is lost."""
        text = " ".join(event.text.split("\n")).replace("\r", "").strip()
        self.replace(text, *sorted(self.selection))
        event.stop()
        event.prevent_default()

    @property
    def latest(self) -> str:
        """The text as the last key handled left it; word of it may still be under way."""
        return self.value

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> None:
        if self.latest != self._told:
            self._told = self.latest
            self.post_message(Edited(self.path, self.latest))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()  # Enter is the form's own key

    def on_blur(self) -> None:
        self._tell()
        self.touched = False
        self.post_message(Left(self.path))


class MrzEditor(TextArea):
    """A machine-readable zone as a scanner types it, as it is pasted or typed: `lines` lines of capitals, digits, `<`.

    It is one widget because a scanner is faster than the cursor can move between three. Enter ends a line, and on the
    last one the field. Ctrl+A marks all of it: what is scanned then takes its place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", show=False)]

    DEFAULT_CSS = """
    MrzEditor { height: auto; border: none; padding: 0; width: 1fr; background: $surface; }
    MrzEditor.-textual-compact { border: none; }
    """
    AT_MOST: ClassVar[int] = 240
    """Characters kept; the longest zone has 90 and its line ends."""
    LOOK_ALIKES: ClassVar[dict[int, str]] = {ord("«"): "<", ord("‹"): "<", ord("＜"): "<", ord(" "): ""}

    def __init__(self, path: str, text: str, lines: int) -> None:
        super().__init__(
            text,
            soft_wrap=False,
            compact=True,
            highlight_cursor_line=False,
            id=widget_id(path),
            max_checkpoints=20,
        )
        self.path = path
        self.lines = lines
        self._told = text
        self.touched = False
        self.styles.height = lines

    async def _on_key(self, event: events.Key) -> None:
        await act_in_order(self, event)

    def show(self, text: str) -> None:
        if text != self.text:
            self._told = text
            self.text = text

    def edit(self, edit: Edit) -> EditResult:
        """Take what is typed or pasted, in capitals and without separators; say what could not be taken."""
        self.touched = True
        raw = edit.text.replace("\r\n", "\n").replace("\r", "\n")
        kept = "".join(
            c
            for c in raw.translate(self.LOOK_ALIKES).upper()
            if c == "\n" or c == "<" or (c.isascii() and c.isalnum())
        )
        lost = "".join(
            c
            for c in raw
            if not c.isspace()
            and ord(c) not in self.LOOK_ALIKES
            and not (c.isascii() and c.isalnum())
            and c != "<"
        )
        room = self.AT_MOST - len(self.text)
        if len(kept) > room:
            kept, lost = kept[: max(room, 0)], lost + kept[max(room, 0) :]
        if lost:
            self.post_message(Dropped(self.path, lost))
        edit.text = kept
        return super().edit(edit)

    def end_line(self) -> bool:
        """Enter: begins a new line, unless the zone is whole or empty; True if it ends here."""
        rows = [row for row in self.text.split("\n") if row]
        if not rows or len(rows) >= self.lines or sum(map(len, rows)) >= 72:
            return True
        self.insert("\n")
        return False

    @property
    def latest(self) -> str:
        """The text as the last key handled left it; word of it may still be under way."""
        return self.text.strip("\n")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> None:
        if self.text != self._told:
            self._told = self.text
            self.post_message(Edited(self.path, self.latest))

    def on_blur(self) -> None:
        self._tell()
        self.touched = False
        self.post_message(Left(self.path))


class ChoiceEditor(Widget, can_focus=True):
    """One of a few, on one row: left and right, its number, or its first letter; Enter goes on."""

    DEFAULT_CSS = """
    ChoiceEditor { height: 1; width: 1fr; background: $surface; }
    ChoiceEditor:focus { background: $primary 30%; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]
    value = reactive("")

    def __init__(self, path: str, value: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(id=widget_id(path))
        self.path = path
        self.choices = tuple(choices)
        self.touched = False
        self.set_reactive(ChoiceEditor.value, value)

    @property
    def latest(self) -> str:
        """The value as the last key handled left it; word of it may still be under way."""
        return self.value

    def show(self, text: str) -> None:
        self.value = text

    def render(self) -> Content:
        words = dict(self.choices)
        if self.value in words:
            return Content.assemble(("‹ ", "dim"), _(words[self.value]), (" ›", "dim"))
        if self.value:  # a pre-registration may name what this desk does not offer
            return Content.assemble(("‹ ", "dim"), Content(self.value), (" ›", "dim"))
        return Content.assemble(("‹ " + _("choose") + " ›", "dim"))

    async def on_key(self, event: events.Key) -> None:
        await act_in_order(self, event)
        if not event.character or not event.character.isalnum():
            return
        event.stop()
        if event.character.isascii() and event.character.isdigit():
            place = int(event.character) - 1
            if 0 <= place < len(self.choices):
                self._choose(self.choices[place][0])
            return
        starts = [
            value
            for value, label in self.choices
            if _(label).casefold().startswith(event.character.casefold())
        ]
        if starts:
            after = starts.index(self.value) + 1 if self.value in starts else 0
            self._choose(starts[after % len(starts)])

    def action_turn(self, by: int) -> None:
        values = [value for value, _label in self.choices]
        at = values.index(self.value) + by if self.value in values else (0 if by > 0 else -1)
        self._choose(values[at % len(values)])

    def on_click(self) -> None:
        self.action_turn(1)

    def on_blur(self) -> None:
        self.touched = False
        self.post_message(Left(self.path))

    def _choose(self, value: str) -> None:
        if value != self.value:
            self.touched = True
            self.value = value
            self.post_message(Edited(self.path, value))


class FlagEditor(Widget, can_focus=True):
    """A tick: Space turns it, Enter goes on."""

    DEFAULT_CSS = """
    FlagEditor { height: 1; width: 1fr; background: $surface; }
    FlagEditor:focus { background: $primary 30%; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", show=False),
    ]
    value = reactive("")

    def __init__(self, path: str, value: str) -> None:
        super().__init__(id=widget_id(path))
        self.path = path
        self.touched = False
        self.set_reactive(FlagEditor.value, value)

    async def on_key(self, event: events.Key) -> None:
        await act_in_order(self, event)

    @property
    def latest(self) -> str:
        """The value as the last key handled left it; word of it may still be under way."""
        return self.value

    def show(self, text: str) -> None:
        self.value = text

    def render(self) -> Content:
        return Content.assemble("[x] " if self.value else "[ ] ", _("yes") if self.value else _("no"))

    def action_turn(self) -> None:
        self.touched = True
        self.value = "" if self.value else "yes"
        self.post_message(Edited(self.path, self.value))

    def on_click(self) -> None:
        self.action_turn()

    def on_blur(self) -> None:
        self.touched = False
        self.post_message(Left(self.path))


def widget_id(path: str) -> str:
    """The widget id of a field's path."""
    return "field-" + path.replace(".", "-")
