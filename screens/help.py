"""F1: what this screen is for, what the keys do here, and the rules of the step one is in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from .base import DeskScreen
from .text import N_, _

Key = tuple[str, str, str]
"""Key as printed, what it does in a word, and in a sentence; the last two are message ids."""


class Help(DeskScreen[None]):
    """One page over the screen it tells of; Esc or F1 goes back."""

    CSS_PATH = "styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), id="help.back", tooltip=N_("Return to the screen")),
    ]

    def __init__(self, told_of: Screen[object], keys: Sequence[Key]) -> None:
        super().__init__()
        self._told_of = told_of
        self._keys = keys

    @classmethod
    def of(cls, screen: Screen[object]) -> Help:
        """The help of `screen` as it stands now: its keys are the bindings that are alive on it."""
        keys: dict[str, Key] = {}
        for _node, binding, enabled, _tooltip in screen.active_bindings.values():
            if enabled and binding.id and binding.tooltip:
                shown = binding.key_display or screen.app.get_key_display(binding)
                keys.setdefault(binding.action, (shown, binding.description, binding.tooltip))
        return cls(screen, tuple(keys.values()))

    def body(self) -> Iterable[Widget]:
        with VerticalScroll(id="page") as page:
            page.border_title = Content(_("Help"))
            tell = getattr(self._told_of, "help_text", None)
            purpose = tell() if tell is not None else getattr(self._told_of, "HELP", "")
            if purpose:
                yield Static(Content(_(purpose)), classes="purpose")
            yield Static(Content(_("Keys")), classes="head")
            yield from self._key_rows()
            rules = getattr(self._told_of, "help_rules", None)
            if rules is not None and (told := rules()):
                yield Static(Content(_("Rules of this step")), classes="head")
                for title, text in told:
                    yield Static(Content.assemble((title, "bold"), "\n", text), classes="rule")

    def _key_rows(self) -> Iterable[Widget]:
        """One row a key: the key and the word of the key bar, then the sentence, which may take more lines."""
        rows = [(key, _(word), _(sentence)) for key, word, sentence in self._keys]
        key_width = max((len(key) for key, *_rest in rows), default=0)
        word_width = max((len(word) for _key, word, _rest in rows), default=0)
        for key, word, sentence in rows:
            name = Static(
                Content.assemble((f"{key:<{key_width}}", "bold $accent"), f"  {word}"), classes="key"
            )
            name.styles.width = key_width + word_width + 4
            yield Horizontal(name, Static(Content(sentence), classes="sentence"))

    def on_mount(self) -> None:
        self.query_one("#page").focus()

    def action_back(self) -> None:
        self.dismiss()
