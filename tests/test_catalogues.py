"""Every text in every language: none missing, none left over, and every one names the same facts."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from data.store import trail
from desk_app.i18n import LANGUAGES, LOCALE, slip_languages

_FACT = re.compile(r"\{\w*\}")
_COMMAND = re.compile(
    r"desk (?:init|check|(?:operator|audit)(?: (?:list|add|disable|reset-password|verify|show|checkpoint))?)"
)


def _updater() -> ModuleType:
    """The script that keeps the catalogues; it lies beside them and is no module of the package."""
    spec = importlib.util.spec_from_file_location("catalogue_update", LOCALE / "update.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


update = _updater()
CATALOGUES = [*((language, "desk") for language in LANGUAGES), *((one, "slip") for one in slip_languages())]


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_every_text_is_translated(language: str, domain: str) -> None:
    """A text without a translation would stand in English on a Portuguese screen."""
    assert update.missing(language, domain) == []


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_no_translation_is_left_over(language: str, domain: str) -> None:
    """`python desk_app/locale/update.py` takes away what no source says any more."""
    assert update.unused(language, domain) == []


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_a_translation_names_the_facts_of_its_text(language: str, domain: str) -> None:
    """The same `{names}` as often, no guesses (fuzzy), the same empty lines and spaces at the ends."""
    for entry in update.read(language, domain):
        if entry.id:
            text, said = str(entry.id), str(entry.string)
            assert not entry.fuzzy, text
            assert sorted(_FACT.findall(said)) == sorted(_FACT.findall(text)), text
            assert (said[:1].isspace(), said[-1:].isspace()) == (text[:1].isspace(), text[-1:].isspace()), (
                text
            )
            assert said.count("\n\n") == text.count("\n\n"), text


def test_english_says_what_the_sources_say() -> None:
    """The English text is the id itself, so that a clerk who reads English reads what was reviewed."""
    assert [str(one.id) for one in update.read("en", "desk") if one.id and one.string != one.id] == []


def test_a_command_keeps_its_name_in_every_language() -> None:
    """What is typed is not translated."""
    for entry in update.read("pt", "desk"):
        if entry.id:
            assert _COMMAND.findall(str(entry.string)) == _COMMAND.findall(str(entry.id))


def test_what_the_store_says_of_its_chain_is_in_the_catalogue() -> None:
    """The store knows no catalogue; its reasons are marked in `desk_app.services.said`."""
    reasons = [text for name, text in vars(trail).items() if name.isupper() and _sentence(text)]
    assert reasons
    assert [text for text in reasons if text not in update.ids("desk")] == []


def test_a_slip_language_is_one_file(tmp_path: Path) -> None:
    """A folder with a `slip` catalogue is a language the applicant can choose; the clerk's come first."""
    for language in ("uk", *LANGUAGES):
        (tmp_path / language / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / language / "LC_MESSAGES" / "slip.po").touch()
    assert slip_languages(tmp_path) == (*LANGUAGES, "uk")


def _sentence(value: object) -> bool:
    """Words for people, not a statement for the database."""
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z][a-z ]+", value))
