"""Whose turn it is: an act that ends while the desk is locked or blanked waits for its screen to be on top again.

`Screen.dismiss` and `App.switch_screen` take away whatever is on top, and a dialog covers it: after an await that may be
the lock. So what follows an await goes through here.
"""

from __future__ import annotations

import asyncio
from typing import Any

from textual.screen import Screen

LOOK_AGAIN = 0.05
"""Seconds between two looks at what is on top."""


async def on_top(screen: Screen[Any]) -> None:
    """Wait until `screen` is the one that is shown; no await may stand between this and what it is needed for."""
    while screen.app.screen is not screen:
        await asyncio.sleep(LOOK_AGAIN)
