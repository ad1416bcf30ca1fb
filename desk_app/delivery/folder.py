"""A page as a file in a folder: whole or not at all, for its owner only, and never over another one."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ..errors import FolderError, FolderFull, FolderReadOnly, NoFolder, NotAFolder
from .names import check_reference

_KINDS: dict[int, type[FolderError]] = {
    errno.ENOENT: NoFolder,
    errno.ENOTDIR: NotAFolder,
    errno.EACCES: FolderReadOnly,
    errno.EPERM: FolderReadOnly,
    errno.EROFS: FolderReadOnly,
    errno.ENOSPC: FolderFull,
    errno.EDQUOT: FolderFull,
    errno.EFBIG: FolderFull,
}


def save(pdf: bytes, folder: Path, reference: str) -> Path:
    """Write `pdf` to `<reference>.pdf` (or `-2`, `-3` … where that exists) with mode 0600; the path it got.

    `~` is expanded; the folder must be there. Raises a FolderError; nothing is left behind then.
    """
    check_reference(reference)
    place = find(folder)
    try:
        return _placed(pdf, place, reference)
    except OSError as error:
        raise _told(folder, error) from None


def find(folder: Path) -> Path:
    """The folder with `~` expanded. Raises NoFolder (`~nobody` too), NotAFolder or another FolderError."""
    try:
        place = folder.expanduser()
        if place.is_dir():
            return place
        raise _told(folder, OSError(errno.ENOTDIR if place.exists() else errno.ENOENT, ""))
    except RuntimeError:  # pathlib's word for a person that this machine does not know
        raise NoFolder(place=str(folder)) from None
    except OSError as error:
        raise _told(folder, error) from None


def _told(folder: Path, error: OSError) -> FolderError:
    kind = _KINDS.get(error.errno or 0, FolderError)
    return kind(place=str(folder), why=error.strerror or type(error).__name__)


def _placed(pdf: bytes, place: Path, reference: str) -> Path:
    """Written beside the name and durable before it takes it: a reader of the folder never sees half a page."""
    beside = place / f".{reference}.{secrets.token_hex(6)}.part"
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(pdf)
            out.flush()
            os.fsync(out.fileno())
        for target in _names(place, reference):
            try:
                _take(beside, target)
            except FileExistsError:
                continue
            break
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    with suppress(OSError):  # the page is there, and an error would say that it is not
        beside.unlink(missing_ok=True)
    return target


def _take(beside: Path, target: Path) -> None:
    """Give the written file its name unless that is taken. Raises FileExistsError."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except (
        OSError
    ):  # a file system without hard links (FAT, some shares): hold the name first, then move onto it
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            beside.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise


def _names(place: Path, reference: str) -> Iterator[Path]:
    yield place / f"{reference}.pdf"
    number = 2
    while True:
        yield place / f"{reference}-{number}.pdf"
        number += 1
