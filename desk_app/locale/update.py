"""Bring the catalogues up to the sources: `python desk_app/locale/update.py`.

Every text marked `_()` or `N_()` is an id. The English catalogue gets the id as its text; the others keep what is
translated, lose what is no longer used, and the ids that still lack a text are printed (exit code 1).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SOURCES = {
    "desk": ("desk_app", "screens"),
    "slip": ("desk_app/delivery",),
}
"""Which folders speak in which domain; what is in the slip's folder is the slip's alone."""

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


@cache
def ids(domain: str) -> dict[str, list[tuple[str, int]]]:
    """Every message id of a domain with the places it stands in, as the sources have them now."""
    found: dict[str, list[tuple[str, int]]] = {}
    for folder in SOURCES[domain]:
        for name, line, text, _comments, _context in extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords={"_": None, "N_": None}
        ):
            place = f"{folder}/{name}"
            in_slip = place.startswith("desk_app/delivery/")
            if isinstance(text, str) and text and in_slip == (domain == "slip"):
                found.setdefault(text, []).append((place, line))
    return found


def read(language: str, domain: str) -> Catalog:
    """A catalogue as it is kept."""
    path = HERE / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return Catalog(locale=language, domain=domain)
    with path.open("rb") as lines:
        return read_po(lines, locale=language, domain=domain)


def missing(language: str, domain: str) -> list[str]:
    """The ids that have no text in a catalogue."""
    catalogue = read(language, domain)
    return [
        text for text in ids(domain) if not (entry := catalogue.get(text)) or not entry.string or entry.fuzzy
    ]


def unused(language: str, domain: str) -> list[str]:
    """The ids of a catalogue that no source has any more."""
    known = ids(domain)
    return [str(entry.id) for entry in read(language, domain) if entry.id and entry.id not in known]


def update(language: str, domain: str) -> Iterable[str]:
    """Write one catalogue anew, sorted by id; yields the ids without a text."""
    old, new = read(language, domain), Catalog(locale=language, domain=domain, fuzzy=False)
    for text in sorted(ids(domain)):
        kept = old.get(text)
        words = text if language == "en" else str(kept.string) if kept else ""
        new.add(text, words)
        if not words:
            yield text
    with (HERE / language / "LC_MESSAGES" / f"{domain}.po").open("wb") as out:
        out.write(HEADER.format(language=language, plurals=new.plural_forms).encode())
        write_po(out, new, width=0, omit_header=True, sort_output=True)


def main() -> int:
    """Update every catalogue of both domains."""
    lacking = 0
    for domain in SOURCES:
        for folder in sorted(path for path in HERE.iterdir() if (path / "LC_MESSAGES").is_dir()):
            for text in update(folder.name, domain):
                lacking += 1
                sys.stdout.write(f"{folder.name}/{domain}: {text!r}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())
