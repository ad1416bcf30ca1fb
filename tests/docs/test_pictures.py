"""The pictures of the handbook: the same every time, and nothing in them that leads elsewhere."""

from __future__ import annotations

from pathlib import Path

from docs import pictures
from docs.stage import NOW, stage

KEPT = sorted(pictures.FOLDER.glob("*.svg"))


async def test_the_same_desk_gives_the_same_bytes() -> None:
    """Two throwaway stores, with other keys and folders, and the same pictures."""
    first, second = [await _first_pictures(3), await _first_pictures(3)]
    assert first == second
    assert [name for name, _svg in first] == ["sign-in-en", "home-en", "consent-en"]
    assert f"saved {NOW:%H:%M:%S}" in first[2][1].replace("&#160;", " ")


def test_the_kept_pictures_stand_alone() -> None:
    """No font from elsewhere, no identifier of one run, nobody's real folder."""
    assert KEPT
    for picture in KEPT:
        svg = picture.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert [word for word in ("http", "@font-face", "terminal-", str(Path.home())) if word in svg] == []


async def _first_pictures(count: int) -> list[tuple[str, str]]:
    taken: list[tuple[str, str]] = []
    async with stage("en") as on:
        async for name in pictures.walk(on):
            taken.append((f"{name}-en", pictures.tidy(on.svg())))
            if len(taken) == count:
                break
    return taken
