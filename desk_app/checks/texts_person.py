"""Texts of the rules about the applicant, and of permit against passport."""

from __future__ import annotations

from data.records import Severity

from .rule import Rule

PERSON = (
    Rule(
        "consent.missing",
        Severity.BLOCK,
        pt="O aviso de privacidade ainda não foi dado a conhecer à pessoa.",
        en="The privacy notice was not acknowledged yet.",
        way_out_pt="Mostre o aviso na língua da pessoa e marque que tomou conhecimento.",
        way_out_en="Show the notice in the applicant's language and mark that they acknowledge it.",
        source="RGPD, artigo 13.º",
    ),
    Rule(
        "eligibility.citizen",
        Severity.BLOCK,
        pt="A pessoa tem nacionalidade portuguesa (PRT) num dos documentos.",
        en="The applicant has Portuguese nationality (PRT) on one of the papers.",
        variants={
            "card": (
                "Foi apresentado um Cartão de Cidadão: quem o tem regista-se com ele, não aqui.",
                "A Citizen Card was shown: its holder registers with that card, not here.",
            )
        },
        way_out_pt="Termine a visita: um cidadão regista a chave com o Cartão de Cidadão; se a nacionalidade foi mal lida, corrija-a.",
        way_out_en="End the visit: a citizen registers with the Citizen Card; if the nationality was misread, correct it.",
        source="Lei 37/2014; DOMAIN 3.1",
    ),
    Rule(
        "eligibility.eu_citizen",
        Severity.REFER,
        pt="Nacionalidade {nationality:state}: cidadãos da UE, do EEE, da Suíça e de Andorra não precisam de título de residência.",
        en="Nationality {nationality:state}: citizens of the EU, the EEA, Switzerland and Andorra need no residence permit.",
        way_out_pt="Envie ao supervisor, que decide com que documento a pessoa se regista.",
        way_out_en="Refer to a supervisor, who decides with which document the applicant registers.",
        source="Lei 37/2006; DOMAIN 3.1",
    ),
    Rule(
        "eligibility.under_age",
        Severity.REFER,
        pt="A pessoa tem {age} anos; a chave é pedida a partir dos {least}.",
        en="The applicant is {age} years old; the key is for people from {least} on.",
        way_out_pt="Envie ao supervisor, que vê se há representante legal.",
        way_out_en="Refer to a supervisor, who sees whether there is a legal representative.",
        source="Lei 37/2014",
    ),
    Rule(
        "eligibility.age_implausible",
        Severity.CONFIRM,
        pt="A pessoa teria {age} anos (nascida em {born:date}).",
        en="The applicant would be {age} years old (born {born:date}).",
        variants={
            "future": (
                "A data de nascimento {born:date} ainda não chegou.",
                "The birth date {born:date} is in the future.",
            )
        },
        way_out_pt="Compare a data com o documento e corrija-a; se está certa e não é futura, confirme com o motivo.",
        way_out_en="Compare the date with the document and correct it; if it is right and not in the future, confirm with a reason.",
        source="DOMAIN 7",
    ),
    Rule(
        "date.partly_unknown",
        Severity.NOTE,
        pt="O documento não indica a data de nascimento completa (sabe-se: {known}).",
        en="The document does not give the whole birth date (known: {known}).",
        way_out_pt="Nada a fazer: as partes desconhecidas não contam como diferença.",
        way_out_en="Nothing to do: the unknown parts do not count as a difference.",
        source="ICAO Doc 9303-3",
    ),
    Rule(
        "date.impossible",
        Severity.BLOCK,
        pt="{field:term}: «{date}» não é uma data que exista.",
        en="{field:term}: “{date}” is not a date that exists.",
        way_out_pt="Escreva a data como está no documento: dia, mês e ano.",
        way_out_en="Write the date as it stands on the document: day, month and year.",
        source="DOMAIN 7",
    ),
)

CROSS = (
    Rule(
        "cross.birth_date",
        Severity.REFER,
        pt="A data de nascimento difere: {permit:date} no título, {passport:date} no passaporte.",
        en="The birth date differs: {permit:date} on the permit, {passport:date} on the passport.",
        way_out_pt="Compare os dois documentos; se ambos estão bem lidos, envie ao supervisor.",
        way_out_en="Compare both documents; if both are read right, refer to a supervisor.",
        source="DOMAIN 3.3",
    ),
    Rule(
        "cross.nationality",
        Severity.REFER,
        pt="A nacionalidade difere: {permit:state} no título, {passport:state} no passaporte.",
        en="The nationality differs: {permit:state} on the permit, {passport:state} on the passport.",
        way_out_pt="Compare os dois documentos; se ambos estão bem lidos, envie ao supervisor.",
        way_out_en="Compare both documents; if both are read right, refer to a supervisor.",
        source="DOMAIN 3.3",
    ),
    Rule(
        "cross.name",
        Severity.REFER,
        pt="O nome difere: «{permit}» no título, «{passport}» no passaporte.",
        en="The name differs: “{permit}” on the permit, “{passport}” on the passport.",
        way_out_pt="Compare os dois documentos; se ambos estão bem lidos, envie ao supervisor.",
        way_out_en="Compare both documents; if both are read right, refer to a supervisor.",
        source="DOMAIN 3.3",
    ),
    Rule(
        "cross.name_tolerated",
        Severity.CONFIRM,
        pt="O nome está escrito de outra forma ({how:list}): «{permit}» no título, «{passport}» no passaporte.",
        en="The name is written in another way ({how:list}): “{permit}” on the permit, “{passport}” on the passport.",
        way_out_pt="Confirme, com o motivo, que é o nome da mesma pessoa.",
        way_out_en="Confirm, with a reason, that it is the same person's name.",
        source="ICAO Doc 9303-3; DOMAIN 3.3",
    ),
    Rule(
        "cross.sex",
        Severity.CONFIRM,
        pt="O sexo difere: {permit} no título, {passport} no passaporte.",
        en="The sex differs: {permit} on the permit, {passport} on the passport.",
        way_out_pt="Compare com os documentos; corrija, ou confirme com o motivo.",
        way_out_en="Compare with the documents; correct it, or confirm with a reason.",
        source="DOMAIN 3.3: nenhum algarismo de controlo abrange o sexo",
    ),
)
