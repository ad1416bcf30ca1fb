"""Moments as kept: UTC, ISO 8601, microseconds, `Z`. Text, so that both databases sort and sign the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime


def kept(at: datetime) -> str:
    """`at` (aware) as the text that is kept."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """The aware UTC moment of a kept text."""
    return datetime.fromisoformat(text)


def maybe(text: str | None) -> datetime | None:
    """As `moment`, with nothing for nothing."""
    return moment(text) if text else None
