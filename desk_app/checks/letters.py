"""Letters of names: how ICAO Doc 9303 and its readers write them in A to Z, and the small words between names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

# fmt: off
PARTICLES = frozenset((
    "DE", "DA", "DO", "DOS", "DAS", "E", "D", "DI", "DEL", "DELLA", "DELLO", "DEGLI", "DU", "DES", "LE", "LA", "LO",
    "LOS", "LAS", "Y", "VAN", "VON", "DER", "DEN", "TER", "TEN", "ZU", "ZUM", "AF", "AV", "AL", "EL", "BIN", "BINT",
    "IBN", "BEN",
))
# fmt: on
HONORIFICS = frozenset(
    (
        "SR",
        "SRA",
        "SENHOR",
        "SENHORA",
        "EXMO",
        "EXMA",
        "DR",
        "DRA",
        "ENG",
        "DONA",
        "D",
        "MR",
        "MRS",
        "MS",
        "MISS",
    )
)
"""What a bill puts before its holder's name."""
SUFFIXES = {
    "FILHO": "son",
    "JUNIOR": "son",
    "JR": "son",
    "JNR": "son",
    "SENIOR": "senior",
    "SR": "senior",
    "FILHA": "daughter",
    "NETO": "grandson",
    "NETA": "granddaughter",
    "BISNETO": "great-grandson",
    "BISNETA": "great-granddaughter",
    "SOBRINHO": "nephew",
    "SOBRINHA": "niece",
    "SEGUNDO": "2",
    "II": "2",
    "TERCEIRO": "3",
    "III": "3",
    "IV": "4",
    "LDA": "company",
    "LIMITADA": "company",
    "UNIPESSOAL": "company",
    "FILHOS": "family",
    "HERDEIROS": "heirs",
    "HERDEIRO": "heirs",
    "HERANCA": "heirs",
}
"""Words, without accents, that tell a parent from a child, or a person from a company or heirs of that name.

The same meaning counts as the same word.
"""

_LETTERS: dict[str, tuple[str, ...]] = {
    "Ä": ("AE", "A"),
    "Å": ("AA", "A"),
    "Ö": ("OE", "O"),
    "Ø": ("OE", "O"),
    "Ü": ("UE", "U", "UXX"),
    "ß": ("SS",),
    "ẞ": ("SS",),
    "Þ": ("TH",),
    "Ð": ("D",),
    "Đ": ("D",),
    "Ñ": ("N", "NXX"),
    "Æ": ("AE",),
    "Œ": ("OE",),
    "Ĳ": ("IJ",),
    "Ł": ("L",),
    "Ħ": ("H",),
    "Ŧ": ("T",),
    "Ŋ": ("N",),
    "ĸ": ("Q",),
    "ı": ("I",),
    "Ə": ("E",),
}
_ALPHABETS = (
    # Cyrillic and Greek, Doc 9303 part 3 section 6; where languages differ, the letters of both.
    (
        "А Б В Г Ґ Д Е Ё Є Ж З И І Ї Й К Л М Н О П Р С Т У Ў Ф Х Ц Ч Ш Щ Ъ Ы Ь Э Ю Я Ј Љ Њ Ћ Џ Ѓ Ќ Ѕ Ђ",
        "A B V G,H G D E E,IO IE,E ZH Z I,Y I I,YI I,Y K L M N O P R S T U U F KH,H TS CH SH SHCH,SHT IE, Y  E IU,YU IA,YA J LJ NJ C DZ G K DZ D",
    ),
    (
        "Α Β Γ Δ Ε Ζ Η Θ Ι Κ Λ Μ Ν Ξ Ο Π Ρ Σ Τ Υ Φ Χ Ψ Ω",
        "A V,B G D E Z I,H TH I K L M N X O P R S T Y,U F,PH CH,H PS O",
    ),
)
for _script, _latin in _ALPHABETS:
    for _letter, _ways in zip(_script.split(" "), _latin.split(" "), strict=True):
        _LETTERS[_letter] = tuple(_ways.split(","))

# Where AE, OE or UE cannot come from Ä, Ö, Ü: in BAUER, INOUE, MIGUEL, QUEIROZ, XUEMEI, JUEMIN; before a vowel (SOEIRO);
# in -EL- as in MICHAEL, MANUELA, COELHO, JOELLE; at the end of MORAES, SIMOES.
_NO_UMLAUT = r"(?![AEIOUY]|L(?:[AEIOUYH]|LE?$|$)|S$)"
_DIGRAPHS = re.compile(rf"AA|[AO]E{_NO_UMLAUT}|(?<![QGXYAEIO])(?<!J(?=UE[^R]))UE{_NO_UMLAUT}")
_APOSTROPHES = frozenset("'’‘ʼ`´ʹʻ′.,")
_MOST_WAYS = 64


def tokens(text: str) -> list[str]:
    """The words of a name in capitals: hyphens and fillers separate, apostrophes and points are dropped."""
    upper = unicodedata.normalize("NFC", text).replace("ß", "ẞ").upper()
    return "".join(
        char
        if char.isalnum() or unicodedata.category(char)[0] == "M"
        else ""
        if char in _APOSTROPHES
        else " "
        for char in upper
    ).split()


def suffix(token: str) -> str:
    """What a word of `SUFFIXES` means, however it is accented (JÚNIOR), or empty."""
    return SUFFIXES.get(token) or ("" if token.isascii() else SUFFIXES.get(_unmarked(token), ""))


@lru_cache(maxsize=1024)
def forms(token: str, plain: bool = False) -> frozenset[str]:
    """The ways a token is written in A to Z. `plain` is the one that only drops accents.

    Letters with a mark give every known transliteration. A token in A to Z that has AE, OE, UE or AA may come from such
    a letter: from five letters on it also gives the form without the E, where the name can come from one.
    """
    if token.isascii():
        if plain or len(token) < 5:
            return frozenset((token,))
        return frozenset((token, _DIGRAPHS.sub(lambda found: found[0][0], token)))
    if plain:
        return frozenset((_unmarked(token),))
    ways = [_LETTERS.get(char) or _LETTERS.get(_unmarked(char)) or (_unmarked(char),) for char in token]
    count = 1
    for way in ways:
        count *= len(way)
    if count > _MOST_WAYS:
        return frozenset("".join(way[min(at, len(way) - 1)] for way in ways) for at in range(3)) | {
            _unmarked(token)
        }
    return frozenset(map("".join, product(*ways))) | {_unmarked(token)}


def _unmarked(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
