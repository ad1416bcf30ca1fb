"""Where a store lies: a path on this machine or a PostgreSQL URL, and what can be told before it is opened."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from .problems import Foreign, Missing, ReadOnly, StoreProblem

PAGE = 4096
"""Bytes of a page; an encrypted file is whole pages and nothing in it is readable, not even its head."""
_PLAIN = b"SQLite format 3\0"
OWNER_ONLY = 0o600
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV})
FOLDER_OWNER_ONLY = 0o700


@dataclass(frozen=True, slots=True)
class StorePlace:
    """`file` for an encrypted file, `url` for PostgreSQL; `shown` is safe to show (no password in it)."""

    shown: str
    file: Path | None = None
    url: str = field(default="", repr=False)


def parse(text: str) -> StorePlace:
    """A path, or `postgresql+psycopg://…`. Any other URL is refused: a plain SQLite file would not be encrypted."""
    scheme, separator, rest = text.partition("://")
    if not separator:
        file = Path(text).expanduser()
        return StorePlace(str(file), file=file)
    if scheme == "postgresql+psycopg":
        return StorePlace(f"{scheme}://{_bare(rest)}", url=text)
    raise StoreProblem(f"{scheme}://…", "a path or postgresql+psycopg://… is taken, nothing else")


def _bare(rest: str) -> str:
    """User, host and database of a URL; where a `?` or `@` may belong to a password, less rather than more."""
    account, at, where = rest.rpartition("@")
    user = account.partition("@")[0].partition(":")[0]
    if "?" not in account:
        return f"{user}{at}{where.partition('?')[0]}"
    head = rest.partition("?")[0]
    return f"{user.partition('?')[0]}…" if ":" in head or "@" in head else head


def exists(place: StorePlace) -> bool:
    """Whether anything lies at the path. (A database is asked when it is opened.)"""
    return place.file is None or os.path.lexists(place.file)


def look_at(place: StorePlace) -> None:
    """Refuse what can't be one of our files, and what can't be written, without touching it."""
    file = place.file
    if file is None:
        return
    try:
        about = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise Missing(place.shown) from None
    except PermissionError:
        raise ReadOnly(place.shown) from None
    if not stat.S_ISREG(about.st_mode) or about.st_size == 0 or about.st_size % PAGE:
        raise Foreign(place.shown)
    if not (os.access(file, os.R_OK | os.W_OK) and os.access(file.parent, os.W_OK | os.X_OK)):
        raise ReadOnly(place.shown)
    with file.open("rb") as opened:
        if opened.read(len(_PLAIN)) == _PLAIN:
            raise Foreign(place.shown)


def own(place: StorePlace) -> None:
    """Make a file that is known to be ours its owner's alone."""
    file = place.file
    if file is None:
        return
    for name in (file, *(file.with_name(file.name + tail) for tail in ("-wal", "-shm"))):
        if name.exists() and stat.S_IMODE(name.stat().st_mode) != OWNER_ONLY:
            name.chmod(OWNER_ONLY)


def new_file(file: Path, shown: str) -> None:
    """An empty file that only its owner can read, whatever the umask; the folders it needs likewise."""
    try:
        for folder in reversed([parent for parent in file.parents if not parent.exists()]):
            folder.mkdir(mode=FOLDER_OWNER_ONLY, exist_ok=True)
            folder.chmod(FOLDER_OWNER_ONLY)
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY)
    except PermissionError:
        raise ReadOnly(shown) from None
    except OSError as problem:
        raise StoreProblem(shown, os.strerror(problem.errno or 0)) from None
    try:
        os.fchmod(handle, OWNER_ONLY)
    finally:
        os.close(handle)


def take_name(beside: Path, file: Path) -> None:
    """Give what was written `beside` its name, never over another file. Raises FileExistsError and other OSErrors."""
    try:
        os.link(beside, file)  # unlike a rename, never over another file
        return
    except FileExistsError:
        raise
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
    # a file system without hard links (FAT, some shares): hold the name first, then move onto it
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    try:
        beside.replace(file)
    except OSError:
        file.unlink()
        raise


def settle(folder: Path) -> None:
    """Make a new name in `folder` outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
