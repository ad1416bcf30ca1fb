"""The registry of the rules: what each is called, how much it weighs, what it says and what the clerk does about it.

Screens, handbook, command line and tests take every text from here. `message` puts a finding into words; a template
names parameters as `{name}` or `{name:kind}`, where the kind says how a parameter is put into words: `term` (a word of
`terms.py`), `channel` (a way of delivery), `list` (several), `date`, `state` (a three-letter code), `passport` (a kind of passport), `readings` (of a
zone). What a parameter holds is never read as a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from data.records import Finding
from data.reference import state_name

from ..i18n import show_date
from .dates import parse
from .rule import Rule
from .terms import term
from .texts import ALL

RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in ALL})
"""Every rule by its id, in the order of the walk."""


def finding(rule: str, path: str, /, **params: object) -> Finding:
    """A finding of `rule` on the field `path`, as severe as the registry says."""
    return Finding(rule, RULES[rule].severity, path, MappingProxyType(params))


def message(found: Finding, language: str) -> str:
    """What the finding says, in `pt` or `en`. Never raises; an unknown rule says its id."""
    rule = RULES.get(found.rule)
    if rule is None:
        return found.rule
    pt, en = rule.variants.get(str(found.params.get("why", "")), (rule.pt, rule.en))
    return _render(en if language == "en" else pt, found.params, language)


def way_out(found: Finding, language: str) -> str:
    """What the clerk does about it, one sentence; empty for an unknown rule."""
    rule = RULES.get(found.rule)
    if rule is None:
        return ""
    return _render(rule.way_out_en if language == "en" else rule.way_out_pt, found.params, language)


_NAMED = re.compile(r"\{(\w+)(?::(\w+))?\}")


def _render(template: str, params: Mapping[str, object], language: str) -> str:
    def word(match: re.Match[str]) -> str:
        kind = _KINDS.get(match[2] or "", _plain)
        return kind(params.get(match[1], ""), language)

    text = _NAMED.sub(word, template)
    return text[:1].upper() + text[1:]


def _plain(value: object, language: str) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(_plain(one, language) for one in value)
    text = str(value)
    return text if text else "—"


def _date(value: object, language: str) -> str:
    """A day, also when a store has made text of it."""
    day = value if isinstance(value, date) else parse(str(value))
    return show_date(day, language) if day else _plain(value, language)


def _list(value: object, language: str) -> str:
    values = value if isinstance(value, tuple | list) else (value,)
    return ", ".join(term(str(one), language) for one in values)


def _state(value: object, language: str) -> str:
    code = str(value)
    name = state_name(code, language)
    return code if name == code else f"{code} ({name})"


def _readings(value: object, language: str) -> str:
    """The single characters that would make a digit right, place by place, from `line|position|found|char` texts."""
    if not isinstance(value, tuple | list) or not value:
        return ""
    places: dict[tuple[str, ...], list[str]] = {}
    for one in value:
        line, position, found, char = [*str(one).split("|"), "", "", ""][:4]
        places.setdefault((line, position, found), []).append(char)
    place, instead, lead = (
        ("line {} position {}", "not", "It would fit with")
        if language == "en"
        else ("linha {} posição {}", "em vez de", "Ficaria certo com")
    )
    parts = [
        f"{'/'.join(chars)} {instead} {found} ({place.format(line, position)})"
        for (line, position, found), chars in places.items()
    ]
    return f" {lead}: {'; '.join(parts)}."


_KINDS: Mapping[str, Callable[[object, str], str]] = {
    "": _plain,
    "date": _date,
    "channel": lambda value, language: str(value) if value == "email" else term(str(value), language),
    "term": lambda value, language: term(str(value), language),
    "list": _list,
    "passport": lambda value, language: term(f"passport_{value}", language),
    "state": _state,
    "readings": _readings,
}


def outline_way_out(rule: Rule, language: str) -> str:
    """The way out of a rule for a handbook: what a finding fills in is an ellipsis."""
    return _NAMED.sub("…", rule.way_out_en if language == "en" else rule.way_out_pt)


def outline(rule: Rule, language: str) -> tuple[str, ...]:
    """The messages of a rule for a handbook: what a finding fills in is an ellipsis."""
    english = language == "en"
    texts = [(rule.pt, rule.en), *rule.variants.values()]
    plain = [
        _NAMED.sub(lambda match: "" if match[2] == "readings" else "…", en if english else pt)
        for pt, en in texts
    ]
    return tuple(text[:1].upper() + text[1:] for text in plain)
