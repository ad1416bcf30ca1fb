"""Comparing names: tolerant of how papers write them, never of another person's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.checks.duplicates import is_close
from desk_app.checks.names import DIFFERENT, SAME, TOLERATED, Name, compare, marks
from tests.checks.people import policy

N = Name

SAME_PERSON = [
    (N("GARCAO DE MAGALHAES", "INES"), N("GARÇÃO DE MAGALHÃES", "INÊS")),
    (N("MULLER", "HANS"), N("Müller", "Hans")),
    (N("O'CONNOR", "MARY-ANN"), N("OCONNOR", "MARY ANN")),
    (N("NUÑEZ", "ANA"), N("NUNEZ", "ANA")),
    (N("SILVA", "JOAO"), N.free("João Silva")),
    (N("SILVA", "JOAO"), N.free("SILVA JOÃO")),
    (N("SILVA", "JOAO"), N.free("Exmo. Sr. Dr. João Silva")),
    (N("", ""), N("", "")),
]
ONE_PERSON = [
    ("order", N("SILVA", "JOAO"), N("JOAO", "SILVA")),
    ("order", N("COSTA", "MARIA ISABEL"), N("COSTA", "ISABEL MARIA")),
    ("order", N("SUKARNO"), N("", "SUKARNO")),
    ("particles", N("GARCAO DE MAGALHAES", "INES"), N("GARCAO MAGALHAES", "INES")),
    ("particles", N("DA SILVA", "ANA"), N("SILVA", "ANA")),
    ("particles", N("VAN DEN BERG", "JAN"), N("BERG", "JAN")),
    ("particles", N("AL SAYED", "OMAR"), N("SAYED", "OMAR")),
    ("joined", N("ABDUL RAHMAN", "ALI"), N("ABDULRAHMAN", "ALI")),
    ("joined", N("AL SAYED", "OMAR"), N("ALSAYED", "OMAR")),
    ("transliteration", N("MUELLER", "HANS"), N("MÜLLER", "HANS")),
    ("transliteration", N("MUELLER", "HANS"), N("MULLER", "HANS")),
    ("transliteration", N("JØRGENSEN", "ÅSE"), N("JOERGENSEN", "AASE")),
    ("transliteration", N("WEISS", "ANNA"), N("WEIẞ", "ANNA")),
    ("transliteration", N("ÞOR", "ANNA"), N("THOR", "ANNA")),
    ("transliteration", N("PEÑA", "ANA"), N("PENXXA", "ANA")),
    ("transliteration", N("LÜ", "WEI"), N("LUE", "WEI")),
    ("transliteration", N("MICHÄL", "ANNA"), N("MICHAEL", "ANNA")),
    ("transliteration", N("Шевченко", "Ольга"), N("SHEVCHENKO", "OLHA")),
    ("transliteration", N("Παπαδόπουλος", "Νίκος"), N("PAPADOPOULOS", "NIKOS")),
    ("omitted", N("COSTA", "MARIA"), N("COSTA", "MARIA ISABEL")),
    ("omitted", N("GARCIA", "LUIS"), N("GARCIA PEREZ", "LUIS")),
    ("omitted", N("SILVA", "JOAO PEDRO"), N.free("João Silva")),
    ("omitted", N("SILVA COSTA", "MARIA"), N.free("Silva Costa, Maria José")),
    ("particles", N("SILVA", "MARIA FATIMA"), N.free("Maria de Fátima da Silva")),
    ("omitted", N("SILVA", "JOAO"), N.free("João Silva e Maria Silva")),
    (
        "truncation",
        N("CACADOR DE ARAUJO", "ANDRE ESTEV", True),
        N("CACADOR DE ARAUJO", "ANDRE ESTEVAO MIGUEL"),
    ),
    ("truncation", N("ALBUQUERQUE CAVALCANTI MEND", "", True), N("ALBUQUERQUE CAVALCANTI MENDONCA", "ANA")),
    (
        "truncation",
        N("FERREIRA GONCALVES FERREIRA", "M", True),
        N("FERREIRA GONCALVES FERREIRA", "MADALENA M", True),
    ),
    ("omitted", N("SILVA JUNIOR", "JOAO"), N("SILVA JR", "JOAO PEDRO")),
    ("omitted", N("Silva Júnior", "João"), N("SILVA JR", "JOAO PEDRO")),
    ("order", N("", "HARPREET SINGH"), N("SINGH", "HARPREET")),
    ("truncation", N("FERREIRA SANTOS", "MARIA D", True), N("FERREIRA SANTOS", "MARIA DE FATIMA")),
    ("transliteration", N("Jürgens", "Köhler"), N("JUERGENS", "KOEHLER")),
    ("transliteration", N("MUELLER", "JUERGEN"), N("MULLER", "JURGEN")),
]
TWO_PEOPLE = [
    (N("COSTA", "MARIA ISABEL"), N("COSTA", "MARIA LUISA")),
    (N("SILVA", "JOAO"), N("SILVA", "JOSE")),
    (N("SILVA", "MARIA"), N("SILVA", "MARIANA")),
    (N("SILVA", "JOAO"), N("SILVA FILHO", "JOAO")),
    (N("SILVA NETO", "JOAO"), N("SILVA FILHO", "JOAO")),
    (N("SMITH", "JOHN"), N("SMITH", "JOHN II")),
    (N("SMITH", "JOHN"), N.free("John Smith Sr.")),
    (N("Silva Júnior", "José"), N("SILVA", "JOSE")),
    (N("SILVA", "JOSE"), N.free("José da Silva, Júnior")),
    (N("SILVA FILHA", "MARIA"), N("SILVA", "MARIA")),
    (N("SILVA NETA", "MARIA"), N("SILVA", "MARIA")),
    (N("SILVA SEGUNDO", "JOSE"), N("SILVA", "JOSE")),
    (N("SILVA", "JOSE"), N.free("José Silva, Lda.")),
    (N("SILVA", "JOSE"), N.free("José Silva & Filhos")),
    (N("SILVA", "JOSE"), N.free("José Silva (herdeiros)")),
    (N("CHAN", "KA LO"), N("CHAN", "KA LE")),
    (N("CHAN", "KA LO"), N.free("Ka Le Chan")),
    (N("NGUYEN", "AN"), N.free("Van An Nguyen")),
    (N("SILVA COSTA", "JOSE"), N.free("Silva Costa, Maria José")),
    (N("TRAN", "MINH LE"), N("TRAN", "MINH VAN")),
    (N("BAUER", "HANS"), N("BAUR", "HANS")),
    (N("COELHO", "ANA"), N("COLHO", "ANA")),
    (N("MORAES", "ANA"), N("MORAS", "ANA")),
    (N("SIMOES", "ANA"), N("SIMOS", "ANA")),
    (N("SMITH", "MANUELA"), N("SMITH", "MANULA")),
    (N("SMITH", "MICHAELA"), N("SMITH", "MICHALA")),
    (N("SMITH", "JOELLE"), N("SMITH", "JOLLE")),
    (N("WANG", "JUEMIN"), N("WANG", "JUMIN")),
    (N("INOUE", "AKI"), N("INOU", "AKI")),
    (N("LI", "YUE"), N("LI", "YU")),
    (N("WANG", "XUE"), N("WANG", "XU")),
    (N("LIE", "WEI"), N("LI", "WEI")),
    (N("WANG", "XUEMEI"), N("WANG", "XUMEI")),
    (N("ZHANG", "DI"), N("ZHANG", "E")),
    (N("ZHANG", "DI"), N("ZHANG", "LI")),
    (N("NGUYEN", "VAN"), N("NGUYEN", "THI")),
    (N("SMITH", "MICHAEL"), N("SMITH", "MICHAL")),
    (N("SMITH", "RAFAEL"), N("SMITH", "RAFAL")),
    (N("QUEIROZ", "MARIA"), N("QUIROZ", "MARIA")),
    (N("COSTA", "ISABEL"), N("COSTA", "MARIA ISABEL")),
    (N("COSTA", "MARIA"), N("SANTOS", "MARIA COSTA")),
    (N("COSTA", "MARIA SANTOS"), N("SANTOS", "MARIA COSTA")),
    (N("COSTA", "LUISA MARIA"), N("COSTA", "MARIA LUISA TERESA")),
    (N("COSTA", "MARIA DA LUZ"), N("COSTA", "MARIA DO CARMO")),
    (N("SUKARNO"), N("SUKARNO", "AHMAD")),
    (N("CACADOR DE ARAUJO", "ANDRE ESTEV"), N("CACADOR DE ARAUJO", "ANDRE ESTEVAO MIGUEL")),
    (N("CACADOR DE ARAUJO", "ANDRE I", True), N("CACADOR DE ARAUJO", "ANDRE LUIS")),
    (N("GARCIA LOPEZ", "LUIS"), N("GARCIA PEREZ", "LUIS")),
    (N("SILVA", "MARIA"), N.free("João Silva")),
    (N("SILVA", "MARIA"), N.free("Silva")),
    (N("SILVA", "MARIA"), N.free("João Silva e Maria Silva")),
    (N("", ""), N("SILVA", "")),
]


@pytest.mark.parametrize(("one", "other"), SAME_PERSON)
def test_same(one: Name, other: Name) -> None:
    """Accents, capitals, hyphens and apostrophes are no difference, nor is the order of a free text."""
    assert compare(one, other).verdict is SAME


@pytest.mark.parametrize(("how", "one", "other"), ONE_PERSON)
def test_tolerated(how: str, one: Name, other: Name) -> None:
    """The same person's name written in another way, and the way is told."""
    likeness = compare(one, other)
    assert likeness.verdict is TOLERATED
    assert how in likeness.how


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_different(one: Name, other: Name) -> None:
    """Siblings, parents and children, and names that merely begin alike are other people."""
    assert compare(one, other).verdict is DIFFERENT


WORDS = st.sampled_from(
    [
        "MARIA",
        "ANA",
        "JOAO",
        "JOSÉ",
        "DE",
        "DA",
        "SILVA",
        "COSTA",
        "FILHO",
        "JR",
        "MÜLLER",
        "MUELLER",
        "AL",
        "VAN",
        "LI",
        "E",
        "ÅSE",
        "AASE",
        "ABDUL",
        "RAHMAN",
        "ABDULRAHMAN",
    ]
)
NAMES = st.builds(
    N,
    st.lists(WORDS, max_size=4).map(" ".join) | st.text(max_size=12),
    st.lists(WORDS, max_size=3).map(" ".join) | st.text(max_size=12),
    st.booleans(),
    st.booleans(),
)


@given(NAMES)
def test_reflexive(name: Name) -> None:
    """Every name is the same as itself."""
    assert compare(name, name).verdict is SAME


@given(NAMES, NAMES)
def test_symmetric(one: Name, other: Name) -> None:
    """Which of two names comes first does not matter."""
    assert compare(one, other) == compare(other, one)


@given(st.text(max_size=40), st.text(max_size=40))
def test_marks_cover_the_difference(one: str, other: str) -> None:
    """What is not marked is the same on both sides."""
    ours, theirs = marks(one, other)

    def unmarked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
        return "".join(
            char for at, char in enumerate(text) if not any(start <= at < end for start, end in spans)
        )

    assert unmarked(one, ours) == unmarked(other, theirs)


def test_marks_of_equal_texts_are_none() -> None:
    """Nothing differs, nothing is marked."""
    assert marks("INÊS", "INÊS") == ((), ())
    assert marks("INES", "INÊS") == (((2, 3),), ((2, 3),))


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        (N("GARCAO DE MAGALHAES", "INES"), N("GARCAO MAGALHAES", "INES"), True),
        (N("SHEVCHENKO", "OLEKSII"), N("SHEVCHENKO", "OLEKSIY"), True),
        (N("GURUNG", "SITA"), N("THAPA", "RAM"), False),
    ],
)
def test_close_names(one: Name, other: Name, close: bool) -> None:
    """With the same birth date a slightly other spelling is looked at, another name is not."""
    assert is_close(one, other, policy()) is close
