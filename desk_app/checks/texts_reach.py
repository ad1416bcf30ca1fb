"""Texts of the rules about NIF, address, contact, and other enrolments."""

from __future__ import annotations

from data.records import Severity

from .rule import Rule


def _duplicate(what: str, pt: str, en: str) -> Rule:
    return Rule(
        f"duplicate.{what}",
        Severity.REFER,
        pt=pt + " ({reference}, {status:term}: {name}, {value}).",
        en=en + " ({reference}, {status:term}: {name}, {value}).",
        variants={
            "same_person": (
                pt + " e parece ser da mesma pessoa ({reference}, {status:term}: {name}, {value}).",
                en + " and seems to be the same person's ({reference}, {status:term}: {name}, {value}).",
            )
        },
        way_out_pt="Se é a mesma pessoa, {reference} pode ser substituído onde isso é proposto; senão, decide o supervisor.",
        way_out_en="If it is the same person, {reference} can be replaced where that is offered; otherwise a supervisor decides.",
        source="DOMAIN 2, 7: uma chave por pessoa, por documento e por telemóvel",
    )


REACH = (
    Rule(
        "nif.missing",
        Severity.BLOCK,
        pt="Falta o NIF.",
        en="The NIF is missing.",
        way_out_pt="Escreva o NIF que está no verso do título ou no documento das Finanças.",
        way_out_en="Type the NIF printed on the back of the permit or on the tax authority's paper.",
        source="DOMAIN 2",
    ),
    Rule(
        "nif.citizen_card",
        Severity.BLOCK,
        pt="Isto é um número de Cartão de Cidadão, não um NIF.",
        en="This is a Citizen Card number, not a NIF.",
        way_out_pt="Quem tem Cartão de Cidadão regista-se com ele; senão, escreva o NIF.",
        way_out_en="The holder of a Citizen Card registers with it; otherwise type the NIF.",
        source="DOMAIN 3.4",
    ),
    Rule(
        "nif.invalid",
        Severity.BLOCK,
        pt="O NIF tem 9 algarismos e não começa por 0 (algarismos escritos: {length}).",
        en="A NIF has 9 digits and does not begin with 0 (digits typed: {length}).",
        variants={
            "characters": (
                "O NIF só tem algarismos, e são 9; aqui há letras ou sinais.",
                "A NIF is digits only, 9 of them; there are letters or signs here.",
            ),
            "check_digit": (
                "O último algarismo do NIF não bate certo: há um algarismo errado ou trocado.",
                "The last digit of the NIF does not fit: a digit is wrong or two are swapped.",
            ),
            "prefix": (
                "Nenhum NIF começa por {prefix}.",
                "No NIF begins with {prefix}.",
            ),
        },
        way_out_pt="Compare com o título de residência ou o documento das Finanças e corrija.",
        way_out_en="Compare with the residence permit or the tax authority's paper and correct it.",
        source="DOMAIN 3.4; stdnum.pt.nif",
    ),
    Rule(
        "nif.not_a_person",
        Severity.BLOCK,
        pt="Este NIF não é de uma pessoa singular ({holder:term}).",
        en="This NIF is no natural person's ({holder:term}).",
        way_out_pt="Peça o NIF da própria pessoa: começa por 1, 2 ou 3.",
        way_out_en="Ask for the applicant's own NIF: it begins with 1, 2 or 3.",
        source="DOMAIN 3.4",
    ),
    Rule(
        "nif.non_resident",
        Severity.CONFIRM,
        pt="O NIF começa por 45: é de não residente. Um residente costuma ter um que começa por 1, 2 ou 3.",
        en="The NIF begins with 45: a non-resident's. A resident usually has one that begins with 1, 2 or 3.",
        way_out_pt="Pergunte se há um NIF mais recente; senão, confirme com o motivo.",
        way_out_en="Ask whether there is a newer NIF; otherwise confirm with a reason.",
        source="DOMAIN 3.4",
    ),
    Rule(
        "nif.dummy",
        Severity.REFER,
        pt="{nif} é um NIF de exemplo: está certo na conta, mas é usado para preencher formulários.",
        en="{nif} is a sample NIF: its sum is right, but it is used to fill forms.",
        way_out_pt="Peça o documento com o NIF e corrija-o, ou envie ao supervisor.",
        way_out_en="Ask for the paper with the NIF and correct it, or refer to a supervisor.",
        source="DOMAIN 3.4",
    ),
    Rule(
        "nif.card_differs",
        Severity.REFER,
        pt="O NIF escrito ({nif}) não é o que está no título ({card}).",
        en="The NIF typed ({nif}) is not the one printed on the permit ({card}).",
        way_out_pt="Compare com o verso do título; corrija, ou envie ao supervisor.",
        way_out_en="Compare with the back of the permit; correct it, or refer to a supervisor.",
        source="DOMAIN 3.1",
    ),
    Rule(
        "address.missing",
        Severity.BLOCK,
        pt="Falta a morada.",
        en="The address is missing.",
        way_out_pt="Escreva a morada que está no comprovativo.",
        way_out_en="Type the address that the proof shows.",
        source="DOMAIN 1",
    ),
    Rule(
        "address.incomplete",
        Severity.NOTE,
        pt="Na morada falta: {missing:list}.",
        en="The address lacks: {missing:list}.",
        way_out_pt="Complete a morada como está no comprovativo.",
        way_out_en="Complete the address as the proof shows it.",
        source="DOMAIN 3.5",
    ),
    Rule(
        "address.postcode",
        Severity.BLOCK,
        pt="O código postal escreve-se NNNN-NNN e não começa por 0; está «{given}».",
        en="A postcode is written NNNN-NNN and does not begin with 0; this is “{given}”.",
        variants={
            "meant": (
                "O código postal escreve-se NNNN-NNN; está «{given}». Será {meant}?",
                "A postcode is written NNNN-NNN; this is “{given}”. Is it {meant}?",
            ),
            "absent": (
                "Falta o código postal (NNNN-NNN).",
                "The postcode is missing (NNNN-NNN).",
            ),
        },
        way_out_pt="Escreva o código postal completo: quatro algarismos, hífen, três algarismos.",
        way_out_en="Type the whole postcode: four digits, a hyphen, three digits.",
        source="CTT; DOMAIN 3.5",
    ),
    Rule(
        "address.postcode_unknown",
        Severity.CONFIRM,
        pt="Não se conhece a zona postal {area}.",
        en="The postcode area {area} is not known.",
        way_out_pt="Compare com o comprovativo; corrija, ou confirme com o motivo.",
        way_out_en="Compare with the proof; correct it, or confirm with a reason.",
        source="DOMAIN 3.5; data/reference/cp4.csv",
    ),
    Rule(
        "address.municipality_differs",
        Severity.CONFIRM,
        pt="A zona postal {area} fica em {municipalities}, não em {given}.",
        en="The postcode area {area} lies in {municipalities}, not in {given}.",
        way_out_pt="Compare com o comprovativo; corrija o código postal ou o concelho, ou confirme com o motivo.",
        way_out_en="Compare with the proof; correct postcode or municipality, or confirm with a reason.",
        source="DOMAIN 3.5; data/reference/cp4.csv",
    ),
    Rule(
        "address.proof_missing",
        Severity.BLOCK,
        pt="Falta o comprovativo de morada.",
        en="The proof of address is missing.",
        variants={
            "part": (
                "No comprovativo de morada falta: {missing:list}.",
                "The proof of address lacks: {missing:list}.",
            )
        },
        way_out_pt="Peça um comprovativo: atestado, certidão de domicílio fiscal, fatura, contrato, extrato ou o verso do título.",
        way_out_en="Ask for a proof: parish or tax certificate, bill, rental contract, bank statement, or the back of the permit.",
        source="DOMAIN 3.5",
    ),
    Rule(
        "address.proof_too_old",
        Severity.BLOCK,
        pt="O comprovativo ({kind:term}) é de {issued:date}, há {age} dias; aceita-se até {limit} dias.",
        en="The proof ({kind:term}) is of {issued:date}, {age} days old; up to {limit} days are accepted.",
        way_out_pt="Peça um comprovativo mais recente, ou de outro tipo.",
        way_out_en="Ask for a newer proof, or one of another kind.",
        source="DOMAIN 3.5, 7",
    ),
    Rule(
        "address.proof_in_future",
        Severity.BLOCK,
        pt="O comprovativo tem uma data que ainda não chegou ({issued:date}).",
        en="The proof bears a date in the future ({issued:date}).",
        way_out_pt="Compare a data com o comprovativo e corrija-a.",
        way_out_en="Compare the date with the proof and correct it.",
        source="DOMAIN 7",
    ),
    Rule(
        "address.proof_holder",
        Severity.REFER,
        pt="O comprovativo está em nome de «{holder}», não de «{applicant}».",
        en="The proof is in the name of “{holder}”, not of “{applicant}”.",
        variants={
            "missing": (
                "Não foi indicado em nome de quem está o comprovativo.",
                "It was not said in whose name the proof is.",
            )
        },
        way_out_pt="Escreva o titular como está no comprovativo; se é outra pessoa, envie ao supervisor.",
        way_out_en="Type the holder as the proof shows it; if it is someone else, refer to a supervisor.",
        source="DOMAIN 7",
    ),
    Rule(
        "address.proof_other",
        Severity.REFER,
        pt="O comprovativo é de um tipo que não está na lista ({kind:term}).",
        en="The proof is of a kind that is not on the list ({kind:term}).",
        way_out_pt="Peça um dos tipos da lista, ou envie ao supervisor.",
        way_out_en="Ask for one of the kinds on the list, or refer to a supervisor.",
        source="DOMAIN 3.5, 7",
    ),
    Rule(
        "contact.missing",
        Severity.BLOCK,
        pt="Falta o contacto.",
        en="The contact is missing.",
        variants={"part": ("No contacto falta: {missing:list}.", "The contact lacks: {missing:list}.")},
        way_out_pt="Escreva o telemóvel e escolha como a pessoa recebe o código.",
        way_out_en="Type the mobile number and choose how the applicant gets the code.",
        source="DOMAIN 2",
    ),
    Rule(
        "contact.mobile_invalid",
        Severity.BLOCK,
        pt="O número de telemóvel não existe; um português tem 9 algarismos (91, 92, 93, 96), um estrangeiro começa por + e o indicativo.",
        en="This mobile number can't exist; a Portuguese one has 9 digits (91, 92, 93, 96), a foreign one begins with + and its prefix.",
        variants={
            "foreign": (
                "O número não existe em Portugal; no país da pessoa seria {also}.",
                "The number can't exist in Portugal; in the applicant's country it would be {also}.",
            )
        },
        way_out_pt="Corrija o número, com indicativo se for estrangeiro.",
        way_out_en="Correct the number, with its prefix if it is foreign.",
        source="libphonenumber; DOMAIN 4",
    ),
    Rule(
        "contact.not_mobile",
        Severity.BLOCK,
        pt="{number} não é um telemóvel ({kind:term}).",
        en="{number} is not a mobile ({kind:term}).",
        way_out_pt="Peça o número de telemóvel da pessoa.",
        way_out_en="Ask for the applicant's mobile number.",
        source="libphonenumber; DOMAIN 4",
    ),
    Rule(
        "contact.maybe_mobile",
        Severity.CONFIRM,
        pt="{number} ({country}) pode ser fixo ou telemóvel: neste país não se distingue.",
        en="{number} ({country}) may be a fixed line or a mobile: that country does not tell them apart.",
        way_out_pt="Pergunte se recebe SMS e confirme com o motivo.",
        way_out_en="Ask whether it receives SMS and confirm with a reason.",
        source="libphonenumber; DOMAIN 4",
    ),
    Rule(
        "contact.country_unclear",
        Severity.CONFIRM,
        pt="Escrito sem indicativo, o número é {number} em Portugal, mas também {also} no país da pessoa ({country}).",
        en="Typed without a prefix, the number is {number} in Portugal, but also {also} in the applicant's country ({country}).",
        way_out_pt="Pergunte de que país é e escreva-o com indicativo, ou confirme com o motivo.",
        way_out_en="Ask which country it is of and type it with the prefix, or confirm with a reason.",
        source="DOMAIN 4",
    ),
    Rule(
        "contact.foreign_number",
        Severity.NOTE,
        pt="{number} é um número estrangeiro ({country}).",
        en="{number} is a foreign number ({country}).",
        way_out_pt="Avise que os SMS podem tardar ou ser pagos.",
        way_out_en="Tell the applicant that SMS may be late or cost money.",
        source="DOMAIN 4",
    ),
    Rule(
        "contact.email_invalid",
        Severity.BLOCK,
        pt="O endereço de email não está certo.",
        en="The email address is not right.",
        way_out_pt="Corrija-o (nome@dominio.pt), ou apague-o: é facultativo.",
        way_out_en="Correct it (name@domain.pt), or remove it: it is optional.",
        source="RFC 5322; DOMAIN 2",
    ),
    Rule(
        "contact.delivery_impossible",
        Severity.BLOCK,
        pt="Para entregar o código por {delivery:channel} falta: {missing:list}.",
        en="To hand over the code by {delivery:channel}, this is missing: {missing:list}.",
        variants={
            "unknown": (
                "«{delivery}» não é uma forma de entrega: impressão, QR, SMS, email ou carta.",
                "“{delivery}” is no way to hand over the code: print, QR, SMS, email or post.",
            )
        },
        way_out_pt="Complete o que falta, ou escolha outra forma de entrega.",
        way_out_en="Complete what is missing, or choose another way.",
        source="DOMAIN 7",
    ),
    _duplicate("nif", "Outro registo já tem este NIF", "Another enrolment has this NIF"),
    _duplicate("document", "Outro registo já tem este documento", "Another enrolment has this document"),
    _duplicate("mobile", "Outro registo já tem este telemóvel", "Another enrolment has this mobile"),
    _duplicate(
        "person",
        "Outro registo tem a mesma data de nascimento e um nome parecido",
        "Another enrolment has the same birth date and a close name",
    ),
    Rule(
        "duplicate.replaced",
        Severity.NOTE,
        pt="Este registo substitui {reference}, da mesma pessoa.",
        en="This enrolment replaces {reference}, the same person's.",
        way_out_pt="Nada a fazer: a chave anterior termina quando esta for aprovada.",
        way_out_en="Nothing to do: the earlier key ends when this one is approved.",
        source="DOMAIN 7",
    ),
)
