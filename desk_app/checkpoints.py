"""The file of signed checkpoints: one line for each end of the audit chain that was signed, the last one last."""

from __future__ import annotations

import json
import os
from pathlib import Path

_LONGEST = 4096
"""Bytes from the end that hold the last line for certain."""


def keep(file: Path, line: str) -> None:
    """Add a signed line, unless the last one names the same row. It is on the disk on return. Raises OSError."""
    if _row(_last(file)) == _row(line):
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    add(file, line)


def add(file: Path, line: str) -> None:
    """Add a signed line, durable on return. Raises OSError."""
    handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(line + "\n")
        opened.flush()
        os.fsync(opened.fileno())


def _last(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            opened.seek(max(opened.seek(0, os.SEEK_END) - _LONGEST, 0))
            lines = opened.read().decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return ""
    return lines[-1] if lines else ""


def _row(line: str) -> tuple[object, object] | None:
    """What row a line names (whether it is signed is for `audit verify` to say)."""
    try:
        said = json.loads(line)
        return said["seq"], said["mac"]
    except (ValueError, TypeError, KeyError):
        return None
