"""docs/command-line.md: every command is in it, and every example does what it says."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app import check_cli, cli

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")
_EXAMPLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_CODE = re.compile(r"\[(\d+)\]$")


def commands(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, list[str]]]:
    """Every command below `parser`, with its long options."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    yield (
        name,
        [word for action in parser._actions for word in action.option_strings if word.startswith("--")],
    )
    for group in below:
        for word, one in group.choices.items():
            yield from commands(one, f"{name} {word}")


ALL = dict([*commands(cli.parser(), "desk"), *commands(check_cli._parser(), "desk")])


@pytest.mark.parametrize("command", ALL)
def test_every_command_and_option_is_told_of(command: str) -> None:
    """A heading for the command; its options anywhere on the page."""
    assert re.search(rf"^#+ `{re.escape(command)}( [A-Z\[\]]+)?`$", PAGE, re.MULTILINE)
    assert [option for option in ALL[command] if option not in PAGE] == []


def test_the_examples_do_what_they_say(tmp_path: Path) -> None:
    """Run in their order in one shell, on a machine that has nothing yet."""
    steps = list(_steps())
    assert len(steps) > 15
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DESK_")}
    kept |= {
        "DESK_STORE": str(tmp_path / "data" / "desk.db"),
        "DESK_CONFIG": str(tmp_path / "config"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}",
    }
    script = "\n".join(f'{{ {command}\n}} 2>&1; echo "%%$?"' for command, _said, _code in steps)
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=kept, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    outcomes = re.findall(r"(.*?)%%(\d+)\n", done.stdout, re.DOTALL)
    assert len(outcomes) == len(steps)
    for (command, said, code), (out, ended) in zip(steps, outcomes, strict=True):
        expected = ".*".join(re.escape(part) for part in said.split("…"))
        assert re.fullmatch(expected, out, re.DOTALL), f"{command}\n{out}"
        assert int(ended) == code, command


def _steps() -> Iterator[tuple[str, str, int]]:
    """Command, what it says, and its exit code, of every example."""
    for block in _EXAMPLE.findall(PAGE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = part.partition("\n")
            lines = said.splitlines(keepends=True)
            code = _CODE.match(lines[-1].strip()) if lines else None
            yield command, "".join(lines[:-1] if code else lines), int(code[1]) if code else 0
