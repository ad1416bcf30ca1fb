"""The rules: evidence in, findings out. Pure: no clock, no store, no screen.

`check_case` judges a whole case, `decide` says what its findings come to, `message` and `way_out` put a finding into
words, `read_mrz` reads a machine-readable zone, `RULES` is the registry of all rules.
"""

from .case import Identity, check_case, decide, identity, is_open
from .case_form import case_from_fields, case_from_json
from .mrz import Reading
from .mrz import read as read_mrz
from .mrz_input import clean_lines
from .papers import Facts, resolved_paper
from .registry import RULES, message, way_out
from .rule import Rule
from .terms import field_label

__all__ = [
    "RULES",
    "Facts",
    "Identity",
    "Reading",
    "Rule",
    "case_from_fields",
    "case_from_json",
    "check_case",
    "clean_lines",
    "decide",
    "field_label",
    "identity",
    "is_open",
    "message",
    "read_mrz",
    "resolved_paper",
    "way_out",
]
