"""Nothing that comes in makes the rules raise: any JSON is a case, any text is a value, any finding has words."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.records import Finding, Severity
from desk_app.checks import (
    RULES,
    case_from_fields,
    case_from_json,
    check_case,
    decide,
    field_label,
    identity,
    message,
    way_out,
)
from desk_app.checks.registry import outline
from tests.checks.people import TODAY, case, policy

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NASTY = st.sampled_from(
    [
        "{nif}",
        "{0.__class__}",
        "[red]x[/]",
        "\x1b[31m",
        "\u202e",
        "\ud800",
        "'; --",
        "９１２",
        "%s",
        "9" * 5000,
        "NaN",
        "\n",
        "\0",
    ]
)
LEAF = SCALARS | NASTY | ANYTHING


def paths(value: object, prefix: str = "") -> list[str]:
    """Every path of a JSON object, inner ones too."""
    if not isinstance(value, dict):
        return []
    found = []
    for key, inner in value.items():
        found += [prefix + key, *paths(inner, prefix + key + "__")]
    return found


PATHS = sorted({*paths(case()), "passport__number", "passport__birth_date", "passport__expires", "replaces"})


def judged(made: object) -> None:
    """Everything that can be asked of a case, asked."""
    formed = case_from_json(made)
    found = check_case(formed, TODAY, policy())
    decide(found, formed.confirmed)
    identity(formed, TODAY)
    for one in found:
        assert one.rule in RULES
        assert message(one, "pt")
        assert message(one, "en")
        assert way_out(one, "pt")


@given(ANYTHING)
def test_any_json_is_judged(made: object) -> None:
    """Whatever JSON comes, a case comes out and is judged."""
    judged(made)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(st.dictionaries(st.sampled_from(PATHS), LEAF, max_size=4))
def test_any_field_may_hold_anything(changes: dict[str, Any]) -> None:
    """A good case with anything in any of its fields is judged."""
    made = case()
    for path, value in changes.items():
        *parents, last = path.split("__")
        part: Any = made
        for parent in parents:
            part = part.get(parent) if isinstance(part, dict) else None
        if isinstance(part, dict):
            part[last] = value
    judged(made)


@given(
    st.dictionaries(
        st.sampled_from([path.replace("__", ".") for path in PATHS]) | st.text(), st.text() | NASTY
    )
)
def test_any_draft_is_judged(fields: dict[str, str]) -> None:
    """The fields of a draft, half filled or filled with anything, are judged."""
    check_case(case_from_fields(fields), TODAY, policy())


@given(
    st.sampled_from(sorted(RULES)) | st.text(),
    st.dictionaries(
        st.sampled_from(["why", "field", "readings", "missing", "expires", "number", "how"]),
        LEAF | st.tuples(LEAF),
    ),
    st.sampled_from(["pt", "en", "xx"]),
)
def test_words_for_any_finding(rule: str, params: dict[str, object], language: str) -> None:
    """A message never raises, whatever its parameters; what they hold is never read as a template."""
    found = Finding(rule, Severity.NOTE, "nif", params)
    assert isinstance(message(found, language), str)
    assert isinstance(way_out(found, language), str)
    field_label(rule, language)


def test_parameters_are_no_templates() -> None:
    """Braces and markup in what was typed come out as they went in."""
    found = Finding("cross.name", Severity.REFER, "", {"permit": "{passport:state} [b]", "passport": "BRA"})
    assert "“{passport:state} [b]”" in message(found, "en")


def test_registry_says_everything_in_both_languages() -> None:
    """Every rule has a message, a way out and a source; variants are pairs."""
    for rule in RULES.values():
        assert rule.source
        assert rule.way_out_pt.endswith(".")
        assert rule.way_out_en.endswith(".")
        for language in ("pt", "en"):
            assert all(text[-1] in ".?" and "{" not in text for text in outline(rule, language))


def test_draft_and_json_make_the_same_case() -> None:
    """The flat fields of a draft and the JSON form say the same."""
    made = case(residence_permit__renewal_proof_issued="2026-09-01")
    fields = {"consent.informed": "yes", "residence_permit.renewal_proof_issued": "1-9-2026"}
    for path in paths(made):
        part: Any = made
        for name in path.split("__"):
            part = part[name]
        if isinstance(part, list):
            fields[path.replace("__", ".")] = "\n".join(part)
        elif isinstance(part, str):
            fields.setdefault(path.replace("__", "."), part)
    assert case_from_fields(fields) == case_from_json(made)


def test_empty_draft_is_an_empty_case() -> None:
    """A draft in which nothing was filled has no papers."""
    assert case_from_fields({"passport.number": " "}) == case_from_json({})


def test_rules_load_nothing_heavy() -> None:
    """Judging needs no screen, no store and no network."""
    code = (
        "import sys; from desk_app.checks import check_case, case_from_json; from desk_app.policy import load\n"
        "from datetime import date; check_case(case_from_json({}), date(2026, 1, 1), load())\n"
        "from desk_app.check_cli import run; run(['check', 'nif', '/dev/null'])\n"
        "bad = {'textual', 'sqlmodel', 'sqlalchemy', 'babel', 'rapidfuzz', 'screens'} & set(sys.modules)\n"
        "sys.exit(', '.join(bad) or 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
