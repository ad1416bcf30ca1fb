"""Keys typed faster than the screen changes land where the eye would have put them."""

from __future__ import annotations

from screens.code import CodeScreen

from ..conftest import PASSWORD, Ground
from .hands import at_desk, draft, kept, of_steps, papers, row_of, someone


async def test_keys_behind_page_down_land_in_the_next_step(ground: Ground) -> None:
    """The NIF's last digit, PgDn and the postcode in one go: each is in its own field."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, of_steps(papers(), "consent", "permit", "passport"), "nif", "nif"))
        await clerk.cursor_in("nif")
        clerk.type(someone().nif)
        clerk.press("pagedown")
        clerk.type("1050-047")
        await clerk.keeps("address.postcode", "1050-047")
        await clerk.keeps("nif", someone().nif)
        assert clerk.walk.step.id == "address"


async def test_a_whole_stretch_of_the_walk_in_one_go(ground: Ground) -> None:
    """NIF, postcode, street, door and floor, the mobile: typed without looking up once, over three steps."""
    texts = of_steps(papers(), "consent", "permit", "passport", "address")
    del texts["address.street"], texts["address.door"], texts["address.floor"], texts["address.postcode"]
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, texts, "nif", "nif"))
        await clerk.cursor_in("nif")
        clerk.type(someone().nif)
        clerk.press("pagedown")
        clerk.type(f"{someone().postcode}\n{someone().street}\n12\n3.º D\n")
        clerk.press("pagedown")
        clerk.type("912345678\nx@example.org")
        await clerk.keeps("contact.email", "x@example.org")
        there = kept(ground, clerk.reference)
        assert there["contact.mobile"] == "912345678"
        assert there["address.postcode"] == someone().postcode
        assert there["address.street"] == someone().street
        assert (there["address.door"], there["address.floor"]) == ("12", "3.º D")
        assert there["nif"] == someone().nif


async def test_enter_behind_the_last_field_goes_on_and_the_keys_follow(ground: Ground) -> None:
    """Enter in the last field of a step is PgDn; what is typed behind it lands in the next step too."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, of_steps(papers(), "consent", "permit", "passport"), "nif", "nif"))
        await clerk.cursor_in("nif")
        clerk.type(someone().nif + "\n1050-047\nRua Nova\n")
        await clerk.keeps("address.street", "Rua Nova")
        await clerk.keeps("address.postcode", "1050-047")


async def test_page_down_twice_goes_two_steps(ground: Ground) -> None:
    """Two PgDn in a row pass a step that is in order; none is swallowed."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, papers(), "passport", "passport.number"))
        clerk.press("pagedown", "pagedown")
        await clerk.at("address")
        clerk.press("pageup", "pageup", "pageup")
        await clerk.at("permit")
        await clerk.until(lambda: row_of(ground, clerk.reference)["step"] == "permit", "the place kept")


async def test_a_stop_keeps_what_is_typed_behind_it_in_the_step(ground: Ground) -> None:
    """PgDn on a blocked step puts the cursor on the culprit, and what is typed next goes there."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, of_steps(papers(), "consent", "permit", "passport"), "nif", "nif"))
        await clerk.cursor_in("nif")
        clerk.type(someone().nif[:-1])
        clerk.press("pagedown")
        clerk.type(someone().nif[-1])
        await clerk.keeps("nif", someone().nif)
        assert clerk.walk.step.id == "nif"


async def test_the_language_key_between_two_characters_loses_none(ground: Ground) -> None:
    """F12 in the middle of a word draws everything anew; the word goes on."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", "address.street"))
        await clerk.cursor_in("address.street")
        clerk.type("Rua d")
        clerk.press("f12")
        clerk.type("as Flores")
        await clerk.keeps("address.street", "Rua das Flores")
        await clerk.paints("Street", "Rua das Flores")


async def test_enter_over_a_field_that_the_postcode_filled_leaves_it(ground: Ground) -> None:
    """The postcode and Enter, Enter, … in one go: locality and municipality are what the postcode filled in."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", "address.postcode"))
        await clerk.cursor_in("address.postcode")
        clerk.type("1050-047\nRua Nova\n1\n2.º\n\n\n3")
        await clerk.keeps("address.proof.kind", "utility_bill")
        there = kept(ground, clerk.reference)
        assert there["address.locality"]
        assert there["address.municipality"] == "Lisboa"


async def test_corrections_act_in_the_order_of_the_keys(ground: Ground) -> None:
    """Backspace, Home and Tab in the middle of fast typing do what they would do in slow typing."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, {}, "address", "address.street"))
        await clerk.cursor_in("address.street")
        clerk.type("Avx")
        clerk.press("backspace")
        clerk.type(". Nova")
        clerk.press("home")
        clerk.type("A ")
        clerk.press("tab")
        clerk.type("12")
        clerk.press("down")
        clerk.type("3.º")
        clerk.press("shift+tab", "backspace")
        clerk.type("4")
        await clerk.keeps("address.door", "14")
        await clerk.keeps("address.floor", "3.º")
        await clerk.keeps("address.street", "A Av. Nova")


async def test_a_password_behind_the_last_page_down_is_in_its_box(ground: Ground) -> None:
    """PgDn on the review, the password and Enter in one go submit."""
    async with at_desk(ground) as clerk:
        await clerk.open(draft(ground, papers(), "review"))
        reference = clerk.reference
        clerk.press("pagedown")
        clerk.type(PASSWORD + "\n")
        await clerk.screen(CodeScreen)
        assert row_of(ground, reference)["status"] in ("approved", "code_issued")
