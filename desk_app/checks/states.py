"""Codes of states as papers write them, made comparable."""

from __future__ import annotations

from functools import cache

from data.reference import StateStatus, states

from .letters import tokens

_SAME = {"D": "DEU", "XXK": "RKS"}
"""Codes that mean what another one means."""


def of_zone(text: str) -> str:
    """The code of a machine-readable zone without fillers: `D<<` → `DEU`. Two letters are no code there and stay so."""
    code = text.rstrip("<")
    return _SAME.get(code, code)


def canonical(text: str) -> str:
    """The three-letter code of what a paper or a person writes: `D<<`, `DE`, `DEU`, `Alemanha` → `DEU`; else as it is."""
    upper = text.strip().rstrip("<").upper()
    if upper in states():
        return _SAME.get(upper, upper)
    if len(upper) == 2:
        return _by_alpha2().get(upper, upper)
    return _by_name().get(" ".join(tokens(upper)), upper) if len(upper) > 3 else upper


def alpha2(code: str) -> str:
    """The two-letter code of a state, or empty."""
    found = states().get(code)
    return found.alpha2 if found else ""


@cache
def _by_alpha2() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, state in states().items():
        british = code.startswith("GB") and code != "GBR"
        if state.alpha2 and state.status is StateStatus.IN_USE and not british:
            found[state.alpha2] = _SAME.get(code, code)
    return found


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, state in states().items():
        if state.status is StateStatus.IN_USE:
            for name in (state.name_pt, state.name_en):
                found.setdefault(" ".join(tokens(name)), _SAME.get(code, code))
    return found
