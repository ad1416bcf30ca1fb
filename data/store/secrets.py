"""The sub-keys that a store is opened with, and the seal of single fields."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from functools import cached_property

from .problems import Damaged

UNREADABLE = "a sealed field was changed or is damaged"


@dataclass(frozen=True)
class StoreKeys:
    """32 bytes each: `store` encrypts the file, `audit` signs rows, `sealed` hides fields, `checkpoint` is an Ed25519 seed."""

    store: bytes = field(repr=False)
    audit: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    codes: bytes = field(repr=False)
    checkpoint: bytes = field(repr=False)

    @cached_property
    def seal(self) -> Seal:
        """What hides single fields."""
        return Seal(self.sealed)

    def mac(self, text: str) -> str:
        """HMAC-SHA256 of `text` under the audit key, in hex."""
        return hmac.new(self.audit, text.encode(), hashlib.sha256).hexdigest()


class Seal:
    """AES-256-GCM over single fields: who holds only the database (a PostgreSQL server's keeper) reads nothing."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key)
        self._key = key

    def close(self, text: str, about: str) -> bytes:
        """Hide `text`; `about` says what it is and whose, so that it can't be moved to another place."""
        nonce = os.urandom(12)
        return nonce + self._cipher.encrypt(nonce, text.encode(), about.encode())

    def open(self, sealed: bytes, about: str) -> str:
        """The text again. Raises Damaged when it is not what was put here."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:12], sealed[12:], about.encode()).decode()
        except (InvalidTag, ValueError):  # ValueError: cut too short to be anything
            raise Damaged("", UNREADABLE) from None

    def digest(self, text: str) -> str:
        """A keyed hash (hex): the same text gives the same, and nobody without the key can try texts out."""
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
