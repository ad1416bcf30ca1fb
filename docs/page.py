"""What the generated pages of the handbook have in common."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

HANDBOOK = Path(__file__).parent / "handbook"
"""A folder a language."""


def made_note(module: str, language: str) -> str:
    """The line that says where a page comes from, seen by who edits it and not by who reads it."""
    said = "Made by" if language == "en" else "Gerado por"
    return f"<!-- {said} python -m {module} -->"


def write(folder: Path, under: str, pages: Mapping[str, str]) -> None:
    """Write pages by their path in `folder`; other pages in its folder `under` are taken away."""
    for old in (folder / under).glob("*.md") if under else ():
        if f"{under}/{old.name}" not in pages:
            old.unlink()
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
