"""The words that findings use, in both languages: fields of a zone, kinds of proof, states of an enrolment, paths."""

from __future__ import annotations

from collections.abc import Mapping

TERMS: Mapping[str, tuple[str, str]] = {
    # fields of a machine-readable zone
    "lines": ("linhas", "lines"),
    "code": ("código do documento", "document code"),
    "issuer": ("país emissor", "issuing state"),
    "number": ("número do documento", "document number"),
    "number_digit": ("algarismo de controlo do número", "check digit of the number"),
    "nationality": ("nacionalidade", "nationality"),
    "birth": ("data de nascimento", "birth date"),
    "birth_digit": ("algarismo de controlo do nascimento", "check digit of the birth date"),
    "sex": ("sexo", "sex"),
    "expiry": ("data de validade", "expiry date"),
    "expiry_digit": ("algarismo de controlo da validade", "check digit of the expiry date"),
    "optional": ("dados opcionais", "optional data"),
    "optional2": ("dados opcionais", "optional data"),
    "personal": ("número pessoal", "personal number"),
    "personal_digit": ("algarismo de controlo do número pessoal", "check digit of the personal number"),
    "composite": ("conjunto dos dados", "whole zone"),
    "composite_digit": ("algarismo de controlo final", "final check digit"),
    "names": ("nomes", "names"),
    # classes of characters
    "letter": ("uma letra", "a letter"),
    "state": ("um código de três letras", "a three-letter code"),
    "digit": ("um algarismo", "a digit"),
    "date_digit": ("um algarismo, ou < se desconhecido", "a digit, or < if unknown"),
    "sex_letter": ("M, F, X ou <", "M, F, X or <"),
    # parts of a paper
    "surname": ("apelidos", "surname"),
    "given_names": ("nomes próprios", "given names"),
    "name": ("nome", "name"),
    "birth_date": ("data de nascimento", "birth date"),
    "expires": ("data de validade", "expiry date"),
    "mrz": ("zona de leitura ótica (MRZ)", "machine-readable zone (MRZ)"),
    "mobile": ("número de telemóvel", "mobile number"),
    "delivery": ("forma de entrega do código", "way to hand over the code"),
    "street": ("rua", "street"),
    "postcode": ("código postal", "postcode"),
    "locality": ("localidade", "locality"),
    "email": ("endereço de email", "email address"),
    "issued": ("data de emissão", "date of issue"),
    "kind": ("tipo", "kind"),
    "holder": ("titular", "holder"),
    "renewal_proof_issued": ("data do comprovativo de renovação", "date of the renewal proof"),
    # kinds of proof of address
    "parish_certificate": ("atestado de residência", "parish certificate"),
    "tax_certificate": ("certidão de domicílio fiscal", "tax-domicile certificate"),
    "utility_bill": ("fatura de água, luz, gás ou internet", "water, electricity, gas or internet bill"),
    "rental_contract": ("contrato de arrendamento", "rental contract"),
    "bank_statement": ("extrato bancário", "bank statement"),
    "permit_back": ("verso do título de residência", "back of the residence permit"),
    "other": ("outro", "other"),
    # kinds of passport
    "passport_D": ("diplomático", "diplomatic"),
    "passport_S": ("de serviço", "service"),
    "passport_O": ("oficial", "official"),
    "passport_E": ("de emergência", "emergency"),
    "passport_R": ("de refugiado", "refugee"),
    "passport_T": ("de apátrida", "stateless person's"),
    # ways of delivery
    "print": ("impressão no balcão", "print at the desk"),
    "qr": ("código QR", "QR code"),
    "sms": ("SMS", "SMS"),
    "post": ("carta", "letter"),
    # kinds of telephone number
    "MOBILE": ("telemóvel", "mobile"),
    "FIXED_LINE": ("rede fixa", "fixed line"),
    "FIXED_LINE_OR_MOBILE": ("fixo ou telemóvel", "fixed line or mobile"),
    "TOLL_FREE": ("número grátis", "toll-free number"),
    "PREMIUM_RATE": ("valor acrescentado", "premium rate"),
    "SHARED_COST": ("custo partilhado", "shared cost"),
    "VOIP": ("telefone pela internet (VoIP)", "internet telephone (VoIP)"),
    "PERSONAL_NUMBER": ("número pessoal", "personal number"),
    "PAGER": ("pager", "pager"),
    "UAN": ("número único de empresa", "company-wide number"),
    "VOICEMAIL": ("correio de voz", "voicemail"),
    "UNKNOWN": ("tipo desconhecido", "unknown kind"),
    # how two names are the same person's
    "order": ("ordem trocada", "other order"),
    "truncation": ("nome cortado na MRZ", "name cut in the MRZ"),
    "transliteration": ("outra transliteração", "other transliteration"),
    "joined": ("nomes juntos ou separados", "names joined or split"),
    "particles": ("partículas (de, da, dos…) omitidas", "particles (de, da, van …) left out"),
    "omitted": ("nomes omitidos", "names left out"),
    # holders of a NIF
    "company": ("pessoa coletiva", "company"),
    "public_body": ("organismo público", "public body"),
    "estate": ("herança indivisa", "undivided estate"),
    "non_resident_body": ("pessoa coletiva não residente", "non-resident body"),
    "fund": ("fundo de investimento", "investment fund"),
    "official_assignment": ("atribuição oficiosa", "assigned ex officio"),
    "vat_refund": ("reembolso de IVA a não residente", "VAT refund of a non-resident"),
    "special_scheme": ("regime excecional", "special scheme"),
    "sole_trader": ("empresário em nome individual (extinto)", "sole trader (obsolete)"),
    "condominium": ("condomínio ou sociedade irregular", "condominium or irregular company"),
    "civil_company": ("sociedade civil", "civil-law company"),
    # states of an enrolment
    "draft": ("em preparação", "draft"),
    "returned": ("devolvido", "returned"),
    "accepted": ("aceite", "accepted"),
    "in_queue": ("em fila", "in the queue"),
    "in_review": ("em análise", "in review"),
    "approved": ("aprovado", "approved"),
    "code_issued": ("código emitido", "code issued"),
    "active": ("ativo", "active"),
    "blocked": ("bloqueado", "blocked"),
    "suspended": ("suspenso", "suspended"),
    "rejected": ("recusado", "rejected"),
    "cancelled": ("anulado", "cancelled"),
    "revoked": ("revogado", "revoked"),
}

PARTS: Mapping[str, tuple[str, str]] = {
    "consent": ("consentimento", "consent"),
    "residence_permit": ("título de residência", "residence permit"),
    "passport": ("passaporte", "passport"),
    "nif": ("NIF", "NIF"),
    "address": ("morada", "address"),
    "address.proof": ("comprovativo de morada", "proof of address"),
    "contact": ("contacto", "contact"),
}


def term(word: str, language: str) -> str:
    """`word` in the clerk's language, or as it is."""
    pair = TERMS.get(word) or PARTS.get(word)
    if pair is None:
        return word if word else "—"
    return pair[1] if language == "en" else pair[0]


def field_label(path: str, language: str) -> str:
    """What a path of the case is called: `residence_permit.birth_date` → `título de residência · data de nascimento`."""
    part, _, name = path.rpartition(".")
    if path in PARTS or not part:
        return term(path, language)
    return f"{term(part, language)} · {term(name, language)}"
