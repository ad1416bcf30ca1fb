"""The one renderer of a step: a row for each field, drawn from its description."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from data.text import clean_line

from ..text import _
from ..widgets.editors import ChoiceEditor, Editor, FlagEditor, LineEditor, MrzEditor, widget_id
from .state import CaseState
from .steps import Field, Kind, Step

SHORT = frozenset({Kind.DATE, Kind.STATE, Kind.NIF, Kind.POSTCODE})
"""Kinds whose value needs little room, with something to be said of it behind."""


class Row(Horizontal):
    """Label, editor, and what is to be said of the value (its country, that it was corrected)."""

    DEFAULT_CSS = """
    Row { height: auto; width: 1fr; }
    Row > .label { width: 15; height: 1; color: $text-muted; }
    Row > .aside { width: auto; max-width: 40%; height: 1; color: $text-muted; padding-left: 1; }
    Row:focus-within > .label { color: $accent; text-style: bold; }
    Row > LineEditor { width: 1fr; height: 1; border: none; background: $surface; }
    Row.-short > LineEditor { width: 16; }
    Row.-zone { layout: vertical; }
    Row.-zone > .aside { display: none; }
    Row > LineEditor:focus { border: none; background: $primary 30%; }
    Row.-derived > LineEditor { color: $text-muted; }
    Row.-corrected > .aside { color: $text-warning; }
    """

    def __init__(self, field: Field, state: CaseState) -> None:
        super().__init__()
        self.field = field
        self._state = state
        self._said = ""
        self.set_class(field.kind is Kind.MRZ, "-zone")
        self.set_class(field.kind in SHORT, "-short")

    def compose(self) -> ComposeResult:
        yield Static(Content(_(self.field.label)), classes="label")
        yield make_editor(self.field, self._state.shown(self.field.path))
        yield Static("", classes="aside")

    @property
    def widget(self) -> Widget:
        """The row's editor, to focus."""
        return self.query_one(f"#{widget_id(self.field.path)}")

    @property
    def editor(self) -> Editor:
        """The row's editor, to show a text in."""
        return cast(Editor, self.widget)

    def follow(self, state: CaseState, aside: str, *, typing: bool) -> None:
        """Show what the state holds now; while `typing`, an editor that holds keys the state may lack is left alone."""
        path = self.field.path
        if not (typing and self.editor.touched):
            self.editor.show(state.shown(path))
        corrected = state.corrected(path)
        self.set_class(corrected, "-corrected")
        self.set_class(self.field.derived and not state.fields.get(path), "-derived")
        said = " · ".join(part for part in (_("✎ corrected") if corrected else "", aside) if part)
        if said != self._said:  # an update lays the whole screen out again
            self._said = said
            self.query_one(".aside", Static).update(Content(said))


class Form(VerticalScroll, can_focus=False):
    """The fields of one step."""

    DEFAULT_CSS = """
    Form { width: 1fr; height: 1fr; }
    """

    async def draw(self, step: Step, state: CaseState) -> None:
        """Replace what is drawn by the rows of `step`."""
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all([Row(field, state) for field in step.fields])
            self.border_title = Content(f"{_(step.title)}")

    def rows(self) -> Iterable[Row]:
        """The rows drawn."""
        return self.query(Row)

    def row(self, path: str) -> Row | None:
        """The row of `path`, if it is drawn."""
        return next((row for row in self.rows() if row.field.path == path), None)


def make_editor(field: Field, text: str) -> Widget:
    """The editor for a field's kind."""
    match field.kind:
        case Kind.MRZ:
            return MrzEditor(field.path, text, field.lines)
        case Kind.CHOICE:
            return ChoiceEditor(field.path, text, field.choices)
        case Kind.FLAG:
            return FlagEditor(field.path, text)
        case _:
            return LineEditor(field.path, text, field.at_most, clean_line)
