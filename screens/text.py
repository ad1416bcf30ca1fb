"""The language of what is on the screen now; one for the whole terminal, switched on the fly."""

from __future__ import annotations

from desk_app.i18n import LANGUAGES, Translate, translator

_language = LANGUAGES[0]
_translate: Translate = translator(_language)


def use(language: str) -> None:
    """Show everything in `language` from now on; screens are told by the app."""
    global _language, _translate
    _language, _translate = language, translator(language)


def language() -> str:
    """The code of the language in use."""
    return _language


def _(text: str) -> str:
    """`text` in the language in use. An empty id stays empty (gettext would give the catalogue's header)."""
    return _translate(text) if text else ""


def N_(text: str) -> str:  # noqa: N802  # gettext's own name for "translate later"
    """Mark `text` for the catalogue; it is translated when shown."""
    return text
