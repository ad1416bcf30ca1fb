"""The pages of the rules, made from the registry: `python -m docs.rules` (part of `make docs`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from data.records import Severity
from desk_app.checks.registry import RULES, outline, outline_way_out
from desk_app.checks.rule import Rule
from desk_app.i18n import LANGUAGES
from screens.enrolment.panels import SIGNS

from .page import HANDBOOK, made_note, write

GROUPS = {
    "consent": ("Consentimento", "Consent"),
    "eligibility": ("Quem se pode registar aqui", "Who can enrol here"),
    "document": ("Documentos", "Documents"),
    "date": ("Datas", "Dates"),
    "permit": ("Título de residência", "Residence permit"),
    "passport": ("Passaporte", "Passport"),
    "cross": ("Título e passaporte comparados", "Permit and passport compared"),
    "nif": ("NIF", "NIF"),
    "address": ("Morada", "Address"),
    "contact": ("Contacto e entrega", "Contact and delivery"),
    "duplicate": ("Registos que já existem", "Enrolments that exist already"),
}
"""The first word of a rule's id, and the title of its page."""
SEVERITIES = {
    Severity.BLOCK: ("impede: não se pode continuar", "stops: the case can't go on"),
    Severity.REFER: ("segue para um supervisor", "goes to a supervisor"),
    Severity.CONFIRM: ("confirma-se com um motivo", "is confirmed with a reason"),
    Severity.NOTE: ("só informa", "only informs"),
}
_WORDS = {
    "pt": ("Regras", "Diz", "O que fazer", "Fonte", "regra", "sinal", "peso"),
    "en": ("Rules", "It says", "What to do", "Source", "rule", "sign", "weight"),
}
_DOMAIN = re.compile(r"DOMAIN (?=\d)")


def pages(language: str) -> dict[str, str]:
    """Every page of the rules in `language`, by its path in that language's handbook."""
    grouped = {head: tuple(rules) for head, rules in _groups()}
    made = {f"rules/{head}.md": _page(head, rules, language) for head, rules in grouped.items()}
    return made | {"rules/README.md": _index(grouped, language)}


def _groups() -> Iterator[tuple[str, Iterable[Rule]]]:
    """Rules by the first word of their id, in the order of the walk."""
    order = {head: place for place, head in enumerate(GROUPS)}

    def head_of(rule: Rule) -> str:
        return rule.id.split(".")[0]

    return groupby(sorted(RULES.values(), key=lambda rule: order[head_of(rule)]), key=head_of)


def _page(head: str, rules: Iterable[Rule], language: str) -> str:
    title, says, do, source = GROUPS[head][_at(language)], *_WORDS[language][1:4]
    parts = [f"# {title}", made_note("docs.rules", language)]
    for rule in rules:
        messages = outline(rule, language)
        several = f"**{says}:**\n" + "\n".join(f"- {text}" for text in messages)
        parts += [
            f"## `{rule.id}`",
            f"{SIGNS[rule.severity]} {SEVERITIES[rule.severity][_at(language)]}",
            _plain(several if len(messages) > 1 else f"**{says}:** {messages[0]}"),
            _plain(f"**{do}:** {outline_way_out(rule, language)}"),
            f"**{source}:** {_linked(rule.source)}",
        ]
    return "\n\n".join(parts) + "\n"


def _index(grouped: dict[str, tuple[Rule, ...]], language: str) -> str:
    title, (rule_word, sign_word, weight_word) = _WORDS[language][0], _WORDS[language][4:]
    rows = [f"| {rule_word} | {sign_word} | {weight_word} |", "|---|---|---|"]
    for head, rules in grouped.items():
        rows += [
            f"| [`{rule.id}`]({head}.md#{_anchor(rule.id)}) | {SIGNS[rule.severity]} "
            f"| {SEVERITIES[rule.severity][_at(language)]} |"
            for rule in rules
        ]
    return "\n\n".join((f"# {title}", made_note("docs.rules", language), "\n".join(rows))) + "\n"


def _at(language: str) -> int:
    return LANGUAGES.index(language)


def _plain(text: str) -> str:
    """A message is no markup: what Markdown would take for a tag is shown as it is."""
    return text.replace("<", "&lt;")


def _linked(source: str) -> str:
    """A source that is a section of our own facts leads there."""
    return _DOMAIN.sub("[domain.md](../../../domain.md) ", source)


def _anchor(rule: str) -> str:
    """As a heading of the page is linked to."""
    return rule.replace(".", "")


def main() -> None:
    """Write every page, and take away those of rules that are gone."""
    for language in LANGUAGES:
        write(HANDBOOK / language, "rules", pages(language))


if __name__ == "__main__":
    main()
