"""From the kept evidence to what the rules say of it: matches, findings, decision, and the facts that are indexed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.records import Decision, Finding


@dataclass(frozen=True, slots=True)
class Judgement:
    """`facts` are what the enrolment's row keeps; `replaces` is the reference of the same person's live enrolment."""

    findings: tuple[Finding, ...]
    decision: Decision
    facts: Mapping[str, str]
    replaces: str
    open: tuple[Finding, ...]
