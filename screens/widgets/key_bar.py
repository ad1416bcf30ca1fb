"""One row at the foot: what the keys do here, taken from the bindings that are alive now."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from ..text import _


class KeyBar(Widget):
    """Keys and words of the bindings to show; what does not fit is found by F1 and in the palette."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 1fr; background: $panel; color: $foreground; }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def _alive(self) -> list[Binding]:
        """The bindings to show, one an action, those of the screen before those of the app."""
        seen: set[str] = set()
        shown = []
        for node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            if binding.show and enabled and binding.action not in seen:
                seen.add(binding.action)
                shown.append((node is self.app, binding))
        return [binding for _of_app, binding in sorted(shown, key=lambda pair: pair[0])]

    def _spans(self) -> list[tuple[str, str, str]]:
        """(key, words, action) of each, as many as fit in a row."""
        room, spans = self.size.width or 80, []
        for binding in self._alive():
            key = binding.key_display or self.app.get_key_display(binding)
            words = _(binding.description)
            room -= len(key) + len(words) + 3
            if room < 0:
                break
            spans.append((key, words, binding.action))
        return spans

    def render(self) -> Content:
        pieces: list[Content | str | tuple[str, str]] = []
        for key, words, _action in self._spans():
            pieces += [(f" {key}", "bold $accent"), f" {words} "]
        return Content.assemble(*pieces)

    async def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        at = 0
        for key, words, action in self._spans():
            at += len(key) + len(words) + 3
            if event.x < at:
                await self.screen.run_action(action)
                return
