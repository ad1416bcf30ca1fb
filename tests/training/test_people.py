"""Synthetic people are the same everywhere, share nothing, and their papers are in order."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mrz.checker.td1 import TD1CodeChecker
from mrz.checker.td3 import TD3CodeChecker
from stdnum.pt import nif

from desk_app.training import mrz_writer, people, words

TODAY = date(2026, 11, 23)
EVERYONE = [people.person(seed, TODAY) for seed in range(300)]


def test_a_seed_is_the_same_person_in_another_process() -> None:
    """A training session can be repeated on any machine."""
    script = (
        "from datetime import date; from desk_app.training.people import person; "
        "print(person(42, date(2026, 11, 23)))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told.strip() == repr(people.person(42, TODAY))


def test_numbers_and_birth_do_not_depend_on_the_day() -> None:
    """A demo store made yesterday still knows today's duplicate."""
    later = people.person(7, TODAY + timedelta(days=400))
    for name in ("permit_number", "passport_number", "nif", "mobile", "birth_date", "surname", "given_names"):
        assert getattr(later, name) == getattr(people.person(7, TODAY), name)


@pytest.mark.parametrize("what", ["permit_number", "passport_number", "nif", "mobile", "email"])
def test_no_two_people_share_a_number(what: str) -> None:
    """Nobody is taken for a duplicate by chance."""
    many = [people.person(seed, TODAY) for seed in range(3000)]
    assert len({getattr(someone, what) for someone in many}) == len(many)


def test_a_million_people_have_their_own_nif_and_mobile() -> None:
    """A store as big as the country can be filled with them."""
    sample = range(0, 1_000_000, 7)
    assert (
        len({people.nif(seed) for seed in sample})
        == len({people.mobile(seed) for seed in sample})
        == len(sample)
    )


def test_every_nif_is_right_and_of_a_natural_person() -> None:
    """Check digit by python-stdnum; the first digit is 2 or 3."""
    assert all(nif.is_valid(someone.nif) and someone.nif[0] in "23" for someone in EVERYONE)


def test_every_mobile_is_a_portuguese_mobile() -> None:
    """Google's library says so, without a region to help it."""
    for someone in EVERYONE:
        number = phonenumbers.parse(someone.mobile)
        assert phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
        assert phonenumbers.region_code_for_number(number) == "PT"


def test_every_zone_satisfies_another_checker() -> None:
    """The PyPI `mrz` package finds every check digit and field right."""
    for someone in EVERYONE:
        assert TD1CodeChecker("\n".join(someone.permit_mrz))
        assert TD3CodeChecker("\n".join(someone.passport_mrz))


def test_no_name_is_cut_on_the_card() -> None:
    """Papers in order agree letter by letter."""
    for someone in EVERYONE:
        assert someone.permit_mrz[2].endswith("<")
        assert someone.passport_mrz[0][5:].rstrip("<") == someone.permit_mrz[2].rstrip("<")


def test_mail_goes_nowhere() -> None:
    """RFC 2606 keeps example.org for this."""
    assert all(someone.email.endswith("@example.org") and someone.email.isascii() for someone in EVERYONE)


def test_every_nationality_comes_to_the_desk() -> None:
    """Three hundred people are enough to meet all of them, and both sexes."""
    assert {someone.nationality for someone in EVERYONE} == set(words.NAMES)
    assert {someone.sex for someone in EVERYONE} == {"F", "M"}


def test_the_specimen_card_is_composed_as_printed() -> None:
    """The public specimen of the residence permit comes out character by character."""
    lines = mrz_writer.td1(
        code="IR",
        issuer="PRT",
        number="1234AZ567",
        birth=date(1974, 4, 7),
        sex="F",
        expires=date(2009, 12, 22),
        nationality="BRA",
        surname="Garção de Magalhães",
        given="Inês",
    )
    assert lines == (
        "IRPRT1234AZ5679<<<<<<<<<<<<<<<",
        "7404076F0912220BRA<<<<<<<<<<<4",
        "GARCAO<DE<MAGALHAES<<INES<<<<<",
    )


def test_the_specimen_passport_is_composed_as_printed() -> None:
    """The example of Doc 9303-4 comes out character by character."""
    lines = mrz_writer.td3(
        code="P",
        issuer="UTO",
        number="L898902C3",
        birth=date(1974, 8, 12),
        sex="F",
        expires=date(2012, 4, 15),
        nationality="UTO",
        surname="Eriksson",
        given="Anna Maria",
        personal="ZE184226B",
    )
    assert lines == (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )


def test_a_long_card_number_goes_on_in_the_optional_field() -> None:
    """The example of Doc 9303-5, appendix: D23145890734 with check digit 9 behind the rest."""
    first, second, _ = mrz_writer.td1(
        code="I",
        issuer="UTO",
        number="D23145890734",
        birth=date(1934, 7, 12),
        sex="F",
        expires=date(1995, 7, 12),
        nationality="UTO",
        surname="Stevenson",
        given="Peter",
    )
    assert first == "I<UTOD23145890<7349<<<<<<<<<<<"
    assert second[:15] == "3407127F9507122"


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Conceição", "CONCEICAO"),
        ("O'Neill", "ONEILL"),
        ("Lloyd-Price", "LLOYD<PRICE"),
        ("Müller", "MUELLER"),
        ("Straße", "STRASSE"),
        ("Þór", "THOR"),
        ("Van Dúnem", "VAN<DUNEM"),
    ],
)
def test_names_are_transliterated_as_the_standard_says(name: str, zone: str) -> None:
    """Doc 9303-3, section 6."""
    assert mrz_writer.transliterate(name) == zone


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**12), st.dates(date(2026, 1, 1), date(2035, 12, 31)))
def test_any_seed_on_any_day_has_papers_that_run_on(seed: int, today: date) -> None:
    """Nothing is expired, nothing is dated ahead, everybody is of age."""
    someone = people.person(seed, today)
    assert someone.permit_expires > today + timedelta(days=30)
    assert someone.passport_expires > today + timedelta(days=30)
    assert today - timedelta(days=90) < someone.proof_issued < today
    assert today.year - someone.birth_date.year > 18
