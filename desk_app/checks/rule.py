"""What one line of the registry holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.records import Severity

Texts = tuple[str, str]
"""Portuguese and English."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its texts name parameters as `{name}` or `{name:kind}` (see `registry`).

    `variants` are other messages of the same rule, chosen by the finding's parameter `why`. A severity may be heavier
    in a single finding (`eligibility.age_implausible`).
    """

    id: str
    severity: Severity
    pt: str
    en: str
    way_out_pt: str
    way_out_en: str
    source: str
    variants: Mapping[str, Texts] = field(default_factory=dict)
