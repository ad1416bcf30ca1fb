"""What may name a job or a file outside the desk: the reference, and nothing else of a case."""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"[A-Z]-[0-9]{4}-[0-9]{1,12}", re.ASCII)


def check_reference(reference: str) -> str:
    """`reference` if it looks like E-2026-000123; anything else is a mistake of the caller (ValueError)."""
    if not _REFERENCE.fullmatch(reference):
        raise ValueError("not a reference of the desk")
    return reference
