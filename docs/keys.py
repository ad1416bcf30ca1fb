"""The page of the keys, made from the bindings the screens declare: `python -m docs.keys` (part of `make docs`)."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable

from textual.binding import Binding

import screens
from desk_app.i18n import LANGUAGES, Translate, translator
from screens.desk import KEYS

from .page import HANDBOOK, made_note, write

SCREENS = {
    "DeskApp": ("Em todos os ecrãs", "On every screen"),
    "SignIn": ("Entrar", "Signing in"),
    "Home": ("Os seus casos", "Your cases"),
    "Walk": ("O caso, passo a passo", "The case, step by step"),
    "CodeScreen": ("O código de ativação", "The activation code"),
    "Referred": ("Um caso que espera", "A case that waits"),
    "Lock": ("Balcão bloqueado", "Locked desk"),
    "Help": ("Ajuda", "Help"),
    "Dialog": ("Numa pergunta", "In a question"),
    "Question": ("Numa pergunta de sim ou não", "In a yes-or-no question"),
    "FirstStart": ("Primeiro arranque", "First start"),
}
"""The classes that declare keys, in the order a clerk meets them, and what the page calls them."""
_FIELDS = {
    "pt": (
        "Teclas",
        "tecla|palavra no ecrã|o que faz",
        "Nos campos",
        (
            ("Enter", "", "Passa ao campo seguinte; no último, ao passo seguinte"),
            ("Tab, Shift+Tab", "", "Campo seguinte, campo anterior"),
            ("↓, ↑", "", "Campo seguinte, campo anterior"),
            ("←, →, Espaço, 1 a 9", "", "Numa escolha: muda de opção"),
            ("Espaço", "", "Numa caixa: põe ou tira a marca"),
            ("1 a 6", "", "Na revisão: abre esse passo"),
            ("Ctrl+P", "", "Procura um comando pelo nome"),
        ),
    ),
    "en": (
        "Keys",
        "key|word on the screen|what it does",
        "In the fields",
        (
            ("Enter", "", "On to the next field; on the last one, to the next step"),
            ("Tab, Shift+Tab", "", "Next field, previous field"),
            ("↓, ↑", "", "Next field, previous field"),
            ("←, →, Space, 1 to 9", "", "In a choice: another option"),
            ("Space", "", "In a box: ticks or clears it"),
            ("1 to 6", "", "On the review: opens that step"),
            ("Ctrl+P", "", "Finds a command by its name"),
        ),
    ),
}


def declared() -> dict[str, list[Binding]]:
    """The keys with an id, by the class that declares them."""
    found: dict[str, list[Binding]] = {}
    for info in pkgutil.walk_packages(screens.__path__, "screens."):
        for name, kind in vars(importlib.import_module(info.name)).items():
            if isinstance(kind, type) and kind.__module__ == info.name:
                own = [one for one in vars(kind).get("BINDINGS", ()) if isinstance(one, Binding) and one.id]
                if own:
                    found[name] = own
    return found


def page(language: str) -> str:
    """The page in `language`: a table for the fields, then one for every screen that has keys of its own."""
    said, at, bindings = translator(language), LANGUAGES.index(language), declared()
    title, head, fields_title, fields = _FIELDS[language]
    parts = [f"# {title}", made_note("docs.keys", language), f"## {fields_title}", _table(head, fields)]
    for name, titles in SCREENS.items():
        rows = dict.fromkeys(_row(one, said) for one in bindings[name] if one.show or one.tooltip)
        parts += [f"## {titles[at]}", _table(head, rows)]
    return "\n\n".join(parts) + "\n"


def _row(binding: Binding, said: Translate) -> tuple[str, str, str]:
    keys = binding.key_display or ", ".join(KEYS.get(key, key.capitalize()) for key in binding.key.split(","))
    return keys, said(binding.description), said(binding.tooltip) if binding.tooltip else ""


def _table(head: str, rows: Iterable[tuple[str, str, str]]) -> str:
    lines = [f"| {' | '.join(head.split('|'))} |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def main() -> None:
    """Write the page in every language."""
    for language in LANGUAGES:
        write(HANDBOOK / language, "", {"keys.md": page(language)})


if __name__ == "__main__":
    main()
