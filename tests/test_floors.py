"""The three floors, and what waits until it is needed: each import is tried in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

STORE = ("data.store", "sqlmodel", "sqlalchemy", "alembic", "sqlcipher3", "psycopg")
SCREEN = ("textual", "rich", "screens")
HEAVY = (
    "pydantic",
    "phonenumbers",
    "email_validator",
    "babel",
    "typst",
    "cryptography",
    "rapidfuzz",
    "qrcode",
    "keyring",
)
FLOORS = {
    "the records are plain": ("import data.records", (*STORE, *SCREEN, *HEAVY, "desk_app")),
    "the store shows nothing": ("import data.store.store, data.store.tables", (*SCREEN, "desk_app")),
    "the rules are pure": (
        "import desk_app.checks.registry, desk_app.checks.case, desk_app.checks.duplicates",
        (*STORE, *SCREEN, *HEAVY, "desk_app.services"),
    ),
    "the contract names no store": ("import desk_app.services.contract", (*STORE, *SCREEN, *HEAVY)),
    "the acts show nothing": (
        "import desk_app.bootstrap, desk_app.services.drafts, desk_app.services.submission, desk_app.services.codes",
        SCREEN,
    ),
    "the ways out show nothing": (
        "import desk_app.delivery.hand_over, desk_app.delivery.slip",
        (*STORE, *SCREEN),
    ),
    "the screens know no store": (
        "import pkgutil, importlib, screens\n"
        "for one in pkgutil.walk_packages(screens.__path__, 'screens.'): importlib.import_module(one.name)",
        STORE,
    ),
    "the first form waits for nothing": ("import screens.desk, screens.sign_in", (*STORE, *HEAVY)),
    "the command line is light": ("import desk_app.cli, desk_app.app", (*STORE, *SCREEN, *HEAVY)),
}
"""What is claimed: the import, and the modules it must not bring along."""
COMMANDS = {
    "check nif": (["check", "nif"], "212345678"),
    "check mrz": (["check", "mrz"], '{"lines": []}'),
    "check case": (["check", "case"], '{"ref": "1"}'),
    "rules": (["rules"], ""),
}


def loaded(code: str, typed: str = "") -> set[str]:
    """The modules that are there after `code` ran in a fresh interpreter."""
    tell = "\nimport sys\nsys.stdout.flush()\nprint('\\n'.join(['@', *sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code + tell], input=typed, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("@\n")[2].splitlines())


@pytest.mark.parametrize("floor", FLOORS)
def test_an_import_brings_nothing_from_a_floor_it_may_not_know(floor: str) -> None:
    """What import-linter reads off the sources holds when they run, also through other packages."""
    code, forbidden = FLOORS[floor]
    assert sorted(loaded(code).intersection(forbidden)) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_rules_on_the_command_line_need_no_store_and_no_screen(command: str) -> None:
    """`desk check` starts at once: neither the database nor the terminal library is loaded."""
    words, typed = COMMANDS[command]
    code = f"from desk_app.cli import main\nmain({words!r})"
    assert sorted(loaded(code, typed).intersection((*STORE, *SCREEN))) == []
