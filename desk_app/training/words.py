"""Common names by nationality and places with real postcodes: what synthetic people are put together from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """Surnames, and given names by sex; `weight` follows the share among residents (roughly)."""

    weight: int
    surnames: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]


def _names(weight: int, surnames: str, women: str, men: str) -> Names:
    return Names(weight, tuple(surnames.split(", ")), tuple(women.split(", ")), tuple(men.split(", ")))


NAMES = {
    "BRA": _names(
        31,
        "Silva, Santos, Oliveira, Souza, Pereira, Lima, Costa, Araújo, Conceição, Gonçalves, Brandão",
        "Ana, Beatriz, Camila, Fernanda, Inês, Juliana, Letícia, Mariana, Patrícia, Vitória",
        "André, Bruno, Caio, Felipe, Gustavo, João, Lucas, Mateus, Rafael, Thiago",
    ),
    "IND": _names(
        9,
        "Singh, Kaur, Sharma, Patel, Kumar, Gupta, Reddy, Nair, Mehta, Joshi",
        "Aisha, Anjali, Deepa, Kavita, Lakshmi, Neha, Pooja, Priya, Sunita",
        "Amit, Arjun, Harpreet, Manoj, Rahul, Rajesh, Sandeep, Sunil, Vikram",
    ),
    "AGO": _names(
        9,
        "Domingos, Kiala, Lourenço, Manuel, Mateus, Miguel, Neto, Sebastião, Tchissola, Van-Dúnem",
        "Ana, Edna, Esperança, Isabel, Luzia, Marisa, Njinga, Teresa, Yara",
        "António, Domingos, Edson, Gelson, José, Kiluanji, Manuel, Pedro, Simão",
    ),
    "UKR": _names(
        9,
        "Shevchenko, Kovalenko, Bondarenko, Tkachenko, Kravchenko, Oliinyk, Melnyk, Polishchuk, Moroz",
        "Anastasiia, Iryna, Kateryna, Nataliia, Oksana, Olena, Svitlana, Yuliia",
        "Andrii, Bohdan, Dmytro, Ivan, Mykola, Oleksandr, Serhii, Volodymyr",
    ),
    "CPV": _names(
        8,
        "Andrade, Barros, Delgado, Évora, Fortes, Lopes, Monteiro, Tavares, Semedo",
        "Cesária, Dulce, Elisângela, Ivone, Jacira, Lídia, Maria, Nilda",
        "Admilson, Djalma, Edmilson, Gilson, Jorge, Nelson, Ildo, Valdir",
    ),
    "NPL": _names(
        8,
        "Adhikari, Bhandari, Gurung, Karki, Khadka, Magar, Rai, Shrestha, Tamang, Thapa",
        "Anita, Bimala, Gita, Kamala, Laxmi, Sabina, Sarita, Sita",
        "Bikash, Dipak, Hari, Krishna, Prakash, Ram, Santosh, Suresh",
    ),
    "BGD": _names(
        7,
        "Ahmed, Akter, Begum, Chowdhury, Hossain, Islam, Khan, Miah, Rahman, Uddin",
        "Fatema, Jannat, Nasrin, Rashida, Salma, Shirin, Sultana, Taslima",
        "Abdul, Arif, Faisal, Kamal, Mohammad, Nazmul, Rafiq, Tanvir",
    ),
    "GBR": _names(
        6,
        "Smith, Jones, Taylor, Brown, Evans, O'Neill, Thompson, Wright, Lloyd-Price",
        "Alice, Charlotte, Emily, Grace, Hannah, Lucy, Olivia, Sophie",
        "Benjamin, Daniel, George, Harry, James, Oliver, Thomas, William",
    ),
    "CHN": _names(
        6,
        "Chen, Huang, Li, Liu, Wang, Wu, Yang, Zhang, Zhao, Zhou",
        "Fang, Hui, Jing, Lan, Mei, Xiaoyan, Yan, Ying",
        "Bo, Hao, Jun, Lei, Ming, Qiang, Wei, Xiaoming",
    ),
    "USA": _names(
        5,
        "Anderson, Clark, Davis, Garcia, Johnson, Martinez, Miller, Nguyen, Wilson",
        "Abigail, Ashley, Elizabeth, Emma, Jennifer, Madison, Sarah",
        "Christopher, David, Ethan, Jacob, Matthew, Michael, Robert",
    ),
}


@dataclass(frozen=True, slots=True)
class Street:
    """A street with a postcode of its own municipality."""

    name: str
    postcode: str
    locality: str
    municipality: str


STREETS = tuple(
    Street(*line.split(" | "))
    for line in (
        "Rua do Arco do Marquês | 1170-098 | Lisboa | Lisboa",
        "Rua da Boavista | 4050-033 | Porto | Porto",
        "Travessa do Carvalhido | 4050-098 | Porto | Porto",
        "Rua dos Plátanos | 2745-055 | Queluz | Sintra",
        "Rua do Poço Novo | 2750-132 | Cascais | Cascais",
        "Rua das Oliveiras | 2785-338 | São Domingos de Rana | Cascais",
        "Avenida das Acácias | 2675-532 | Odivelas | Odivelas",
        "Rua da Fonte Velha | 2660-424 | São Julião do Tojal | Loures",
        "Rua do Moinho | 2690-198 | Santa Iria de Azóia | Loures",
        "Rua 25 de Abril | 2695-099 | São João da Talha | Loures",
        "Rua da Escola | 4715-474 | Pedralva | Braga",
        "Rua do Brasil | 3030-111 | Coimbra | Coimbra",
        "Rua das Flores | 3045-057 | Coimbra | Coimbra",
        "Rua do Raimundo | 7000-599 | Évora | Évora",
        "Rua da Igreja | 2415-598 | Leiria | Leiria",
        "Estrada do Brejo | 2425-061 | Brejo | Leiria",
        "Rua da Ribeira | 7630-141 | Odemira | Odemira",
        "Caminho do Pilar | 9060-252 | Funchal | Funchal",
        "Rua do Contador | 9504-542 | Ponta Delgada | Ponta Delgada",
    )
)
"""Street names are invented; the postcodes exist in their municipality (CTT extract of 2015)."""

ISSUERS = {
    "utility_bill": ("Águas do Concelho", "Energia do Vale", "Gás da Ribeira", "Rede Fibra do Sul"),
    "bank_statement": ("Banco do Largo", "Caixa do Bairro"),
    "rental_contract": ("Senhorio",),
    "parish_certificate": ("Junta de Freguesia",),
    "tax_certificate": ("Autoridade Tributária e Aduaneira",),
}
"""Invented issuers by kind of proof; offices by what they are."""
