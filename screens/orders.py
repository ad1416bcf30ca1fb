"""Orders from the keyboard that must see everything typed before them.

An editor handles its keys in its own time, so a key that acts on what was typed travels through the focused editor's
own queue and comes up from there, behind the characters (see `docs/decisions/0003`).
"""

from __future__ import annotations

from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget


class Order(Message):
    """Do `name` now; everything typed before it has been taken."""

    def __init__(self, name: str, argument: str = "") -> None:
        super().__init__()
        self.name = name
        self.argument = argument


def give(screen: Screen[None], name: str, argument: str = "") -> None:
    """Send an order behind the keys that the focused widget has not handled yet."""
    receiver: Widget = screen.focused or screen
    receiver.post_message(Order(name, argument))
