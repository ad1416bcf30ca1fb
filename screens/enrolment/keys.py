"""The keys of the walk: one declaration for the key row, the palette, help and the handbook."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from ..text import N_

BINDINGS: list[BindingType] = [
    Binding(
        "pagedown",
        "order('next')",
        N_("Next"),
        key_display="PgDn",
        id="walk.next",
        tooltip=N_("Go on to the next step"),
        priority=True,
    ),
    Binding(
        "f6",
        "order('confirm')",
        N_("Confirm"),
        id="walk.confirm",
        tooltip=N_("Confirm a point marked ! with a reason"),
        priority=True,  # a text area has an F6 and an F7 of its own
    ),
    Binding(
        "f7",
        "order('replace')",
        N_("Replace key"),
        id="walk.replace",
        tooltip=N_("The same person has a key already: end it when this one is issued"),
        priority=True,
    ),
    Binding(
        "f2",
        "order('fill')",
        N_("Paper"),
        id="walk.fill",
        tooltip=N_("Training: fill this step with the next synthetic paper"),
    ),
    Binding(
        "escape",
        "order('leave')",
        N_("Leave (kept)"),
        key_display="Esc",
        id="walk.leave",
        tooltip=N_("Back to the list; the case is kept"),
    ),
    Binding(
        "f4",
        "order('cancel')",
        N_("End visit"),
        id="walk.cancel",
        tooltip=N_("Close the case without an enrolment, with a reason"),
    ),
    Binding(
        "pageup",
        "order('back')",
        N_("Back"),
        key_display="PgUp",
        id="walk.back",
        tooltip=N_("Back one step; nothing is checked or lost"),
        priority=True,
    ),
    Binding(
        "ctrl+down",
        "scroll(1)",
        N_("More findings"),
        show=False,
        id="walk.more",
        tooltip=N_("Scroll the findings down"),
        priority=True,
    ),
    Binding(
        "ctrl+up",
        "scroll(-1)",
        N_("Findings before"),
        show=False,
        id="walk.before",
        tooltip=N_("Scroll the findings up"),
        priority=True,
    ),
    Binding("enter", "advance", show=False, priority=True),
    Binding("down", "move(1)", show=False, priority=True),
    Binding("up", "move(-1)", show=False, priority=True),
    Binding("tab", "move(1, True)", show=False, priority=True),
    Binding("shift+tab", "move(-1, True)", show=False, priority=True),
]
"""Those with priority act before the editor under the cursor sees the key."""
