"""The master key of a store: where it lies, and the sub-keys made from it. It is never shown, logged or kept elsewhere.

It is looked for in the environment (`DESK_KEY`), in the key file (0600, in the configuration folder), and last in
the keyring of the operating system, where one answers.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import BadMasterKey, LooseKey, NoKey, StoreError
from .settings import Settings

if TYPE_CHECKING:
    from data.store.secrets import StoreKeys

LENGTH = 32
"""Bytes of the master key and of every sub-key."""
_KEYRING = ("cmd-desk", "master-key")
_KEYRING_SECONDS = 2.0


@dataclass(frozen=True)
class MasterKey:
    """32 secret bytes."""

    secret: bytes = field(repr=False)

    def derive(self, use: str) -> bytes:
        """The sub-key for one use: HKDF-SHA256 (RFC 5869), so that one of them tells nothing of another."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), LENGTH, salt=None, info=f"cmd-desk {use} v1".encode()).derive(self.secret)

    def for_store(self) -> StoreKeys:
        """What the store is opened with."""
        from data.store.secrets import StoreKeys

        uses = ("store", "audit", "sealed", "codes", "checkpoint")
        return StoreKeys(**{use: self.derive(use) for use in uses})


def in_memory() -> MasterKey:
    """A key that is nowhere but here."""
    return MasterKey(secrets.token_bytes(LENGTH))


def given(settings: Settings) -> MasterKey | None:
    """The key of the environment or of the key file, or None. Raises BadMasterKey, LooseKey, StoreError."""
    if settings.key:
        return _parsed(settings.key, "DESK_KEY")
    file = settings.key_file
    try:
        handle = os.open(file, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise StoreError(why=f"{file}: {os.strerror(problem.errno or 0)}") from None
    with os.fdopen(handle, "rb") as opened:
        mode = os.fstat(opened.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise BadMasterKey(place=file)
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            raise LooseKey(place=file)
        return _parsed(opened.read(1024).decode("ascii", "replace"), str(file))


def find(settings: Settings) -> MasterKey:
    """The key wherever it lies; raises NoKey when it is nowhere."""
    key = given(settings) or _from_keyring()
    if key is None:
        raise NoKey(place=settings.key_file)
    return key


def make(settings: Settings) -> MasterKey:
    """A new key in the key file, which must not be there yet; it is on the disk when this returns."""
    from data.store.place import settle, take_name

    key = in_memory()
    file = settings.key_file
    try:
        settings.config.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}.new")
        try:
            _write(beside, key)
            take_name(beside, file)
        finally:
            with suppress(FileNotFoundError):
                beside.unlink()
        settle(file.parent)
    except OSError as problem:
        raise StoreError(why=f"{file}: {os.strerror(problem.errno or 0)}") from None
    return key


def _write(file: Path, key: MasterKey) -> None:
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as opened:
        os.fchmod(opened.fileno(), 0o600)
        opened.write(key.secret.hex() + "\n")
        opened.flush()
        os.fsync(opened.fileno())


def in_keyring() -> bool:
    """Whether the keyring of the operating system has a key; asks nothing where none can answer."""
    return _from_keyring() is not None


def forget(settings: Settings) -> None:
    """Take away a key file that `make` wrote for a store that was not made after all."""
    settings.key_file.unlink(missing_ok=True)


def _parsed(text: str, place: str | Path) -> MasterKey:
    digits = text.strip()
    if len(digits) != 2 * LENGTH or not set(digits) <= set("0123456789abcdefABCDEF"):
        raise BadMasterKey(place=place)
    return MasterKey(bytes.fromhex(digits))


def _from_keyring() -> MasterKey | None:
    """The key in the operating system's keyring. Where none can answer, nothing is even imported; a keyring that
    asks for its own password on a screen nobody sees is left alone after two seconds."""
    if sys.platform.startswith("linux") and not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    found: list[str] = []

    def ask() -> None:
        with suppress(
            Exception
        ):  # every backend has errors of its own, and all of them mean: no key from there
            import keyring

            found.append(keyring.get_password(*_KEYRING) or "")

    asking = threading.Thread(target=ask, name="keyring", daemon=True)
    asking.start()
    asking.join(_KEYRING_SECONDS)
    return _parsed(found[0], "keyring") if found and found[0] else None
