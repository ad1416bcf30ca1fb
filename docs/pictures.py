"""The pictures of the handbook, taken from the demo desk: `python -m docs.pictures [FOLDER]` (`make screenshots`).

Everything on them is synthetic. The same code gives the same bytes: the clock stands still, and what a terminal
picture brings with it by chance (identifiers, fonts from elsewhere) is taken out.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from textual.widgets import DataTable

from desk_app.i18n import LANGUAGES
from desk_app.training import people
from desk_app.training.papers import papers

from .stage import NOW, Stage, stage

FOLDER = Path(__file__).parent / "pictures"
FONTS = "'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace"
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_FAMILY = re.compile(r"font-family: (?:Fira Code|arial)[^;]*;")
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_ID = re.compile(r"terminal-\d+")


def tidy(svg: str) -> str:
    """A terminal picture without fonts from elsewhere, without identifiers, with its spaces kept."""
    svg = _COMMENT.sub("", _FONT_FACE.sub("", svg))
    svg = _FAMILY.sub(f"font-family: {FONTS};", svg)
    svg = _ID.sub("desk", svg)
    lines = (line.rstrip() for line in svg.replace("<text ", '<text xml:space="preserve" ').splitlines())
    return "\n".join(lines).strip() + "\n"


async def walk(on: Stage) -> AsyncIterator[str]:
    """One applicant from sign-in to the code; yields the name of each picture when it is on the screen."""
    await on.screen("SignIn")
    yield "sign-in"
    await on.type("ana")
    await on.press("enter")
    await on.type("demo")
    await on.press("enter")
    await on.screen("Home")
    await on.until(lambda: on.app.screen.query_one("#cases", DataTable).row_count, "the cases")
    yield "home"
    await on.press("f2")
    await on.screen("Walk")
    for step in ("consent", "permit", "passport", "nif", "address", "contact"):
        await on.press("f2")
        yield step
        if step == "permit":
            await on.press("f1")
            await on.screen("Help")
            yield "help"
            await on.press("escape")
            await on.screen("Walk")
        await on.press("pagedown")
    yield "review"
    await on.press("pagedown")
    await on.screen("SubmitDialog")
    yield "submit"
    await on.type("demo")
    await on.press("enter")
    await on.screen("CodeScreen")
    await on.until(lambda: getattr(on.app.screen, "code", None), "the code")
    yield "code"
    await on.press("f5")
    await on.screen("HandOver")
    await on.press("escape")
    await on.press("f10")
    await on.screen("Question")
    await on.press("enter")
    await on.screen("Home")


async def findings(on: Stage) -> AsyncIterator[str]:
    """A second applicant, whose papers are not all in order, until a supervisor has to decide."""
    await on.press("f2")
    await on.screen("Walk")
    await on.press("f2", "pagedown")
    await on.press(*laid("permit", "mistyped"))
    yield "finding-stops"
    await on.press("f9")
    await on.screen("Lock")
    yield "lock"
    await on.type("demo")
    await on.press("enter")
    await on.screen("Walk")
    await on.press("f4")
    await on.screen("CancelDialog")
    yield "end-visit"
    await on.press("escape")
    await on.screen("Walk")
    await on.press(*laid("permit", "already_enrolled", "mistyped"))
    yield "duplicate"
    await on.press(*laid("permit", "other_shape", "already_enrolled"))
    yield "finding-confirm"
    await on.press("f6")
    await on.screen("ConfirmDialog")
    await on.type("série antiga" if on.app.settings.language == "pt" else "old series")
    yield "confirm"
    await on.press("enter")
    await on.screen("Walk")
    await on.press("pagedown", *laid("passport", "expired"))
    for _step in ("nif", "address", "contact"):
        await on.press("pagedown", "f2")
    await on.press("pagedown")
    yield "review-refer"
    await on.press("pagedown")
    await on.screen("SubmitDialog")
    await on.type("demo")
    await on.press("enter")
    await on.screen("Referred")
    yield "referred"
    await on.press("f10")
    await on.screen("Question")
    await on.press("enter")
    await on.screen("Home")


def laid(step: str, paper: str, after: str = "") -> list[str]:
    """The keys that lay the training paper `paper` on the counter, `after` being the one that lies there."""
    order = [one.id for one in papers(step, people.person(people.KNOWN_SEED + 1, NOW.date()))]
    already = order.index(after) + 1 if after else 0
    return ["f2"] * ((order.index(paper) - already) % len(order) + 1)


async def taken(language: str) -> AsyncIterator[tuple[str, str]]:
    """Name and SVG of every picture in `language`, in the order of the visit."""
    async with stage(language) as on:
        for scene in (walk, findings):
            async for name in scene(on):
                yield f"{name}-{language}", tidy(on.svg())


async def main(folder: Path) -> None:
    """Take every picture in every language of the desk."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        async for name, svg in taken(language):
            (folder / f"{name}.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
