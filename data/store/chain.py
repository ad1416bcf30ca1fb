"""The audit chain: every row carries the HMAC of its content and of the row before; checkpoints sign where it ends."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..events import Event
from .moments import kept
from .secrets import StoreKeys

START = "0" * 64
"""What the first row names as the row before."""


def canonical(value: object) -> str:
    """One way to write `value` as JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(
    keys: StoreKeys,
    after: tuple[int, str],
    event: Event,
    at: datetime,
    operator: str,
    desk: str,
    subject: str,
    details: Mapping[str, str],
) -> dict[str, Any]:
    """The row that follows the row `after` (its seq and mac)."""
    seq, previous = after[0] + 1, after[1]
    row: dict[str, Any] = {
        "seq": seq,
        "at": kept(at),
        "event": str(event),
        "operator": operator,
        "desk": desk,
        "subject": subject,
        "details": canonical(dict(details)),
        "previous": previous,
    }
    row["mac"] = mac(keys, row)
    return row


def mac(keys: StoreKeys, row: Mapping[str, Any]) -> str:
    """HMAC-SHA256 (hex) over everything in the row but itself."""
    names = ("seq", "at", "event", "operator", "desk", "subject", "details", "previous")
    return hmac.new(keys.audit, canonical([row[name] for name in names]).encode(), hashlib.sha256).hexdigest()


def sign(keys: StoreKeys, seq: int, row_mac: str, at: datetime) -> str:
    """A checkpoint: one line of JSON that names a row, with an Ed25519 signature."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    said = {"seq": seq, "mac": row_mac, "at": kept(at)}
    signature = Ed25519PrivateKey.from_private_bytes(keys.checkpoint).sign(canonical(said).encode())
    return canonical({**said, "signature": signature.hex()})


def signed(keys: StoreKeys, line: str) -> tuple[int, str] | None:
    """The row (seq, mac) that a checkpoint line names, or None when it is not ours."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        said = json.loads(line)
        signature = bytes.fromhex(said.pop("signature"))
        seq, row_mac = int(said["seq"]), str(said["mac"])
        public = Ed25519PrivateKey.from_private_bytes(keys.checkpoint).public_key()
        public.verify(signature, canonical(said).encode())
    except (ValueError, TypeError, KeyError, AttributeError, InvalidSignature):
        return None
    return seq, row_mac
