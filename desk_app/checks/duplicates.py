"""Enrolments that share something with the case; the store finds them, the rules judge them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.records import LIVE, Finding, Match

from ..policy import Policy
from .names import DIFFERENT, Name, compare
from .registry import finding

_FIELDS = {
    "nif": "nif",
    "document": "residence_permit.number",
    "mobile": "contact.mobile",
    "person": "residence_permit.surname",
}


def check(matches: Sequence[Match], replaces: str) -> Iterator[Finding]:
    """A refer for each match; what the same person's case replaces is a note, told once."""
    same = {match.reference for match in matches if match.same_person and match.status in LIVE}
    replaced = replaces.strip() if replaces.strip() in same else ""
    if replaced:
        yield finding("duplicate.replaced", "replaces", reference=replaced)
    for match in matches:
        if match.reference != replaced and match.kind in _FIELDS:
            yield finding(
                f"duplicate.{match.kind}",
                _FIELDS[match.kind],
                why="same_person" if match.reference in same else "",
                reference=match.reference,
                status=match.status.value,
                name=match.masked_name,
                value=match.masked_value,
            )


def is_close(one: Name, other: Name, policy: Policy) -> bool:
    """Whether two names with the same birth date may be one person's: tolerated, or close in spelling."""
    if compare(one, other).verdict is not DIFFERENT:
        return True
    from rapidfuzz.fuzz import token_sort_ratio

    from .letters import forms, tokens

    def plain(name: Name) -> str:
        return " ".join(
            min(forms(token, plain=True)) for token in tokens(f"{name.given_names} {name.surname}")
        )

    return token_sort_ratio(plain(one), plain(other)) >= policy.name_closeness
