"""`desk init`, `desk operator`, `desk audit`: for the keeper of this machine, who holds the master key."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from data.records import Desk, Role

from . import checkpoints
from . import settings as settings_file
from .bootstrap import OpenServices, create_services, open_services, refuse_early
from .cli import DONE, FAILED, BadFile, NoPasswordGiven, PasswordsDiffer, UsageError
from .errors import N_
from .i18n import Translate, translator
from .settings import Settings

MANY = 1000


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Do what the parsed command line asks."""
    said = translator(settings.language)
    if given.act == "init":
        return _init(given, settings, said)
    with closing(open_services(settings)) as services:
        if given.act == "operator":
            return _OPERATOR[given.operator](services, given, said)
        return _AUDIT[given.audit](services, given, settings, said)


def _init(given: argparse.Namespace, settings: Settings, said: Translate) -> int:
    from data.reference import service_points

    points = {point.code: point for point in service_points()}
    name = given.admin or _ask(said(N_("Sign-in name of the first administrator: ")))
    full_name = given.full_name if given.full_name is not None else _ask(said(N_("Full name: ")))
    code = given.service_point or _ask(said(N_("Code of the service point: ")))
    if code not in points:
        raise UsageError(what=said(N_("There is no service point {code}.")).format(code=code))
    number = given.desk if given.desk is not None else _number(_ask(said(N_("Number of this desk: "))), said)
    password = _password(given, said)
    own = replace(settings, desk=Desk(code, points[code].name, number))
    at = datetime.now(UTC)
    refuse_early(own, name, password)
    services = create_services(own)
    try:
        services.operators.first_administrator(name, full_name, password, at)
        assert own.desk is not None
        services.places.register_desk(own.desk, at)
        settings_file.keep(own)
    finally:
        services.close()
    print(
        said(N_("The store is ready. Keep a copy of the key file in a safe place: {place}")).format(
            place=own.key_file
        )
    )
    return DONE


def _add(services: OpenServices, given: argparse.Namespace, said: Translate) -> int:
    password = _password(given, said)
    services.operators.add(None, given.name, given.full_name, Role(given.role), password, datetime.now(UTC))
    return DONE


def _list(services: OpenServices, given: argparse.Namespace, said: Translate) -> int:
    for one in services.operators.everyone(None):
        state = said(N_("disabled")) if one.disabled else said(N_("may sign in"))
        print(f"{one.name}\t{one.role}\t{state}\t{one.full_name}")
    return DONE


def _disable(services: OpenServices, given: argparse.Namespace, said: Translate) -> int:
    services.operators.disable(None, given.name, datetime.now(UTC))
    return DONE


def _reset(services: OpenServices, given: argparse.Namespace, said: Translate) -> int:
    services.operators.reset_password(None, given.name, _password(given, said), datetime.now(UTC))
    return DONE


def _verify(services: OpenServices, given: argparse.Namespace, settings: Settings, said: Translate) -> int:
    """Hold the chain against the checkpoints that are given, or those beside the key."""
    if given.checkpoint:
        signed = _read(Path(given.checkpoint))
    else:
        signed = _read(settings.checkpoints) if settings.checkpoints.exists() else ""
    verdict = services.audit.verify(signed)
    if verdict.bad_seq is None:
        whole = (
            N_("{rows} rows, all as they were written.")
            if signed.strip()
            else N_("{rows} rows, all as they were written; no checkpoint proves where they end.")
        )
        print(said(whole).format(rows=verdict.rows))
        return DONE
    print(said(N_("row {seq}: {why}")).format(seq=verdict.bad_seq, why=said(verdict.why)))
    return FAILED


def _checkpoint(
    services: OpenServices, given: argparse.Namespace, settings: Settings, said: Translate
) -> int:
    line = services.audit.checkpoint(datetime.now(UTC))
    if given.out == "-":
        print(line)
        return DONE
    place = Path(given.out) if given.out else settings.checkpoints
    try:
        checkpoints.add(place, line)
    except OSError as problem:
        raise BadFile(place=place, why=os.strerror(problem.errno or 0)) from None
    return DONE


def _show(services: OpenServices, given: argparse.Namespace, settings: Settings, said: Translate) -> int:
    after = given.after
    while events := services.audit.events(None, after, MANY):
        for one in events:
            row = {
                "seq": one.seq,
                "at": one.at.isoformat(),
                "event": one.event,
                "operator": one.operator,
                "desk": one.desk,
                "subject": one.subject,
                "details": dict(one.details),
            }
            print(json.dumps(row, ensure_ascii=False))
        after = events[-1].seq
    return DONE


_OPERATOR: dict[str, Callable[[OpenServices, argparse.Namespace, Translate], int]] = {
    "add": _add,
    "list": _list,
    "disable": _disable,
    "reset-password": _reset,
}
_AUDIT: dict[str, Callable[[OpenServices, argparse.Namespace, Settings, Translate], int]] = {
    "verify": _verify,
    "checkpoint": _checkpoint,
    "show": _show,
}


def _ask(question: str) -> str:
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise UsageError(what=question.rstrip(": ") + "?")
    return line.strip()


def _number(text: str, said: Translate) -> int:
    with suppress(ValueError):
        return int(text)
    raise UsageError(what=said(N_("A desk has a number, such as 7.")))


def _password(given: argparse.Namespace, said: Translate) -> str:
    """From standard input, or asked for twice without showing it."""
    if given.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
        if not password:
            raise NoPasswordGiven
        return password
    try:
        password = getpass.getpass(said(N_("Password: ")))
        again = getpass.getpass(said(N_("The same again: ")))
    except EOFError:
        raise NoPasswordGiven from None
    if password != again:
        raise PasswordsDiffer
    return password


def _read(place: Path) -> str:
    try:
        return place.read_text("utf-8")
    except OSError as problem:
        raise BadFile(place=place, why=os.strerror(problem.errno or 0)) from None
    except UnicodeDecodeError:
        raise BadFile(place=place, why="not UTF-8") from None
