"""Saving a page: whole, private, over nothing, and with nothing left where it did not work."""

from __future__ import annotations

import os
import resource
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk_app.delivery import folder
from desk_app.errors import FolderFull, FolderReadOnly, NoFolder, NotAFolder

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400
NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Rights count: root may write anywhere, so the act runs as somebody else."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """The kernel takes no file beyond `size` bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_a_page_is_saved_under_its_reference(tmp_path: Path) -> None:
    """The name tells of the case's reference and of nothing else."""
    saved = folder.save(PDF, tmp_path, "E-2026-000123")
    assert saved == tmp_path / "E-2026-000123.pdf"
    assert saved.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [saved]


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    """Whatever the umask allows."""
    before = os.umask(0)
    try:
        saved = folder.save(PDF, tmp_path, "E-2026-000123")
    finally:
        os.umask(before)
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A second page of the same case stands beside the first."""
    first = folder.save(b"first", tmp_path, "E-2026-000123")
    second = folder.save(b"second", tmp_path, "E-2026-000123")
    third = folder.save(b"third", tmp_path, "E-2026-000123")
    assert [page.name for page in (first, second, third)] == [
        "E-2026-000123.pdf",
        "E-2026-000123-2.pdf",
        "E-2026-000123-3.pdf",
    ]
    assert [page.read_bytes() for page in (first, second, third)] == [b"first", b"second", b"third"]


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    """Somebody else's file at the end of it stays as it is."""
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    (tmp_path / "E-2026-000123.pdf").symlink_to(theirs)
    (tmp_path / "E-2026-000123-2.pdf").symlink_to(tmp_path / "nowhere")
    assert folder.save(PDF, tmp_path, "E-2026-000123").name == "E-2026-000123-3.pdf"
    assert theirs.read_bytes() == b"theirs"
    assert not (tmp_path / "nowhere").exists()


def test_the_home_sign_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """People write ~/Documentos."""
    (tmp_path / "Documentos").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder.save(PDF, Path("~/Documentos"), "E-2026-000123").parent == tmp_path / "Documentos"


@pytest.mark.parametrize("ours", ["~nobody-of-this-machine/talões", "~nobody-of-this-machine"])
def test_the_home_of_nobody_is_no_folder(ours: str) -> None:
    """An unknown person after the home sign is a typing mistake like any other."""
    with pytest.raises(NoFolder, match="nobody-of-this-machine"):
        folder.save(PDF, Path(ours), "E-2026-000123")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """It is not made either: a typing mistake must not scatter codes."""
    with pytest.raises(NoFolder, match="nowhere"):
        folder.save(PDF, tmp_path / "nowhere", "E-2026-000123")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """And keeps its content."""
    file = tmp_path / "file"
    file.write_bytes(b"x")
    with pytest.raises(NotAFolder, match="file"):
        folder.save(PDF, file, "E-2026-000123")
    assert file.read_bytes() == b"x"


def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    """The operator hears what to look at."""
    closed = tmp_path / "closed"
    closed.mkdir()
    for above in (tmp_path, *tmp_path.parents[:3]):
        if above.stat().st_uid == os.geteuid():
            above.chmod(0o755)
    closed.chmod(0o555)
    with as_nobody(), pytest.raises(FolderReadOnly, match="rights"):
        folder.save(PDF, closed, "E-2026-000123")
    assert list(closed.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """Not half a page, not a hidden file with the code in it."""
    with room_for(10_000), pytest.raises(FolderFull, match="no room"):
        folder.save(PDF, tmp_path, "E-2026-000123")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["", "../E-2026-000123", "E-2026-000123\n", "Maria", "E-2026-000123/../../x", "E-2026-١"]
)
def test_only_a_reference_names_a_file(tmp_path: Path, name: str) -> None:
    """No way out of the folder, no person in a file name."""
    with pytest.raises(ValueError, match="not a reference"):
        folder.save(PDF, tmp_path, name)
    assert list(tmp_path.iterdir()) == []
