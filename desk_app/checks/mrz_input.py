"""What a scanner, the clipboard or fingers give, made into the lines of a machine-readable zone."""

from __future__ import annotations

import re
import unicodedata

_FILLERS = str.maketrans(dict.fromkeys("«‹〈〈⟨≤＜˂<", "<"))
_LENGTHS = {90: 30, 88: 44, 72: 36}
"""All characters of a zone → how many make a line."""
_BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")


def clean_lines(text: str) -> tuple[tuple[str, ...], str]:
    """Up to three lines in capitals without separators, and the characters that had to be dropped, in order.

    `«` and its like are the filler; letters with accents lose them; one run of 90, 88 or 72 characters, and lines that
    were broken elsewhere, are split where they belong. Spaces and invisible characters go silently.
    """
    lines, dropped = _cleaned(text, double=False)
    if "«" in text and not _fits(lines):
        # Some readers see two fillers in one double angle.
        doubled, _ = _cleaned(text, double=True)
        lines = doubled if _fits(doubled) else lines
    if len(lines) > 3:
        kept = _window(lines)
        dropped += "".join(line for line in lines if line not in kept)
        lines = kept
    return tuple(lines), dropped


def _window(lines: list[str]) -> list[str]:
    """The lines among others that make a zone, or the first three."""
    for start in range(len(lines)):
        for count in (3, 2):
            if _fits(lines[start : start + count]):
                return lines[start : start + count]
    return lines[:3]


def _cleaned(text: str, double: bool) -> tuple[list[str], str]:
    dropped: list[str] = []
    lines = []
    for line in _BREAKS.split(text):
        kept = "".join(_char(char, dropped, double) for char in line)
        if kept:
            lines.append(kept)
    whole = "".join(lines)
    if not _fits(lines) and len(whole) in _LENGTHS:
        step = _LENGTHS[len(whole)]
        lines = [whole[at : at + step] for at in range(0, len(whole), step)]
    return lines, "".join(dropped)


def _char(char: str, dropped: list[str], double: bool) -> str:
    if double and char == "«":
        return "<<"
    for plain in unicodedata.normalize("NFKD", char.translate(_FILLERS)).upper():
        if plain == "<" or (plain.isascii() and plain.isalnum()):
            return plain
    if not char.isspace() and unicodedata.category(char) not in ("Cc", "Cf", "Mn"):
        dropped.append(char)
    return ""


def _fits(lines: list[str]) -> bool:
    return [len(line) for line in lines] in ([30, 30, 30], [44, 44], [36, 36])
