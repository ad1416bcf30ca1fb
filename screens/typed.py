"""Composing a screen anew, in another language, without losing what was typed."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Checkbox, Input


async def recompose(screen: Screen[Any]) -> None:
    """Compose `screen` anew: what its inputs hold and the cursor's place, by id, are what they were."""
    focused = screen.focused.id if screen.focused else None
    kept = {
        part.id: part.value for part in screen.query(Widget) if part.id and isinstance(part, Input | Checkbox)
    }
    await screen.recompose()
    for part in screen.query(Widget):
        if part.id in kept and isinstance(part, Input | Checkbox):
            part.value = kept[part.id]
    if focused and (again := screen.query(f"#{focused}")):
        screen.set_focus(again.first())
