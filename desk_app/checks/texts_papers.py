"""Texts of the rules about the two papers with a machine-readable zone."""

from __future__ import annotations

from data.records import Severity

from .rule import Rule, Texts

_ZONE: dict[str, Texts] = {
    "lines": (
        "A zona de leitura ótica (MRZ) tem {found} linha(s); devem ser 3 de 30 caracteres (cartão) ou 2 de 44 (passaporte).",
        "The machine-readable zone (MRZ) has {found} line(s); it must have 3 of 30 characters (card) or 2 of 44 (passport).",
    ),
    "length": (
        "A linha {line} da MRZ tem {found} caracteres; devem ser {expected}.",
        "Line {line} of the MRZ has {found} characters; it must have {expected}.",
    ),
    "alphabet": (
        "Na linha {line} da MRZ, posição {position} ({field:term}), está «{found}»; só há letras de A a Z, algarismos e <.",
        "Line {line} of the MRZ, position {position} ({field:term}), holds “{found}”; there are only letters A to Z, digits and <.",
    ),
    "shape": (
        "Na linha {line} da MRZ, posição {position} ({field:term}), está «{found}»; deve ser {expected:term}.{readings:readings}",
        "Line {line} of the MRZ, position {position} ({field:term}), holds “{found}”; it must be {expected:term}.{readings:readings}",
    ),
    "check_digit": (
        "O algarismo de controlo não bate certo ({field:term}): linha {line}, posição {position}, está {found} e a conta dá {expected}.{readings:readings}",
        "The check digit does not fit ({field:term}): line {line}, position {position} has {found}, the sum gives {expected}.{readings:readings}",
    ),
    "french_card": (
        "É um cartão de identidade francês antigo (até 2021), que não segue o formato dos documentos de viagem.",
        "This is an old French identity card (until 2021), which does not follow the format of travel documents.",
    ),
}
_ZONE_WAY_OUT_PT = "Compare a MRZ com o cartão, carácter a carácter, e corrija o que foi mal lido; se o cartão diz mesmo isso, recuse-o."
_ZONE_WAY_OUT_EN = "Compare the MRZ with the document, character by character, and correct what was misread; if the document really says so, refuse it."


def _corrected(rule: str, paper_pt: str, paper_en: str) -> Rule:
    return Rule(
        rule,
        Severity.CONFIRM,
        pt="{field:term}: escreveu-se «{typed:date}», mas a MRZ "
        + paper_pt
        + ", que está certa, diz «{zone:date}».",
        en="{field:term}: “{typed:date}” was typed, but the MRZ "
        + paper_en
        + ", which is right, says “{zone:date}”.",
        way_out_pt="Apague a correção, ou confirme com o motivo por que a MRZ não vale.",
        way_out_en="Remove the correction, or confirm with the reason why the MRZ does not count.",
        source="DOMAIN 3.3",
    )


def _mrz_check(rule: str, name_pt: str, name_en: str) -> Rule:
    return Rule(
        rule,
        Severity.BLOCK,
        pt=f"A MRZ {name_pt} não está certa.",
        en=f"The MRZ {name_en} is not right.",
        way_out_pt=_ZONE_WAY_OUT_PT,
        way_out_en=_ZONE_WAY_OUT_EN,
        source="ICAO Doc 9303-3 a 9303-7",
        variants=_ZONE,
    )


PAPERS = (
    Rule(
        "permit.missing",
        Severity.BLOCK,
        pt="Falta o título de residência.",
        en="The residence permit is missing.",
        variants={
            "part": (
                "No título de residência falta: {missing:list}.",
                "The residence permit lacks: {missing:list}.",
            )
        },
        way_out_pt="Leia a MRZ do verso do cartão, ou escreva os dados que faltam.",
        way_out_en="Read the MRZ on the back of the card, or type the data that is missing.",
        source="DOMAIN 1, 2",
    ),
    _mrz_check("permit.mrz_check", "do título de residência", "of the residence permit"),
    Rule(
        "permit.wrong_document",
        Severity.BLOCK,
        pt="Não é um título de residência português.",
        en="This is not a Portuguese residence permit.",
        variants={
            "visa": ("É um visto, não um título de residência.", "This is a visa, not a residence permit."),
            "passport": (
                "É um passaporte, não um título de residência.",
                "This is a passport, not a residence permit.",
            ),
            "format": (
                "A MRZ não tem o formato de um título de residência (três linhas de 30).",
                "The MRZ does not have the format of a residence permit (three lines of 30).",
            ),
            "issuer": (
                "O documento foi emitido por {issuer:state}, não por Portugal (PRT).",
                "The document was issued by {issuer:state}, not by Portugal (PRT).",
            ),
            "citizen_card": (
                "É um Cartão de Cidadão (código I<), não um título de residência.",
                "This is a Citizen Card (code I<), not a residence permit.",
            ),
            "code": (
                "O código do documento é {code}; um título de residência tem IR ou AR.",
                "The document code is {code}; a residence permit has IR or AR.",
            ),
        },
        way_out_pt="Peça o título de residência (TR) ou o cartão de residência (CR) emitido em Portugal.",
        way_out_en="Ask for the residence permit (TR) or residence card (CR) issued in Portugal.",
        source="DOMAIN 3.1",
    ),
    Rule(
        "permit.number_shape",
        Severity.CONFIRM,
        pt="O número {number} não tem a forma habitual: 4 algarismos, 2 letras, 3 algarismos.",
        en="The number {number} does not have the usual shape: 4 digits, 2 letters, 3 digits.",
        way_out_pt="Compare com o cartão; corrija, ou confirme com o motivo (por exemplo, série antiga).",
        way_out_en="Compare with the card; correct it, or confirm with a reason (an old series, for example).",
        source="DOMAIN 3.1",
    ),
    Rule(
        "permit.expired",
        Severity.BLOCK,
        pt="O título caducou em {expires:date} e não há comprovativo de renovação.",
        en="The permit expired on {expires:date} and there is no proof of renewal.",
        variants={
            "proof_too_old": (
                "O título caducou em {expires:date}; o comprovativo de renovação é de {issued:date}, há {age} dias, e vale por {limit} dias.",
                "The permit expired on {expires:date}; the renewal proof is of {issued:date}, {age} days old, and counts for {limit} days.",
            ),
            "proof_in_future": (
                "O título caducou em {expires:date}; o comprovativo de renovação tem uma data que ainda não chegou ({issued:date}).",
                "The permit expired on {expires:date}; the renewal proof bears a date in the future ({issued:date}).",
            ),
        },
        way_out_pt="Peça o comprovativo da AIMA de renovação paga, com {limit} dias no máximo, ou o cartão novo.",
        way_out_en="Ask for AIMA's proof of paid renewal, at most {limit} days old, or for the new card.",
        source="Regime em vigor desde 16 de outubro de 2025; DOMAIN 3.1",
    ),
    Rule(
        "permit.expired_with_renewal",
        Severity.REFER,
        pt="O título caducou em {expires:date}; há comprovativo de renovação de {issued:date} (há {age} dias; vale por {limit} dias).",
        en="The permit expired on {expires:date}; there is a renewal proof of {issued:date} ({age} days old; it counts for {limit} days).",
        way_out_pt="Envie ao supervisor com o comprovativo à vista.",
        way_out_en="Refer to a supervisor with the proof at hand.",
        source="Regime em vigor desde 16 de outubro de 2025; DOMAIN 3.1",
    ),
    Rule(
        "permit.expires_soon",
        Severity.NOTE,
        pt="O título caduca em {expires:date} (daqui a {days} dias), e a chave com ele.",
        en="The permit expires on {expires:date} (in {days} days), and the key with it.",
        way_out_pt="Avise a pessoa: renovado antes do fim, basta atualizar a data.",
        way_out_en="Tell the applicant: when renewed before its end, only the date needs an update.",
        source="DOMAIN 2",
    ),
    _corrected("permit.corrected", "do título", "of the permit"),
    Rule(
        "passport.missing",
        Severity.BLOCK,
        pt="Falta o passaporte.",
        en="The passport is missing.",
        variants={"part": ("No passaporte falta: {missing:list}.", "The passport lacks: {missing:list}.")},
        way_out_pt="Leia a MRZ da página de dados, ou escreva os dados que faltam.",
        way_out_en="Read the MRZ on the data page, or type the data that is missing.",
        source="DOMAIN 1, 2",
    ),
    _mrz_check("passport.mrz_check", "do passaporte", "of the passport"),
    _mrz_check("document.mrz_check", "do documento", "of the document"),
    Rule(
        "passport.wrong_document",
        Severity.BLOCK,
        pt="Não é um passaporte.",
        en="This is not a passport.",
        variants={
            "visa": ("É um visto, não um passaporte.", "This is a visa, not a passport."),
            "card": (
                "É um cartão (três linhas de 30), não um passaporte.",
                "This is a card (three lines of 30), not a passport.",
            ),
            "code": (
                "O código do documento é {code}; o de um passaporte começa por P, em duas linhas de 44.",
                "The document code is {code}; a passport's begins with P, in two lines of 44.",
            ),
        },
        way_out_pt="Peça o passaporte e leia as duas linhas da página de dados.",
        way_out_en="Ask for the passport and read the two lines of its data page.",
        source="ICAO Doc 9303-4",
    ),
    Rule(
        "passport.issuer_unknown",
        Severity.BLOCK,
        pt="{field:term}: {code} não é um código de país em uso.",
        en="{field:term}: {code} is not a state code in use.",
        variants={
            "specimen": (
                "{field:term}: {code:state} só existe em espécimes.",
                "{field:term}: {code:state} exists on specimens only.",
            )
        },
        way_out_pt="Compare as três letras com o passaporte; se são mesmo essas, o passaporte não serve.",
        way_out_en="Compare the three letters with the passport; if they are really these, the passport will not do.",
        source="ICAO Doc 9303-3, secção 5; ISO 3166-1",
    ),
    Rule(
        "passport.issuer_obsolete",
        Severity.REFER,
        pt="{field:term}: {code:state} já não existe.",
        en="{field:term}: {code:state} no longer exists.",
        way_out_pt="Envie ao supervisor, que vê se o passaporte ainda vale.",
        way_out_en="Refer to a supervisor, who sees whether the passport still counts.",
        source="ISO 3166-3; DOMAIN 3.2",
    ),
    Rule(
        "passport.special_kind",
        Severity.REFER,
        pt="É um passaporte {kind:passport}.",
        en="This is a {kind:passport} passport.",
        variants={
            "nationality": (
                "A nacionalidade indicada é {nationality:state}.",
                "The nationality given is {nationality:state}.",
            )
        },
        way_out_pt="Envie ao supervisor.",
        way_out_en="Refer to a supervisor.",
        source="ICAO Doc 9303-4; DOMAIN 3.2",
    ),
    Rule(
        "passport.expired",
        Severity.REFER,
        pt="O passaporte caducou em {expires:date}.",
        en="The passport expired on {expires:date}.",
        way_out_pt="Peça um passaporte válido, ou envie ao supervisor.",
        way_out_en="Ask for a valid passport, or refer to a supervisor.",
        source="DOMAIN 7",
    ),
    Rule(
        "passport.expires_soon",
        Severity.NOTE,
        pt="O passaporte caduca em {expires:date} (daqui a {days} dias).",
        en="The passport expires on {expires:date} (in {days} days).",
        way_out_pt="Avise a pessoa.",
        way_out_en="Tell the applicant.",
        source="DOMAIN 7",
    ),
    _corrected("passport.corrected", "do passaporte", "of the passport"),
)
