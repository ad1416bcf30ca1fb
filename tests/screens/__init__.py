"""Screens, by pilot and by picture."""

import os

# Before Textual is imported: nothing moves, and the colours are the desk's own.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
for _name in ("NO_COLOR", "TEXTUAL_THEME", "DESK_LANG"):
    os.environ.pop(_name, None)
