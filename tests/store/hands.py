"""Busy hands: a process that works through whole cases on a store and says what was acknowledged, until it is ended.

`python -m tests.store.hands STORE FOLDER busy COUNT` does COUNT cases and stops. `… killed ROUNDS` forks a child a
round that works at full speed and is killed at a random moment. Every acknowledged act is a JSON line on standard
output, written after the act has returned.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
from pathlib import Path

from desk_app.bootstrap import OpenServices
from tests.office import NOW, PASSWORD, Office, office_on, settings


def say(**fact: object) -> None:
    """One line, far below what a pipe writes at once."""
    os.write(1, (json.dumps(fact) + "\n").encode())


def one_case(office: Office, seed: int) -> None:
    """Begin, save, submit, issue; each told when it is done."""
    services, ana = office.services, office.who["ana"]
    draft = office.draft(seed=seed)
    say(act="saved", reference=draft.reference, nif=draft.fields["nif"])
    version = services.enrolments.version(draft.reference)
    done = services.enrolments.submit(ana, draft.reference, draft.edit, PASSWORD, version, NOW)
    say(act="submitted", reference=done.reference, status=done.status)
    code = services.codes.issue(ana, draft.reference, NOW)
    say(act="issued", reference=code.reference, serial=code.serial)


def _work(store: str, folder: Path, seeds: range, ready: int = 0) -> OpenServices:
    office = office_on(settings(store, folder), "ana")
    if ready:
        os.write(ready, b".")
    for seed in seeds:
        one_case(office, seed)
    return office.services


def main(store: str, folder: str, how: str, count: int, first: int) -> None:
    """Work, or raise workers and kill them."""
    if how == "busy":
        _work(store, Path(folder), range(first, first + count)).close()
        return
    _work(
        store, Path(folder), range(first - 1, first)
    ).close()  # all is imported and compiled before the first fork
    chance = random.Random(first)
    reader, writer = os.pipe()
    for round_ in range(count):
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            _work(store, Path(folder), range(first + 1000 * round_, first + 1000 * (round_ + 1)), writer)
            os._exit(0)
        os.read(reader, 1)
        select.select([], [], [], chance.random() * 0.03)  # lets the moment fall anywhere in an act
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
