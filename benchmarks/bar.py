"""One line of the table."""

from __future__ import annotations

from typing import TypedDict


class Bar(TypedDict):
    """A figure of ours against a reference measured in the same run; `limit` bounds their ratio, None only tells."""

    bar: str
    ours: float
    reference: float
    ratio: float
    limit: float | None
    unit: str


def bar(name: str, ours: float, reference: float, limit: float | None, unit: str) -> Bar:
    """The bar of two figures."""
    return Bar(bar=name, ours=ours, reference=reference, ratio=ours / reference, limit=limit, unit=unit)
