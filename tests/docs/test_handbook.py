"""The handbook's pages are what the code gives now, and lead where they say."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from desk_app import errors
from desk_app.checks.registry import RULES
from desk_app.checks.rule import Rule
from desk_app.i18n import LANGUAGES, translator
from docs import keys, pictures, rules
from docs.page import HANDBOOK

DOCS = HANDBOOK.parent
PAGES = sorted(DOCS.rglob("*.md"))
_FACT = re.compile(r"\{[\w:]+\}")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_rules_are_what_the_registry_gives(language: str) -> None:
    """None is missing, old or edited by hand; `make docs` writes them."""
    folder = HANDBOOK / language
    written = {f"rules/{page.name}": page.read_text("utf-8") for page in (folder / "rules").glob("*.md")}
    assert written == rules.pages(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_keys_is_what_the_screens_declare(language: str) -> None:
    """`make docs` writes it."""
    assert (HANDBOOK / language / "keys.md").read_text("utf-8") == keys.page(language)


def test_every_screen_with_keys_is_on_the_page() -> None:
    """A new screen needs its title there, in both languages."""
    assert set(keys.declared()) == set(keys.SCREENS)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: str(rule.id))
def test_a_rule_has_its_texts_in_both_languages(rule: Rule) -> None:
    """What it says, what to do, and where it comes from; both languages fill in the same facts."""
    assert all(text.strip() for text in (rule.pt, rule.en, rule.way_out_pt, rule.way_out_en, rule.source))
    for portuguese, english in (
        (rule.pt, rule.en),
        (rule.way_out_pt, rule.way_out_en),
        *rule.variants.values(),
    ):
        assert portuguese.strip()
        assert english.strip()
        assert sorted(_FACT.findall(portuguese)) == sorted(_FACT.findall(english))


def test_every_shown_key_is_told_of_in_portuguese() -> None:
    """A key on the bar has a word and a sentence, and both are translated."""
    said = translator("pt")
    shown = [one for bindings in keys.declared().values() for one in bindings if one.show]
    assert [one.id for one in shown if not one.description or not one.tooltip] == []
    told = [one for bindings in keys.declared().values() for one in bindings if one.show or one.tooltip]
    texts = {text for one in told for text in (one.description, one.tooltip)}
    assert [text for text in texts if said(text) == text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_with_the_store_has_its_remedy(language: str) -> None:
    """The administrator finds the line the desk says in the handbook, word for word."""
    page, said = (HANDBOOK / language / "administrator.md").read_text("utf-8"), translator(language)
    kinds: list[type[errors.StoreError]] = [errors.StoreError, *errors.StoreError.__subclasses__()]
    lines = [re.sub(r"\{\w+\}", "…", said(kind.text)) for kind in kinds if kind.__module__ == errors.__name__]
    assert [line for line in lines if f"| {line} |" not in page] == []


def test_both_languages_have_the_same_pages() -> None:
    """Nobody is sent to a page their language lacks."""
    pt, en = ({page.relative_to(HANDBOOK / it) for page in (HANDBOOK / it).rglob("*.md")} for it in LANGUAGES)
    assert pt == en


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """To a file that is there and, in a page of ours, to a heading that is."""
    for target in _LINK.findall(page.read_text("utf-8")):
        if "://" in target:
            continue
        place, _, heading = unquote(target).partition("#")
        file = (page.parent / place).resolve() if place else page
        assert file.exists(), target
        if heading:
            assert heading in _headings(file), target


def test_every_picture_is_shown_and_every_shown_one_is_taken() -> None:
    """No picture is kept for nothing, none is missing."""
    kept = {file.name for file in pictures.FOLDER.iterdir()}
    told = {Path(link).name for page in PAGES for link in _LINK.findall(page.read_text("utf-8"))}
    assert kept == {name for name in told if name.endswith(".svg")}


def _headings(file: Path) -> set[str]:
    """As links name them."""
    lines = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}
