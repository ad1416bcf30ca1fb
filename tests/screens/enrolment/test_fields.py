"""The fields of the walk: what they fill, what they say while typed, how they are kept."""

from __future__ import annotations

from functools import partial

from data.records import Place

from ..conftest import Ground
from .hands import at_desk, draft, kept, row_of


async def test_a_postcode_fills_locality_and_municipality(ground: Ground) -> None:
    """A whole postcode says its district and fills both names at once."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", "address.postcode"))
        await clerk.cursor_in("address.postcode")
        clerk.type("1050-047")
        await clerk.keeps("address.municipality", "Lisboa")
        await clerk.shows("address.municipality", "Lisboa")
        await clerk.until(lambda: "Lisboa" in clerk.aside("address.postcode"), "the district")
        assert kept(ground, clerk.reference)["address.locality"] == clerk.value("address.locality") != ""


async def test_a_postcode_as_people_write_it(ground: Ground) -> None:
    """With a dash, a space or nothing: one way of keeping it."""
    path = "address.postcode"
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", path))
        await clerk.cursor_in(path)
        for typed in ("1050047", "1050 047", "1050–047", "PT-1050-047"):
            clerk.paste(typed)
            await clerk.keeps(path, "1050-047")
            await clerk.empty(path)


async def test_what_the_clerk_typed_is_never_overwritten(ground: Ground) -> None:
    """Locality and municipality typed by hand stay, whatever postcode follows; the rule says if they don't fit."""
    own = {"address.locality": "Bairro Azul", "address.municipality": "Sintra"}
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, own, "address", "address.postcode"))
        await clerk.cursor_in("address.postcode")
        clerk.type("1050-047")
        await clerk.keeps("address.postcode", "1050-047")
        await clerk.sees("não em Sintra")
        assert {path: kept(ground, clerk.reference)[path] for path in own} == own
        assert clerk.value("address.municipality") == "Sintra"


async def test_a_phone_shows_its_country_while_it_is_typed(ground: Ground) -> None:
    """The country stands behind the number before the field is left."""
    path = "contact.mobile"
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "contact", path))
        await clerk.cursor_in(path)
        for typed, country in (
            ("912345678", "Portugal"),
            ("+44 7400 123456", "Reino Unido"),
            ("+244 923 123 456", "Angola"),
        ):
            clerk.type(typed)
            await clerk.until(partial(lambda country: country in clerk.aside(path), country), country)
            await clerk.paints(country)
            await clerk.empty(path)


async def test_a_date_as_people_write_it(ground: Ground) -> None:
    """Kept as ISO, shown day first when the field is left."""
    path = "address.proof.issued"
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", path))
        await clerk.cursor_in(path)
        for typed in ("20-10-2026", "20/10/2026", "20102026", "2026-10-20", "20.10.2026"):
            clerk.type(typed)
            await clerk.keeps(path, "2026-10-20")
            clerk.press("enter")
            await clerk.shows(path, "20-10-2026")
            clerk.press("up")
            await clerk.cursor_in(path)
            await clerk.empty(path)


async def test_a_date_that_is_none_is_said_and_kept(ground: Ground) -> None:
    """31 February stays as it was typed, with the reason beside it."""
    path = "address.proof.issued"
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {"address.proof.kind": "utility_bill"}, "address", path))
        await clerk.cursor_in(path)
        clerk.type("31-02-2026")
        await clerk.keeps(path, "31-02-2026")
        await clerk.sees("não é uma data que exista")


async def test_a_choice_by_number_letter_and_arrow(ground: Ground) -> None:
    """Each is kept at once."""
    path = "address.proof.kind"
    async with at_desk(ground, "en") as clerk:
        await clerk.open(draft(ground, {}, "address", path))
        await clerk.cursor_in(path)
        clerk.type("3")
        await clerk.keeps(path, "utility_bill")
        clerk.type("b")
        await clerk.keeps(path, "bank_statement")
        clerk.press("right")
        await clerk.keeps(path, "permit_back")
        clerk.press("left")
        await clerk.keeps(path, "bank_statement")
        clerk.type("9")
        await clerk.rest()
        assert kept(ground, clerk.reference)[path] == "bank_statement"


async def test_a_tick_is_turned_by_space(ground: Ground) -> None:
    """And turned back; both are kept."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "consent", "consent.informed"))
        await clerk.cursor_in("consent.informed")
        clerk.type(" ")
        await clerk.keeps("consent.informed", "yes")
        await clerk.paints("[x] sim")
        clerk.type(" ")
        await clerk.keeps("consent.informed", "")


async def test_a_new_case_keeps_its_defaults(ground: Ground) -> None:
    """What a new case starts with is in the store like anything typed: a reader of the draft sees it."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}))
        await clerk.keeps("contact.delivery", "print")
        await clerk.keeps("consent.language", "pt")
        await clerk.keeps("residence_permit.kind", "TR")


async def test_the_place_is_kept_with_every_move(ground: Ground) -> None:
    """Arrow keys and Enter move from field to field; the store knows the field the cursor stands in."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", "address.postcode"))
        await clerk.cursor_in("address.postcode")
        clerk.press("down", "down")
        await clerk.cursor_in("address.door")
        clerk.press("up")
        await clerk.cursor_in("address.street")
        clerk.press("enter", "enter")
        await clerk.cursor_in("address.floor")
        await clerk.until(
            lambda: (
                Place(row_of(ground, clerk.reference)["step"], row_of(ground, clerk.reference)["field"])
                == Place("address", "address.floor")
            ),
            "the place kept",
        )


async def test_a_text_longer_than_its_field_is_cut_and_said(ground: Ground) -> None:
    """What does not fit is left out in words, never in silence."""
    async with at_desk(ground, "en") as clerk:
        await clerk.open(draft(ground, {}, "address", "address.door"))
        await clerk.cursor_in("address.door")
        clerk.paste("1234567890123456789012345")
        await clerk.sees("Left out, the field can't hold it")
        await clerk.keeps("address.door", "12345678901234567890")
