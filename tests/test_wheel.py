"""What is installed works: the wheel alone, in an empty environment, started from somewhere else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from .terminal.harness import ROOT, Terminal

SOURCES = ("desk_app", "screens", "data", "pyproject.toml", "README.md", "CHANGELOG.md")

MAKES_SLIP = """
from datetime import UTC, datetime, timedelta
from data.records import Channel, IssuedCode
from desk_app.delivery.slip import slip_data, slip_pdf
from desk_app.i18n import slip_languages
now = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
code = IssuedCode("E-2026-000001", 1, "1234567890", now, now + timedelta(days=7), "pt", Channel.PRINT)
print(slip_languages())
print(slip_pdf(slip_data(code, "Loja", 7, True))[:5].decode())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the sources, as they would be fetched: nothing compiled lies in it."""
    source = tmp_path_factory.mktemp("source")
    no_leftovers = shutil.ignore_patterns("__pycache__", "*.mo")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=no_leftovers)
        else:
            shutil.copy(ROOT / name, source / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(source / "dist")],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (built,) = (source / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def desk(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`desk` of an environment that has the wheel, and the libraries this one has; of the checkout it has nothing.

    A `.pth` file names the folder of the libraries: their own `.pth` files, and so the checkout's, do not count there.
    """
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    own = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (own / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = home / "bin" / "python"
    install = [
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        str(wheel),
    ]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    return home / "bin" / "desk"


def test_the_wheel_has_every_file_of_the_three_packages(wheel: Path) -> None:
    """What lies in the folders is packed; the catalogues were compiled on the way; tests and documents stay out."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    kept = [
        str(file.relative_to(ROOT))
        for folder in ("desk_app", "screens", "data")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and file.parent.name != "__pycache__"
    ]
    assert [name for name in kept if name not in packed] == []
    compiled = {
        f"desk_app/locale/{it}/LC_MESSAGES/{area}.mo" for it in ("pt", "en") for area in ("desk", "slip")
    }
    assert compiled <= packed
    folders = {name.split("/")[0] for name in packed}
    assert {name for name in folders if not name.endswith(".dist-info")} == {"desk_app", "screens", "data"}


def test_the_libraries_it_asks_for_are_those_it_was_tried_with(wheel: Path) -> None:
    """Nothing that only tests and linters need."""
    with zipfile.ZipFile(wheel) as packed:
        (name,) = (one for one in packed.namelist() if one.endswith("/METADATA"))
        said = packed.read(name).decode()
    asked = [
        line for line in said.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line
    ]
    assert any("textual==" in line for line in asked)
    assert not any(tool in line for line in asked for tool in ("pytest", "ruff", "mypy", "psycopg"))


def test_the_rules_work_where_it_is_installed(desk: Path, tmp_path: Path) -> None:
    """Policy, reference tables and texts are found."""
    assert str(ROOT) not in _run(
        desk, tmp_path, "-c", "import desk_app; print(desk_app.__file__)", python=True
    )
    answer = json.loads(_run(desk, tmp_path, "check", "nif", typed="123456789\n"))
    assert [found["rule"] for found in answer["findings"]] == ["nif.dummy"]
    place = json.loads(_run(desk, tmp_path, "check", "postcode", typed="4700-314\n"))
    assert (place["district"], place["municipality"]) == ("Braga", "Braga")
    assert _run(desk, tmp_path, "rules").startswith("consent.missing")


def test_the_slip_is_made_where_it_is_installed(desk: Path, tmp_path: Path) -> None:
    """Templates and catalogues of what the applicant takes home are found."""
    said = _run(desk, tmp_path, "-c", MAKES_SLIP, python=True)
    assert said.startswith("('pt', 'en'")
    assert said.endswith("%PDF-\n")


def test_the_desk_opens_where_it_is_installed(desk: Path, tmp_path: Path) -> None:
    """The demo store is made (migrations), the form is painted (style sheets), a clerk signs in, in Portuguese."""
    with Terminal("demo", program=[str(desk)], folder=tmp_path, environ={"TMPDIR": str(tmp_path)}) as screen:
        screen.wait_for("Palavra-passe")
        screen.press("ana", "enter", "demo", "enter")
        screen.wait_for("E-20")
        screen.press("f2")
        screen.wait_for("Consentimento")
        screen.press("ctrl+q")
        assert screen.wait_end() == 0


def _run(desk: Path, folder: Path, *words: str, typed: str = "", python: bool = False) -> str:
    """Run the installed `desk`, or its Python, in `folder`; gives what it says."""
    program = desk.with_name("python") if python else desk
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DESK_", "PYTHON"))}
    done = subprocess.run(
        [program, *words], cwd=folder, env=kept, input=typed, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
