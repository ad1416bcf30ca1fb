"""Opening, making and losing a store: one clear error each, and nothing changed on the disk."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.store import problems, store
from desk_app import errors
from desk_app.bootstrap import create_services, first_start, open_services
from desk_app.settings import Settings
from tests.office import CHEAP, DESK, KEY, NOW, Office, copied, policy, settings, store_keys


def _state(folder: Path) -> dict[str, str]:
    """Every file below `folder` with the hash of what is in it."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _plain_database(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE enrolment (id INTEGER)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("put", "error"),
    [
        (_plain_database, errors.ForeignStore),
        (lambda file: file.write_bytes(os.urandom(5000)), errors.ForeignStore),
        (lambda file: file.write_bytes(os.urandom(8192)), errors.WrongKey),
        (lambda file: file.write_text("olá\n"), errors.ForeignStore),
        (lambda file: file.mkdir(), errors.ForeignStore),
        (lambda file: file.touch(), errors.ForeignStore),
        (lambda file: None, errors.NoStore),
        (lambda file: file.symlink_to("nowhere"), errors.NoStore),
    ],
    ids=[
        "plain sqlite",
        "bytes",
        "whole pages of bytes",
        "text",
        "folder",
        "empty",
        "nothing",
        "broken link",
    ],
)
def test_what_is_no_store_is_refused_and_left_alone(
    tmp_path: Path, put: Callable[[Path], object], error: type[errors.StoreError]
) -> None:
    """By name, with the path in the line."""
    own = settings(str(tmp_path / "desk.db"), tmp_path)
    put(tmp_path / "desk.db")
    before = _state(tmp_path)
    with pytest.raises(error) as refused:
        open_services(own, policy(), CHEAP)
    assert str(tmp_path / "desk.db") in refused.value.message()
    assert "\n" not in refused.value.message()
    assert _state(tmp_path) == before


def test_an_encrypted_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """Even one that opens with our key."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(tmp_path / "desk.db")
    connection.execute(f"PRAGMA key = \"x'{store_keys().store.hex()}'\"")
    connection.execute("CREATE TABLE other (id INTEGER)")
    connection.commit()
    connection.close()
    with pytest.raises(errors.ForeignStore):
        open_services(settings(str(tmp_path / "desk.db"), tmp_path), policy(), CHEAP)


def test_a_wrong_key_is_said_to_be_one(
    furnished: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing is changed, and the cipher writes nothing on the screen."""
    own = copied(furnished, tmp_path)
    before = _state(tmp_path)
    with pytest.raises(errors.WrongKey):
        open_services(replace(own, key="43" * 32), policy(), CHEAP)
    assert _state(tmp_path) == before
    assert capfd.readouterr() == ("", "")


def test_a_database_made_with_another_key_is_refused(database: str, tmp_path: Path) -> None:
    """A server opens for anybody with its password; the mark in the store tells the key."""
    own = settings(database, tmp_path)
    create_services(own, policy(), CHEAP).close()
    with pytest.raises(errors.WrongKey):
        open_services(replace(own, key="43" * 32), policy(), CHEAP)
    with pytest.raises(errors.StoreExists):
        create_services(own, policy(), CHEAP)
    open_services(own, policy(), CHEAP).close()


def test_an_empty_database_is_no_store(database: str, tmp_path: Path) -> None:
    """And a first start, as long as there is no key either."""
    own = settings(database, tmp_path)
    with pytest.raises(errors.NoStore):
        open_services(own, policy(), CHEAP)
    assert not first_start(own)
    assert first_start(replace(own, key=None))


def test_a_server_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    """Without its password."""
    own = settings("postgresql+psycopg://desk:secret@127.0.0.1:1/desk", tmp_path)
    with pytest.raises(errors.StoreError) as refused:
        open_services(own, policy(), CHEAP)
    assert "secret" not in refused.value.message()
    assert "\n" not in refused.value.message()


@pytest.mark.parametrize("url", ["sqlite:///desk.db", "sqlite+pysqlite:///x", "mysql://a:b@c/d"])
def test_a_plain_store_is_refused(tmp_path: Path, url: str) -> None:
    """What is not encrypted is not taken."""
    with pytest.raises(errors.StoreError):
        open_services(settings(url, tmp_path), policy(), CHEAP)


def test_a_first_start_has_neither_store_nor_key(tmp_path: Path) -> None:
    """With one of them, something is amiss, and nothing is made anew."""
    own = Settings(store=str(tmp_path / "data" / "desk.db"), config=tmp_path / "config", desk=DESK)
    assert first_start(own)
    create_services(own, policy(), CHEAP).close()
    assert not first_start(own)
    key = own.key_file.read_bytes()
    own.key_file.unlink()
    with pytest.raises(errors.NoKey):
        open_services(own, policy(), CHEAP)
    with pytest.raises(errors.StoreExists):
        create_services(own, policy(), CHEAP)
    assert not own.key_file.exists()
    own.key_file.write_bytes(key)
    own.key_file.chmod(0o600)
    Path(own.store).unlink()
    assert not first_start(own)
    with pytest.raises(errors.NoStore):
        open_services(own, policy(), CHEAP)
    assert not Path(own.store).exists()


def test_only_the_owner_reads_anything_whatever_the_umask(tmp_path: Path) -> None:
    """Files 0600, folders 0700, the write-ahead log too."""
    own = Settings(store=str(tmp_path / "a" / "b" / "desk.db"), config=tmp_path / "c", desk=DESK)
    before = os.umask(0)
    try:
        services = create_services(own, policy(), CHEAP)
        services.operators.first_administrator("eva", "Eva", "correct horse battery", NOW)
        modes = {file: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.rglob("*")}
        services.close()
    finally:
        os.umask(before)
    assert {file.name for file in modes} >= {"desk.db", "desk.db-wal", "desk.db-shm", "desk.key"}
    assert all(mode == (0o700 if file.is_dir() else 0o600) for file, mode in modes.items())


def test_a_file_that_is_not_ours_keeps_its_mode(tmp_path: Path) -> None:
    """It is looked at, refused and left alone."""
    other = tmp_path / "other.bin"
    other.write_bytes(os.urandom(8192))
    other.chmod(0o644)
    with pytest.raises(errors.StoreError):
        open_services(settings(str(other), tmp_path), policy(), CHEAP)
    assert stat.S_IMODE(other.stat().st_mode) == 0o644


def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Key and store get their names another way, and nothing is left beside them."""

    def no_links(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    own = Settings(store=str(tmp_path / "a" / "desk.db"), config=tmp_path / "c", desk=DESK)
    create_services(own, policy(), CHEAP).close()
    open_services(own, policy(), CHEAP).close()
    assert {file.name for file in tmp_path.rglob("*") if file.is_file()} == {
        "desk.db",
        "desk.key",
        "audit-checkpoints.jsonl",
    }
    with pytest.raises(errors.StoreExists):
        create_services(own, policy(), CHEAP)


def test_a_full_disk_leaves_no_empty_key(tmp_path: Path) -> None:
    """What could not be written whole is not there, and the next try is a first one. (A limit on the size of files
    stands in for the full disk, in a process of its own.)"""
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from desk_app import keys, errors; from desk_app.settings import Settings\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))\n"
        "try: keys.make(Settings('x', Path(sys.argv[1])))\n"
        "except errors.StoreError: sys.exit(7)\n"
    )
    assert subprocess.run([sys.executable, "-B", "-c", script, str(tmp_path)], check=False).returncode == 7
    assert not list(tmp_path.iterdir())


def test_a_store_that_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    """No file, and no key for a store that is not there."""
    (tmp_path / "file").touch()
    own = Settings(store=str(tmp_path / "file" / "desk.db"), config=tmp_path / "config", desk=DESK)
    with pytest.raises(errors.StoreError):
        create_services(own, policy(), CHEAP)
    assert _state(tmp_path).keys() == {"file"}


def test_a_full_disk_changes_nothing(office: Office) -> None:
    """The act is refused as a whole, and goes through when there is room again."""
    before = office.sql("SELECT count(*) FROM audit")
    ground = office.services.operators._ground

    def fill() -> None:
        with ground.act() as work:
            [pages] = work.cursor.execute("PRAGMA page_count").fetchone()
            work.cursor.execute(f"PRAGMA max_page_count = {pages}")
            work.cursor.execute("INSERT INTO counter (year, last) VALUES (1, 1)")
            for number in range(200):
                work.cursor.execute(
                    "INSERT INTO service_point VALUES (?, ?, '', '', '', '')", (str(number), "x" * 3000)
                )

    with pytest.raises(errors.DiskFull):
        fill()
    assert office.sql("SELECT count(*) FROM counter") == [(0,)]
    assert office.sql("SELECT count(*) FROM audit") == before
    with ground.act() as work:
        work.cursor.execute("PRAGMA max_page_count = 1073741823")
    office.approved()
    assert office.services.audit.verify().bad_seq is None


def test_a_store_that_another_process_holds_is_busy(furnished: Path, tmp_path: Path) -> None:
    """For as long as we wait; then one line, and nothing changed."""
    own = copied(furnished, tmp_path)
    held = store.open_store(own.store, store_keys(), NOW)
    waiting = store.open_store(own.store, store_keys(), NOW, busy=0.05)
    with held.write(), pytest.raises(problems.Busy), waiting.write():
        pass
    with waiting.write() as work:
        assert work.last_link()[0] > 0
    held.close()
    waiting.close()


def test_a_read_only_store_is_refused(furnished: Path) -> None:
    """File or folder: looked at as somebody without the rights (root has all of them, so a child gives them up)."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        own = copied(furnished, Path(name))
        file, folder = Path(own.store), Path(own.store).parent
        for mode, folder_mode in ((0o444, 0o777), (0o666, 0o555)):
            file.chmod(mode)
            folder.chmod(folder_mode)
            before = _state(folder)
            assert _refused_as_nobody(own.store) == "ReadOnly"
            assert _state(folder) == before
        folder.chmod(0o700)


def _refused_as_nobody(place: str) -> str:
    """The name of the error that a process without rights gets."""
    from data.store import place as places

    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            places.look_at(places.parse(place))
            os.write(writer, b"opened")
        except problems.StoreProblem as problem:
            os.write(writer, type(problem).__name__.encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as answer:
        return answer.read()


def test_nothing_of_a_person_is_readable_in_any_file(office: Office) -> None:
    """Store, write-ahead log, shared memory and backup, searched for names and numbers as they were typed."""
    from data.store.store import _back_up

    draft = office.draft(address__street="Rua da Palavra Rara")
    office.submit(draft)
    _back_up(Path(office.settings.store), store_keys(), "search", "x")
    known = [text for text in draft.fields.values() if len(text) > 5] + [
        draft.reference,
        "enrolment.begun",
        "CREATE",
    ]
    files = list(Path(office.settings.store).parent.iterdir())
    assert {file.suffix for file in files} == {".db", ".db-wal", ".db-shm", ".backup"}
    for file in files:
        data = file.read_bytes()
        assert not [text for text in known if text.encode() in data or text.encode("utf-16-le") in data]


def test_a_sealed_field_is_not_readable_in_a_database_either(any_office: Office) -> None:
    """Who keeps the server sees no paper, and can not move a field to another case."""
    first = any_office.draft(address__street="Rua da Palavra Rara")
    any_office.draft()
    rows = any_office.sql("SELECT value FROM evidence")
    assert b"Palavra Rara" not in b"".join(
        bytes(row[0]) for row in rows if isinstance(row[0], bytes | memoryview)
    )
    any_office.sql(
        "UPDATE evidence SET value = (SELECT value FROM evidence WHERE enrolment_id = 2 AND path = 'nif')"
        " WHERE enrolment_id = 1 AND path = 'nif'"
    )
    with pytest.raises(errors.StoreError, match="sealed field"):
        any_office.services.enrolments.version(first.reference)


@pytest.mark.parametrize("text", ["", "12", "zz" * 32, KEY + "00"])
def test_a_key_that_is_none_is_refused(furnished: Path, tmp_path: Path, text: str) -> None:
    """64 hexadecimal digits."""
    own = replace(copied(furnished, tmp_path), key=None)
    own.config.mkdir()
    own.key_file.write_text(text)
    own.key_file.chmod(0o600)
    with pytest.raises(errors.BadMasterKey):
        open_services(own, policy(), CHEAP)


def test_a_key_that_others_can_read_is_refused(furnished: Path, tmp_path: Path) -> None:
    """With what to do about it."""
    own = replace(copied(furnished, tmp_path), key=None)
    own.config.mkdir()
    own.key_file.write_text(KEY)
    own.key_file.chmod(0o644)
    with pytest.raises(errors.LooseKey, match="chmod 600"):
        open_services(own, policy(), CHEAP)
    own.key_file.chmod(0o600)
    open_services(own, policy(), CHEAP).close()


def test_the_key_shows_nowhere(tmp_path: Path) -> None:
    """Not in the text of a key, of settings or of sub-keys; and sub-keys tell nothing of one another."""
    from desk_app.keys import MasterKey

    key = MasterKey(bytes.fromhex(KEY))
    keys = key.for_store()
    subs = {keys.store, keys.audit, keys.sealed, keys.codes, keys.checkpoint}
    assert len(subs) == 5
    assert key.secret not in subs
    shown = f"{key!r} {keys!r} {settings('x', tmp_path)!r}"
    assert KEY not in shown
    assert str(key.secret) not in shown
    assert not [sub for sub in subs if sub.hex() in shown or str(sub) in shown]
