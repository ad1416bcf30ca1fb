"""The command line. Nothing heavy is imported here: `desk` with no argument goes straight to the screen.

Exit codes: 0 done, 1 a failed check, 2 usage or environment. An error is one line on standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from .errors import N_, DeskError

if TYPE_CHECKING:
    from .settings import Settings

DONE, FAILED, UNUSABLE = 0, 1, 2
_DELEGATED = ("check", "rules")
_INTERRUPTED = 130


class UsageError(DeskError):
    """The command line is not one of ours; the text is argparse's own."""

    text = "{what}"


class NoPasswordGiven(DeskError):
    text = N_("No password was given.")


class PasswordsDiffer(DeskError):
    text = N_("The two passwords are not the same.")


class BadFile(DeskError):
    text = N_("The file {place} can't be used: {why}")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(what=f"{self.prog}: {message}")


def parser() -> argparse.ArgumentParser:
    """Every command but `check` and `rules`, which have a parser of their own."""
    top = _Parser(prog="desk", description="The registration desk for the Chave Móvel Digital.")
    top.add_argument("--version", action="store_true", help="say the version and stop")
    top.add_argument("--store", metavar="X", help="the store: a path, or postgresql+psycopg://… (DESK_STORE)")
    top.add_argument("--lang", choices=("pt", "en"), help="the language (DESK_LANG)")
    acts = top.add_subparsers(dest="act", metavar="COMMAND", parser_class=_Parser)
    acts.add_parser("demo", help="a throwaway desk, filled, to try things on")
    acts.add_parser("check", help="judge values or cases without a store: desk check --help")
    acts.add_parser("rules", help="the rules, as a list")
    init = acts.add_parser("init", help="make store, key and first administrator")
    init.add_argument("--admin", metavar="NAME", help="sign-in name of the first administrator")
    init.add_argument("--full-name", metavar="NAME", help="what others read")
    init.add_argument(
        "--password-stdin", action="store_true", help="the password is the first line of standard input"
    )
    init.add_argument("--service-point", metavar="CODE", help="where this terminal stands")
    init.add_argument("--desk", metavar="N", type=int, help="its number there")
    _operator(acts.add_parser("operator", help="who may sign in"))
    _audit(acts.add_parser("audit", help="the chain of what happened"))
    return top


def _operator(group: argparse.ArgumentParser) -> None:
    acts = group.add_subparsers(dest="operator", metavar="COMMAND", required=True, parser_class=_Parser)
    add = acts.add_parser("add", help="a new operator")
    add.add_argument("name")
    add.add_argument("--full-name", default="", metavar="NAME")
    add.add_argument("--role", required=True, choices=("clerk", "supervisor", "administrator", "auditor"))
    acts.add_parser("list", help="everyone")
    disable = acts.add_parser("disable", help="end somebody's access")
    disable.add_argument("name")
    reset = acts.add_parser("reset-password", help="a new password; also ends the wait after wrong tries")
    reset.add_argument("name")
    for asking in (add, reset):
        asking.add_argument("--password-stdin", action="store_true", help="the first line of standard input")


def _audit(group: argparse.ArgumentParser) -> None:
    acts = group.add_subparsers(dest="audit", metavar="COMMAND", required=True, parser_class=_Parser)
    verify = acts.add_parser("verify", help="whether nothing was changed, removed or added")
    verify.add_argument("--checkpoint", metavar="FILE", help="signed checkpoints to hold it against")
    checkpoint = acts.add_parser("checkpoint", help="sign where the chain ends now")
    checkpoint.add_argument("--out", metavar="FILE", help="add the line to this file ('-': standard output)")
    show = acts.add_parser("show", help="the events, one JSON object a line")
    show.add_argument("--after", type=int, default=0, metavar="SEQ")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    language = os.environ.get("DESK_LANG", "")
    try:
        code = _run(words)
        if sys.stdout is not None:  # as when the caller closed it
            sys.stdout.flush()
        return code
    except DeskError as problem:
        return _refuse(problem, _language(words) or language)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or flushing at exit would fail again
        return DONE


def _run(words: list[str]) -> int:
    at = _first_command(words)
    if at is not None and words[at] in _DELEGATED:
        from .check_cli import run as check

        return check([*words[at:], *_with_language(words[:at], words[at:])])
    given = parser().parse_args(words)
    if given.version:
        from importlib.metadata import version

        print(version("cmd-desk"))
        return DONE
    settings = _settings(given)
    if given.act is None or given.act == "demo":
        from . import app

        return app.run(settings) if given.act is None else app.run_demo(settings)
    from . import admin_cli

    return admin_cli.run(given, settings)


def _first_command(words: Sequence[str]) -> int | None:
    """Where the command stands: the first word that is no option and no option's value."""
    skip = False
    for place, word in enumerate(words):
        if skip:
            skip = False
        elif word in ("--store", "--lang"):
            skip = True
        elif not word.startswith("-"):
            return place
    return None


def _with_language(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """A language given before the command counts for it too."""
    language = _language(before)
    return ["--lang", language] if language and not _language(after) else []


def _language(words: Sequence[str]) -> str:
    """The value of `--lang`, wherever it stands; empty when there is none."""
    for place, word in enumerate(words):
        if word == "--lang" and place + 1 < len(words):
            return words[place + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return ""


def _settings(given: argparse.Namespace) -> Settings:
    from tomllib import TOMLDecodeError

    from .settings import load

    try:
        settings = load(store=given.store)
    except (TOMLDecodeError, KeyError, TypeError, UnicodeDecodeError) as problem:
        raise BadFile(place="desk.toml", why=str(problem)) from None
    return replace(settings, language=given.lang) if given.lang else settings


def _refuse(problem: DeskError, language: str) -> int:
    from .i18n import LANGUAGES, translator

    said: Callable[[str], str] = translator(language if language in LANGUAGES else LANGUAGES[0])
    print(" ".join(problem.message(said).split()), file=sys.stderr)
    return UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
