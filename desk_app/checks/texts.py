"""All rules with their texts, in the order of the walk. The ids and severities of DOMAIN section 7 are the public interface."""

from __future__ import annotations

from .rule import Rule
from .texts_papers import PAPERS
from .texts_person import CROSS, PERSON
from .texts_reach import REACH

ALL: tuple[Rule, ...] = (*PERSON, *PAPERS, *CROSS, *REACH)
