"""Where things are: the store, the key, and what this terminal is. Read once at the way in, never by an act.

| what | environment | default |
|---|---|---|
| store (path or SQLAlchemy URL) | `DESK_STORE`, `--store` | the user's data folder, `desk.db` |
| configuration folder | `DESK_CONFIG` | the user's configuration folder |
| master key, 64 hex digits | `DESK_KEY` | `desk.key` in the configuration folder (0600), or the OS keyring |
| language | `DESK_LANG` | `desk.toml`, else pt |
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.people import Desk

from .i18n import LANGUAGES


@dataclass(frozen=True, slots=True)
class Settings:
    """One terminal's settings. `store` is a path or a SQLAlchemy URL; `desk` is None before the first start."""

    store: str
    config: Path
    language: str = LANGUAGES[0]
    desk: Desk | None = None
    printer: str = ""
    folder: str = ""
    training: bool = False
    key: str | None = field(default=None, repr=False)

    @property
    def key_file(self) -> Path:
        """Where the master key lies when neither environment nor keyring hold it."""
        return self.config / "desk.key"

    @property
    def checkpoints(self) -> Path:
        """The signed checkpoints of the audit chain, one a line, beside the key and away from the data."""
        return self.config / "audit-checkpoints.jsonl"


def load(environ: Mapping[str, str] = os.environ, store: str | None = None) -> Settings:
    """Read environment and `desk.toml`; nothing is created."""
    from platformdirs import user_config_path, user_data_path

    config = (
        Path(environ["DESK_CONFIG"]) if environ.get("DESK_CONFIG") else user_config_path("cmd-desk", False)
    )
    file = config / "desk.toml"
    said = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    place = said.get("desk", {})
    desk = Desk(place["service_point"], place["name"], place["number"]) if place else None
    language = environ.get("DESK_LANG") or said.get("language", "")
    return Settings(
        store=store or environ.get("DESK_STORE") or str(user_data_path("cmd-desk", False) / "desk.db"),
        config=config,
        language=language if language in LANGUAGES else LANGUAGES[0],
        desk=desk,
        printer=said.get("printer", ""),
        folder=said.get("folder", ""),
        key=environ.get("DESK_KEY"),
    )


def keep(settings: Settings) -> None:
    """Write `desk.toml` whole or not at all (a file beside it, then a rename)."""
    lines = [f"language = {_quoted(settings.language)}"]
    lines += [
        f"{name} = {_quoted(value)}"
        for name, value in (("printer", settings.printer), ("folder", settings.folder))
        if value
    ]
    if settings.desk:
        lines += ["", "[desk]", f"service_point = {_quoted(settings.desk.service_point)}"]
        lines += [f"name = {_quoted(settings.desk.name)}", f"number = {settings.desk.number}"]
    settings.config.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = settings.config / "desk.toml"
    beside = target.with_suffix(".new")
    beside.write_text("\n".join(lines) + "\n", "utf-8")
    beside.replace(target)


def _quoted(text: str) -> str:
    """A TOML basic string (JSON's escapes are valid ones)."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
