"""Text as it may enter the desk: composed (NFC), with nothing in it that moves a cursor, hides or turns a line."""

from __future__ import annotations

import unicodedata

_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Control, format (bidi overrides, zero-width), surrogate, private use, line and paragraph separators."""


def clean_line(text: str) -> str:
    """`text` in NFC without control, format, surrogate, private-use characters or line breaks."""
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(
        " " if c in "\t\u00a0\u202f" else c
        for c in text
        if c in "\t" or unicodedata.category(c) not in _UNWANTED
    )
    return unicodedata.normalize("NFC", kept)


def clean_lines(text: str) -> str:
    """The same for a text of several lines (a machine-readable zone)."""
    return "\n".join(clean_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
