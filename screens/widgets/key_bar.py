"""One row at the foot: what the keys do here, taken from the bindings that are alive now."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from ..text import _

ALWAYS = ("help", "privacy")
"""Actions of the app that are on the row however narrow it is."""


def _cells(span: tuple[str, str, str]) -> int:
    """The cells that a key and its words take."""
    return len(span[0]) + len(span[1]) + 3


class KeyBar(Widget):
    """Keys and words of the bindings to show; what does not fit is found by F1 and in the palette."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 1fr; background: $panel; color: $foreground; }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def _alive(self) -> list[tuple[bool, Binding]]:
        """The bindings to show, one an action, in the order the screen declares them; with whether they are the app's."""
        shown: dict[str, tuple[bool, Binding]] = {}
        for node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            if binding.show and enabled:
                shown.setdefault(binding.action, (node is self.app, binding))
        declared = [each.action for each in self.screen.BINDINGS if isinstance(each, Binding)]
        order = {action: place for place, action in enumerate(declared)}
        return sorted(shown.values(), key=lambda pair: (pair[0], order.get(pair[1].action, len(order))))

    def _spans(self) -> list[tuple[str, str, str]]:
        """(key, words, action) of each, as many as fit in a row; help and privacy always have their room."""
        alive = [(of_app, self._span(binding)) for of_app, binding in self._alive()]
        kept = [span for of_app, span in alive if of_app and span[2] in ALWAYS]
        room = (self.size.width or 80) - sum(map(_cells, kept))
        for _of_app, span in alive:
            if span in kept:
                continue
            room -= _cells(span)
            if room < 0:
                break
            kept.append(span)
        return [span for _of_app, span in alive if span in kept]

    def _span(self, binding: Binding) -> tuple[str, str, str]:
        key = binding.key_display or self.app.get_key_display(binding)
        return key, _(binding.description), binding.action

    def render(self) -> Content:
        pieces: list[Content | str | tuple[str, str]] = []
        for key, words, _action in self._spans():
            pieces += [(f" {key}", "bold $accent"), f" {words} "]
        return Content.assemble(*pieces)

    async def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        at = 0
        for key, words, action in self._spans():
            at += _cells((key, words, action))
            if event.x < at:
                await self.screen.run_action(action)
                return
