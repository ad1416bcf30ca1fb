"""Makes the tables of this folder from their sources; run by a maintainer, never by the desk.

    python -m data.reference.make states
    python -m data.reference.make postcodes <unpacked package countrystatecity-postal-codes>

`states` needs pycountry and babel (the `dev` extra). See README.md for sources and licences.
"""

from __future__ import annotations

import csv
import json
import lzma
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent

# Codes of ICAO Doc 9303 part 3 section 5 that ISO 3166-1 does not hold: status, alpha-2, Portuguese, English.
BEYOND_ISO = {
    "D": ("in_use", "DE", "Alemanha", "Germany"),
    "GBD": (
        "in_use",
        "GB",
        "Reino Unido (territórios ultramarinos)",
        "United Kingdom (overseas territories)",
    ),
    "GBN": ("in_use", "GB", "Reino Unido (nacional ultramarino)", "United Kingdom (national overseas)"),
    "GBO": ("in_use", "GB", "Reino Unido (cidadão ultramarino)", "United Kingdom (overseas citizen)"),
    "GBP": ("in_use", "GB", "Reino Unido (pessoa protegida)", "United Kingdom (protected person)"),
    "GBS": ("in_use", "GB", "Reino Unido (súbdito britânico)", "United Kingdom (British subject)"),
    "RKS": ("in_use", "XK", "Kosovo", "Kosovo"),
    "XXK": ("in_use", "XK", "Kosovo", "Kosovo"),
    "EUE": ("special", "", "União Europeia", "European Union"),
    "UNO": ("special", "", "Nações Unidas", "United Nations"),
    "UNA": ("special", "", "Agência das Nações Unidas", "United Nations agency"),
    "UNK": ("special", "", "Missão das Nações Unidas no Kosovo", "United Nations mission in Kosovo"),
    "XPO": ("special", "", "Interpol", "Interpol"),
    "XOM": ("special", "", "Ordem Soberana de Malta", "Sovereign Order of Malta"),
    "XBA": ("special", "", "Banco Africano de Desenvolvimento", "African Development Bank"),
    "XIM": ("special", "", "Afreximbank", "African Export-Import Bank"),
    "XCC": ("special", "", "Comunidade das Caraíbas", "Caribbean Community"),
    "XCO": (
        "special",
        "",
        "Mercado Comum da África Oriental e Austral",
        "Common Market for Eastern and Southern Africa",
    ),
    "XEC": ("special", "", "Comunidade da África Ocidental", "Economic Community of West African States"),
    "XES": (
        "special",
        "",
        "Organização dos Estados das Caraíbas Orientais",
        "Organization of Eastern Caribbean States",
    ),
    "XDC": ("special", "", "Comunidade da África Austral", "Southern African Development Community"),
    "XXA": ("special", "", "apátrida", "stateless person"),
    "XXB": ("special", "", "refugiado (Convenção de 1951)", "refugee (1951 Convention)"),
    "XXC": ("special", "", "refugiado (outro)", "refugee (other)"),
    "XXX": ("special", "", "nacionalidade não indicada", "nationality not stated"),
    "UTO": ("specimen", "", "Utopia (espécime)", "Utopia (specimen)"),
}
# States that no longer exist, or whose code changed (ISO 3166-3), as far as papers were issued in their name.
FORMER = {
    "ANT": ("Antilhas Neerlandesas", "Netherlands Antilles"),
    "BUR": ("Birmânia (código antigo)", "Burma (old code)"),
    "BYS": ("Bielorrússia soviética", "Byelorussian SSR"),
    "CSK": ("Checoslováquia", "Czechoslovakia"),
    "DDR": ("República Democrática Alemã", "German Democratic Republic"),
    "DHY": ("Daomé", "Dahomey"),
    "HVO": ("Alto Volta", "Upper Volta"),
    "INP": ("Interpol (código antigo)", "Interpol (old code)"),
    "NTZ": ("Zona Neutra", "Neutral Zone"),
    "RHO": ("Rodésia do Sul", "Southern Rhodesia"),
    "ROM": ("Roménia (código antigo)", "Romania (old code)"),
    "SCG": ("Sérvia e Montenegro", "Serbia and Montenegro"),
    "SUN": ("União Soviética", "Soviet Union"),
    "TMP": ("Timor-Leste (código antigo)", "East Timor (old code)"),
    "VDR": ("Vietname do Norte", "North Vietnam"),
    "YMD": ("Iémen do Sul", "South Yemen"),
    "YUG": ("Jugoslávia", "Yugoslavia"),
    "ZAR": ("Zaire", "Zaire"),
}


def states() -> None:
    """`states.csv`: ISO 3166-1 (pycountry), names of CLDR (babel), former states, and what ICAO adds."""
    import pycountry
    from babel import Locale

    portuguese, english = Locale("pt", "PT").territories, Locale("en").territories
    rows = {
        country.alpha_3: (
            country.alpha_2,
            "in_use",
            portuguese.get(country.alpha_2, country.name),
            english.get(country.alpha_2, country.name),
        )
        for country in pycountry.countries
    }
    rows |= {code: ("", "obsolete", pt, en) for code, (pt, en) in FORMER.items()}
    rows |= {code: (alpha2, status, pt, en) for code, (status, alpha2, pt, en) in BEYOND_ISO.items()}
    with (HERE / "states.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("alpha3", "alpha2", "status", "name_pt", "name_en"))
        table.writerows((code, *rows[code]) for code in sorted(rows))


def postcodes(package: Path) -> None:
    """`postcodes.txt.xz`: a line an area, `1000 LISBOA:001-005,010|…`, made from the package's Portuguese table."""
    [source] = package.rglob("PT/postcodes.json")
    areas: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in json.loads(source.read_text("utf-8")):
        area, _, rest = row["code"].partition("-")
        areas[area][row["localityName"]].append(int(rest))
    lines = [
        f"{area} "
        + "|".join(f"{name}:{_ranges(sorted(numbers))}" for name, numbers in sorted(areas[area].items()))
        for area in sorted(areas)
    ]
    text = ("\n".join(lines) + "\n").encode()
    (HERE / "postcodes.txt.xz").write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))


def _ranges(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(f"{first:03}" if first == last else f"{first:03}-{last:03}" for first, last in runs)


if __name__ == "__main__":
    if sys.argv[1:] == ["states"]:
        states()
    elif len(sys.argv) == 3 and sys.argv[1] == "postcodes":
        postcodes(Path(sys.argv[2]))
    else:
        sys.exit(__doc__)
