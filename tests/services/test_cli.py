"""The command line of the machine's keeper: exit codes, one line of error, no traceback."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app import bootstrap, keys
from desk_app.cli import main
from tests.office import PASSWORD


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The command line of a machine with nothing on it yet, in English."""
    for name, value in {
        "DESK_STORE": str(tmp_path / "data" / "desk.db"),
        "DESK_CONFIG": str(tmp_path / "config"),
        "DESK_LANG": "en",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("DESK_KEY", raising=False)
    return Desk(tmp_path, monkeypatch, capsys)


class Desk:
    """Runs `desk` with a standard input; gives exit code, output and error."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self._monkeypatch, self._capsys = folder, monkeypatch, capsys

    def __call__(self, *words: str, typed: str = "") -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(words)
        out, error = self._capsys.readouterr()
        assert error.count("\n") <= 1
        return code, out, error

    def init(self) -> None:
        """Store, key, first administrator."""
        code, out, _ = self(
            "init", "--admin", "eva", "--full-name", "Eva Rocha", "--service-point", "saldanha", "--desk", "7",
            "--password-stdin", typed=PASSWORD + "\n",
        )  # fmt: skip
        assert (code, str(self.folder / "config" / "desk.key") in out) == (0, True)


def test_init_makes_everything_and_only_once(desk: Desk) -> None:
    """Store, key, `desk.toml`; a second time is refused and changes nothing."""
    desk.init()
    files = {file.name for file in desk.folder.rglob("*") if file.is_file()}
    assert files == {"desk.db", "desk.key", "desk.toml", "audit-checkpoints.jsonl"}
    key = (desk.folder / "config" / "desk.key").read_text()
    code, _, error = desk(
        "init", "--admin", "eva", "--full-name", "", "--service-point", "saldanha", "--desk", "7", "--password-stdin",
        typed=PASSWORD,
    )  # fmt: skip
    assert (code, "already" in error) == (2, True)
    assert (desk.folder / "config" / "desk.key").read_text() == key


@pytest.mark.parametrize(
    ("words", "typed", "says"),
    [
        (("--admin", "eva", "--service-point", "nowhere", "--desk", "7"), PASSWORD, "nowhere"),
        (("--admin", "eva", "--service-point", "saldanha", "--desk", "7"), "short", "at least"),
        (("--admin", "!", "--service-point", "saldanha", "--desk", "7"), PASSWORD, "2 to 32"),
        (("--admin", "eva", "--service-point", "saldanha", "--desk", "7"), "", "No password"),
    ],
)
def test_what_init_refuses_leaves_nothing(desk: Desk, words: tuple[str, ...], typed: str, says: str) -> None:
    """No store without an administrator, no key without a store."""
    code, _, error = desk("init", "--full-name", "Eva", *words, "--password-stdin", typed=typed)
    assert (code, says in error) == (2, True)
    assert not [file for file in desk.folder.rglob("*") if file.is_file()]


def test_operators_come_and_go(desk: Desk) -> None:
    """Added, listed, disabled; the last administrator stays."""
    desk.init()
    assert desk("operator", "add", "ana", "--role", "clerk", "--password-stdin", typed=PASSWORD)[0] == 0
    assert desk("operator", "reset-password", "ana", "--password-stdin", typed="another " + PASSWORD)[0] == 0
    assert desk("operator", "disable", "ana")[0] == 0
    code, out, _ = desk("operator", "list")
    assert (code, [line.split("\t")[:3] for line in out.splitlines()]) == (
        0,
        [["ana", "clerk", "disabled"], ["eva", "administrator", "may sign in"]],
    )
    assert desk("operator", "disable", "eva")[0] == 2
    assert desk("operator", "disable", "nobody")[0] == 2


def test_the_chain_is_verified_against_its_checkpoints(desk: Desk) -> None:
    """0 when all is as written, 1 when not; the events are JSON lines."""
    desk.init()
    assert desk("audit", "checkpoint")[0] == 0
    assert desk("audit", "checkpoint", "--out", "-")[1].startswith("{")
    assert desk("audit", "verify")[0] == 0
    shown = [json.loads(line) for line in desk("audit", "show")[1].splitlines()]
    assert [row["event"] for row in shown] == ["store.created", "operator.added", "desk.registered"]
    forged = desk.folder / "forged"
    forged.write_text('{"seq": 1}\n')
    code, out, _ = desk("audit", "verify", "--checkpoint", str(forged))
    assert (code, "not signed" in out) == (1, True)
    assert desk("audit", "verify", "--checkpoint", str(desk.folder / "none"))[0] == 2


def test_closing_signs_where_the_chain_ends(desk: Desk) -> None:
    """Once for each end, so that a tail cut off behind the desk's back is found without anybody's doing."""
    from data.store.engine import connect_file
    from desk_app.settings import load

    desk.init()
    signed = desk.folder / "config" / "audit-checkpoints.jsonl"
    [first] = signed.read_text().splitlines()
    assert desk("operator", "add", "ana", "--role", "clerk", "--password-stdin", typed=PASSWORD)[0] == 0
    assert desk("audit", "verify") == (0, "4 rows, all as they were written.\n", "")
    assert signed.read_text().splitlines()[0] == first
    assert len(signed.read_text().splitlines()) == 2
    raw = connect_file(desk.folder / "data" / "desk.db", keys.find(load()).for_store().store)
    [[guard]] = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'audit_no_delete'").fetchall()
    for statement in (
        "DROP TRIGGER audit_no_delete",
        "DELETE FROM audit WHERE seq = 4",
        guard,
        "DELETE FROM operator WHERE name = 'ana'",
    ):
        raw.execute(statement)
    raw.close()
    code, out, _ = desk("audit", "verify")
    assert (code, "the end of the chain is missing" in out) == (1, True)


def test_without_a_checkpoint_verify_says_what_is_not_proven(desk: Desk) -> None:
    """In its one line; nothing was found wrong."""
    desk.init()
    (desk.folder / "config" / "audit-checkpoints.jsonl").unlink()
    code, out, _ = desk("audit", "verify")
    assert (code, "no checkpoint proves" in out, out.count("\n")) == (0, True, 1)


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("operator",),
        ("operator", "add", "ana"),
        ("audit", "show", "--after", "x"),
        ("--lang", "fr"),
        ("operator", "list"),
        ("audit", "verify"),
        ("--store", "mysql://u:secret@h/d", "operator", "list"),
    ],
)
def test_usage_and_environment_errors_are_one_line(desk: Desk, words: tuple[str, ...]) -> None:
    """Exit code 2, nothing on standard output, no secret."""
    code, out, error = desk(*words)
    assert (code, out, error.count("\n")) == (2, "", 1)
    assert "secret" not in error
    assert "Traceback" not in error


def test_a_broken_settings_file_is_one_line(desk: Desk) -> None:
    """`desk.toml` by name."""
    (desk.folder / "config").mkdir()
    (desk.folder / "config" / "desk.toml").write_text("desk = [")
    code, _, error = desk("operator", "list")
    assert (code, "desk.toml" in error) == (2, True)


def test_errors_come_in_the_language_that_is_asked_for(desk: Desk) -> None:
    """By option before environment."""
    assert "There is no store" in desk("operator", "list")[2]
    assert "There is no store" in desk("--lang", "en", "audit", "verify")[2]


def test_a_reader_that_goes_away_is_no_error(desk: Desk) -> None:
    """`desk audit show | head -0`."""
    desk.init()
    words = [sys.executable, "-m", "desk_app.cli", "audit", "show"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert (process.stderr.read(), process.wait()) == ("", 0)
    process.stderr.close()


def test_the_command_line_loads_little() -> None:
    """No database library, no Textual before it is known what is wanted."""
    script = (
        "import sys, desk_app.cli, desk_app.bootstrap;"
        "sys.exit(bool({'sqlalchemy', 'sqlmodel', 'textual', 'cryptography', 'alembic', 'argon2'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_demo_is_filled_at_once_and_leaves_nothing() -> None:
    """Who can sign in is told; a queue, returned cases and drafts are there; the chain is good."""
    from datetime import UTC, datetime

    training = bootstrap.demo_settings()
    services = bootstrap.open_demo(training)
    assert training.training
    assert training.desk is not None
    at = datetime.now(UTC)
    who = {
        name: services.operators.sign_in(name, password, training.desk, at)
        for name, _, password in bootstrap.DEMO_PEOPLE
    }
    states = {row.status.value for row in services.enrolments.mine(who["ana"])}
    assert states == {"draft", "returned", "approved"}
    assert services.audit.verify().bad_seq is None
    assert (Path(training.store).parent.stat().st_mode & 0o777) == 0o700
    services.close()
    assert not Path(training.store).parent.exists()


def test_a_keyring_is_asked_only_where_one_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without a session bus it is not even imported."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    loaded = "keyring" in sys.modules
    assert keys._from_keyring() is None
    assert ("keyring" in sys.modules) == loaded
