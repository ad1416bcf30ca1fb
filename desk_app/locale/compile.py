"""Compile every catalogue (`<lang>/LC_MESSAGES/*.po`) to the `.mo` beside it.

Runs as the wheel's build hook, so an installed desk has its languages, and by hand after a text was edited:
`python desk_app/locale/compile.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folder: Path) -> list[Path]:
    """Compile every `.po` below `folder`; returns the `.mo` files written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as lines:
            catalogue = read_po(lines, abort_invalid=True)
        target = source.with_suffix(".mo")
        with target.open("wb") as out:
            write_mo(out, catalogue)
        written.append(target)
    return written


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # compiled by hand, where the build backend is not installed
    pass
else:

    class CatalogueHook(BuildHookInterface[Any]):
        """Hatchling calls this before it packs the wheel or makes the editable install."""

        PLUGIN_NAME = "custom"

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            compile_catalogues(Path(self.root) / "desk_app" / "locale")


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
