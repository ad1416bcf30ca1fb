"""One row that says where this is, who works here, and which case is open: on every screen."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from ..text import _


class TopBar(Static):
    """Three parts, left, middle and right, fitted to the width; the middle gives way first."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; width: 1fr; background: $primary-darken-2; color: $text; padding: 0 1; }
    TopBar.-training { background: $warning-muted; color: $text-warning; }
    """

    def __init__(self) -> None:
        super().__init__("", id="top-bar")
        self._parts = ("", "", "")

    def show(self, left: str, middle: str, right: str, *, training: bool) -> None:
        """Set the three parts; `training` puts the watermark in front."""
        self.set_class(training, "-training")
        mark = _("TRAINING") + " · " if training else ""
        self._parts = (mark + left, middle, right)
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        width = max(self.size.width - 2, 20) if self.size.width else 78
        left, middle, right = self._parts
        spare = width - cell_len(right) - 1
        if cell_len(left) + cell_len(middle) + 3 > spare:
            middle = ""
        if cell_len(left) > spare:
            left = _cut_name(left, spare)
        gap = width - cell_len(left) - cell_len(middle) - cell_len(right)
        before = gap // 2 if middle else gap
        self.update(Content(left + " " * before + middle + " " * (gap - before) + right), layout=False)


def _cut_name(left: str, room: int) -> str:
    """Shorten the name of the place; what stands last, the desk's number, is never cut."""
    name, dot, number = left.rpartition(" · ")
    keep = max(room - cell_len(dot + number) - 1, 0)
    return name[:keep] + "…" + dot + number if dot else left[: max(room - 1, 0)] + "…"
