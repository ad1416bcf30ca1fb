"""`desk check …` and `desk rules`: the rules on the command line, with no store and no screen.

Values come one a line, cases and zones as JSON Lines; one JSON object a line goes out, in the same order. Exit codes:
0 all good, 1 a finding blocks or a zone is not valid, 2 usage, file or line that can't be read.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from errno import EBADF
from typing import IO, NoReturn

from data.records import Finding, Severity

from .i18n import LANGUAGES, today
from .policy import Policy

DONE, STOPPED, UNUSABLE = 0, 1, 2

Answer = Mapping[str, object]


class _Usage(Exception):
    """The command was typed wrong; the text is what is wrong."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Usage(f"{self.prog}: {message}")


def run(argv: Sequence[str]) -> int:
    """Run `check …` or `rules …`; gives the exit code. Errors are one line each on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if sys.stdout is None:  # closed by the caller: print would lose every answer without a word
        return _refuse("desk: standard output is closed")
    try:
        given = _parser().parse_args(list(argv))
        code = _rules(given) if given.act == "rules" else _check(given)
        sys.stdout.flush()
        return code
    except _Usage as problem:
        return _refuse(str(problem))
    except SystemExit:  # --help has been printed
        return DONE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or flushing at exit would fail again
        return DONE


def _parser() -> argparse.ArgumentParser:
    top = _Parser(prog="desk", description="The rules of the desk, without a store.")
    acts = top.add_subparsers(dest="act", metavar="COMMAND", required=True, parser_class=_Parser)
    check = acts.add_parser("check", help="judge values, zones or cases")
    kinds = check.add_subparsers(dest="kind", metavar="WHAT", required=True, parser_class=_Parser)
    told = {
        "nif": "tax numbers, one a line",
        "phone": "mobile numbers, one a line",
        "postcode": "postcodes, one a line",
        "mrz": 'machine-readable zones, JSON Lines of {"lines": [...]}',
        "case": "whole cases, JSON Lines",
    }
    for kind, text in told.items():
        one = kinds.add_parser(kind, help=text)
        one.add_argument("file", nargs="?", default="-", metavar="FILE", help="'-' is standard input")
        one.add_argument("--today", type=_day, metavar="DATE", help="judge as on that day, YYYY-MM-DD")
        if kind == "phone":
            one.add_argument("--country", type=_country, metavar="XX", help="the applicant's country")
        _language(one)
    rules = acts.add_parser("rules", help="every rule with its severity, its text and the way out")
    form = rules.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="as a table for the handbook")
    form.add_argument("--json", action="store_true", help="one JSON object a line")
    _language(rules)
    return top


def _language(parser: argparse.ArgumentParser) -> None:
    default = os.environ.get("DESK_LANG", "")
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=default if default in LANGUAGES else LANGUAGES[0]
    )


def _day(text: str) -> date:
    from .checks.dates import parse

    found = parse(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no date YYYY-MM-DD")
    return found


def _country(text: str) -> str:
    if len(text) != 2 or not (text.isascii() and text.isalpha()):
        raise argparse.ArgumentTypeError(f"{text!r} is no two-letter country code")
    return text.upper()


def _refuse(why: str) -> int:
    if sys.stderr is not None:  # else print would take standard output
        print(" ".join(why.split()), file=sys.stderr)
    return UNUSABLE


# ---- check ------------------------------------------------------------------------------------------------------


class _Judge:
    """What the answers to one file have in common: the day, the language, the policy, and what they came to."""

    def __init__(self, day: date, language: str, country: str) -> None:
        self.day, self.language, self.country = day, language, country
        self.stopped = False
        self._policy: Policy | None = None

    @property
    def policy(self) -> Policy:
        if self._policy is None:
            from .policy import load

            self._policy = load()
        return self._policy

    def told(self, findings: Sequence[Finding]) -> list[Answer]:
        """Findings as they go out; remembers whether one blocks."""
        from .checks.registry import message

        self.stopped |= _blocks(findings)
        return [
            {
                "rule": found.rule,
                "severity": found.severity.value,
                "field": found.field,
                "message": message(found, self.language),
            }
            for found in findings
        ]

    def nif(self, text: str) -> Answer:
        from .checks import nif

        findings = list(nif.check(text, self.policy))
        canonical = nif.read(text).canonical or None
        return {
            "input": text,
            "valid": not _blocks(findings),
            "canonical": canonical,
            "findings": self.told(findings),
        }

    def phone(self, text: str) -> Answer:
        from .checks import contact

        findings = list(contact.phone(text, self.country))
        found = contact.read_phone(text, self.country)
        return {
            "input": text,
            "valid": not _blocks(findings),
            "canonical": found.canonical or None,
            "country": found.country or None,
            "type": found.kind or None,
            "findings": self.told(findings),
        }

    def postcode(self, text: str) -> Answer:
        from data.reference import area

        from .checks import address

        findings = list(address.postcode(text))
        right = address.is_postcode(text)
        found = area(text[:4]) if right else None
        return {
            "input": text,
            "valid": not _blocks(findings),
            "canonical": text if right else None,
            "district": found.district if found else None,
            "municipality": found.municipalities[0] if found else None,
            "findings": self.told(findings),
        }

    def mrz(self, value: object) -> Answer:
        from .checks import zone
        from .checks.mrz import read

        lines = value.get("lines") if isinstance(value, dict) else None
        given = [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
        reading = read(given)
        findings = [
            *zone.check(reading, zone.rule_of(reading), "mrz"),
            *zone.impossible_dates(reading, {"birth": "mrz.birth", "expiry": "mrz.expiry"}),
        ]
        self.stopped |= not reading.valid
        expires = reading.expires()
        fields = {
            "code": reading.code,
            "issuer": reading.issuer,
            "number": reading.number,
            "nationality": reading.nationality,
            "birth": reading.born(self.day) or None,
            "expiry": expires.isoformat() if expires else None,
            "sex": reading.sex,
            "surname": reading.surname,
            "given_names": reading.given_names,
            "optional": reading.optional,
        }
        if not reading.code:  # not cut into fields at all
            fields = dict.fromkeys(fields)
        return {
            "valid": reading.valid,
            "format": reading.format,
            "fields": fields,
            "findings": self.told(findings),
        }

    def case(self, value: object) -> Answer:
        from .checks.case import check_case, decide
        from .checks.case_form import case_from_json

        case = case_from_json(value)
        findings = check_case(case, self.day, self.policy)
        ref = value.get("ref") if isinstance(value, dict) else None
        return {
            "ref": ref if isinstance(ref, str | int) else None,
            "decision": decide(findings, case.confirmed).value,
            "findings": self.told(findings),
        }


def _blocks(findings: Sequence[Finding]) -> bool:
    return any(found.severity is Severity.BLOCK for found in findings)


def _check(given: argparse.Namespace) -> int:
    judge = _Judge(given.today or today(datetime.now(UTC)), given.lang, getattr(given, "country", None) or "")
    answer: Callable[[str], Answer] = {
        "nif": judge.nif,
        "phone": judge.phone,
        "postcode": judge.postcode,
        "mrz": lambda text: judge.mrz(json.loads(text)),
        "case": lambda text: judge.case(json.loads(text)),
    }[given.kind]
    as_json = given.kind in ("mrz", "case")
    unreadable = False
    try:
        for number, raw in enumerate(_lines(given.file), 1):
            try:
                text = raw.decode("utf-8")
                if as_json and not text.strip():
                    continue
                said = answer(text)
            except UnicodeDecodeError:
                unreadable = True
                _complain(given, number, ("não é UTF-8", "is not UTF-8"))
            except (ValueError, RecursionError):
                unreadable = True
                _complain(given, number, ("não é JSON", "is not JSON"))
            else:
                print(json.dumps(said, ensure_ascii=False))
    except OSError as problem:
        if isinstance(problem, BrokenPipeError):
            raise
        sys.stdout.flush()
        return _refuse(f"desk check: {given.file}: {problem.strerror or problem}")
    if unreadable:
        return UNUSABLE
    return STOPPED if judge.stopped else DONE


def _complain(given: argparse.Namespace, number: int, why: tuple[str, str]) -> None:
    pt, en = why
    sys.stdout.flush()
    said = f"line {number} {en}" if given.lang == "en" else f"a linha {number} {pt}"
    _refuse(f"desk check: {given.file}: {said}")


def _lines(place: str) -> Iterator[bytes]:
    """The lines of a file or of standard input, parted by newlines only: other separators are data."""
    if place == "-":
        if sys.stdin is None:
            raise OSError(EBADF, os.strerror(EBADF))
        yield from _parted(sys.stdin.buffer)
        return
    with open(place, "rb") as file:  # noqa: PTH123  # a path as typed, never resolved
        yield from _parted(file)


def _parted(stream: IO[bytes]) -> Iterator[bytes]:
    for number, line in enumerate(stream):
        kept = line.removesuffix(b"\n").removesuffix(b"\r")
        yield kept.removeprefix(b"\xef\xbb\xbf") if number == 0 else kept


# ---- rules ------------------------------------------------------------------------------------------------------


def _rules(given: argparse.Namespace) -> int:
    from .checks.registry import RULES, outline, outline_way_out

    english = given.lang == "en"
    if given.markdown:
        print(
            "| rule | severity | message | way out | source |"
            if english
            else "| regra | peso | mensagem | o que fazer | fonte |"
        )
        print("|---|---|---|---|---|")
    for rule in RULES.values():
        messages = outline(rule, given.lang)
        way_out = outline_way_out(rule, given.lang)
        if given.json:
            told = {"rule": rule.id, "severity": rule.severity.value, "messages": messages}
            print(json.dumps(told | {"way_out": way_out, "source": rule.source}, ensure_ascii=False))
        elif given.markdown:
            cells = (f"`{rule.id}`", rule.severity.value, "<br>".join(messages), way_out, rule.source)
            print("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        else:
            print(f"{rule.id}  [{rule.severity.value}]")
            for text in messages:
                print(f"    {text}")
            print(f"    → {way_out}")
    return DONE
