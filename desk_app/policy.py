"""The numbers of the rules, read from `policy.toml`: what a decree or a service point may change without new code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast

from data.records import Channel, ProofKind

from .errors import N_, DeskError

DEFAULT = Path(__file__).with_name("policy.toml")


class PolicyError(DeskError):
    """The policy file can't be read or says something impossible."""

    text = N_("The policy file {place} can't be used: {why}")


@dataclass(frozen=True, slots=True)
class Policy:
    """Every number a rule or an act needs. Ages are in years, closeness and percent in 0-100.

    `proof_days` has only the kinds with a limit. `free_movement` are three-letter codes of nationals who need no permit.
    """

    least_age: int
    greatest_age: int
    free_movement: frozenset[str]
    expires_soon_days: int
    renewal_proof_days: int
    dummy_nifs: frozenset[str]
    permit_codes: frozenset[str]
    proof_days: Mapping[ProofKind, int]
    name_closeness: int
    review: Literal["flagged", "all"]
    sample_percent: float
    code_lifetime: Mapping[Channel, timedelta]
    code_max_tries: int
    password_min_length: int
    idle_lock_seconds: int
    delay_from_failure: int
    delay_base_seconds: int
    delay_growth: float
    delay_cap_seconds: int

    def sign_in_delay(self, failures: int) -> timedelta:
        """How long the next try waits after so many wrong passwords in a row; zero below `delay_from_failure`."""
        if failures < self.delay_from_failure:
            return timedelta(0)
        seconds = float(self.delay_base_seconds)
        for _ in range(failures - self.delay_from_failure):
            seconds *= self.delay_growth
            if seconds >= self.delay_cap_seconds:
                break
        return timedelta(seconds=min(seconds, self.delay_cap_seconds))


_NUMBERS: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "applicant": {"least_age": (0, 120), "greatest_age": (1, 200)},
    "papers": {"expires_soon_days": (0, 3650), "renewal_proof_days": (0, 3650)},
    "proof_of_address": {kind.value: (0, 36500) for kind in ProofKind},
    "duplicates": {"name_closeness": (1, 100)},
    "review": {"sample_percent": (0, 100)},
    "codes": {"max_tries": (1, 100)} | {f"{channel}_minutes": (1, 60 * 24 * 90) for channel in Channel},
    "operators": {
        "password_min_length": (8, 128),
        "idle_lock_seconds": (10, 3600),
        "delay_from_failure": (1, 100),
        "delay_base_seconds": (1, 86400),
        "delay_growth": (1, 10),
        "delay_cap_seconds": (1, 86400),
    },
}
_FRACTIONS = {"sample_percent", "delay_growth"}


def _lists(pattern: str) -> Callable[[object], bool]:
    def right(value: object) -> bool:
        return isinstance(value, list) and all(
            isinstance(one, str) and re.fullmatch(pattern, one) for one in value
        )

    return right


_OTHERS: Mapping[str, Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "applicant": {"free_movement": (_lists("[A-Z]{3}"), "a list of three-letter codes")},
    "papers": {
        "dummy_nifs": (_lists("[0-9]{9}"), "a list of nine-digit texts"),
        "permit_codes": (_lists("[A-Z][A-Z<]"), "a list of two-character codes"),
    },
    "review": {"review": (lambda value: value in ("flagged", "all"), '"flagged" or "all"')},
}


def load(path: Path | None = None) -> Policy:
    """The policy that comes with the desk, with the lines of `path` in place of its own.

    Raises PolicyError with one line that names the file and what is wrong in it.
    """
    said = _read(DEFAULT)
    if path is not None:
        for section, lines in _read(path).items():
            said[section] |= lines
    applicant, papers, codes, operators = said["applicant"], said["papers"], said["codes"], said["operators"]
    if applicant["least_age"] >= applicant["greatest_age"]:
        raise PolicyError(
            place=path or DEFAULT, why="applicant.least_age is not below applicant.greatest_age"
        )
    days = {ProofKind(kind): limit for kind, limit in said["proof_of_address"].items() if limit}
    lifetimes = {channel: timedelta(minutes=codes[f"{channel}_minutes"]) for channel in Channel}
    return Policy(
        least_age=applicant["least_age"],
        greatest_age=applicant["greatest_age"],
        free_movement=frozenset(applicant["free_movement"]),
        expires_soon_days=papers["expires_soon_days"],
        renewal_proof_days=papers["renewal_proof_days"],
        dummy_nifs=frozenset(papers["dummy_nifs"]),
        permit_codes=frozenset(papers["permit_codes"]),
        proof_days=MappingProxyType(days),
        name_closeness=said["duplicates"]["name_closeness"],
        review=cast(Literal["flagged", "all"], said["review"]["review"]),
        sample_percent=said["review"]["sample_percent"],
        code_lifetime=MappingProxyType(lifetimes),
        code_max_tries=codes["max_tries"],
        **operators,
    )


def _read(path: Path) -> dict[str, dict[str, Any]]:
    """The sections of a policy file, every line known and within its bounds."""
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise PolicyError(place=path, why=error.strerror or "unreadable") from error
    except UnicodeDecodeError as error:
        raise PolicyError(place=path, why="not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(place=path, why=str(error)) from error
    for section, lines in said.items():
        if section not in _NUMBERS or not isinstance(lines, dict):
            raise PolicyError(place=path, why=f"there is no section [{section}]")
        for name, value in lines.items():
            why = _wrong(section, name, value)
            if why:
                raise PolicyError(place=path, why=why)
    return said


def _wrong(section: str, name: str, value: object) -> str:
    """What is wrong with one line, or nothing."""
    where = f"{section}.{name}"
    if name in _OTHERS.get(section, {}):
        right, wanted = _OTHERS[section][name]
        return "" if right(value) else f"{where} must be {wanted}"
    if name not in _NUMBERS[section]:
        return f"there is no {where}"
    least, greatest = _NUMBERS[section][name]
    kinds = (int, float) if name in _FRACTIONS else (int,)
    if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= greatest:
        whole = "a number" if name in _FRACTIONS else "a whole number"
        return f"{where} must be {whole} from {least:g} to {greatest:g}"
    return ""
