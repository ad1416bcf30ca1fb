"""The yardstick: a bare Textual app with a header, one input and a footer."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Input

PAINTED = "bare input"
"""What its first frame shows."""


class Bare(App[None]):
    """Nothing but the three widgets."""

    def compose(self) -> ComposeResult:
        yield Header()
        yield Input(placeholder=f"A {PAINTED}")  # the cursor stands on the first letter
        yield Footer()


if __name__ == "__main__":
    Bare().run()
