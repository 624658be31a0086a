"""Sixty invented residents. A stranger's name may be like one of these by chance only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Person:
    """A fictitious resident. `born` is EDTF; `building` is a key of `places.BUILDINGS`."""

    family_name: str
    first_name: str
    gender: str
    born: str | None
    building: str
    language: str = "fr"
    birth_name: str | None = None


MAUREPAS: Final = (
    Person("Benali", "Karim", "M", "1988-03-14", "tower_b"),
    Person("Traoré", "Aïcha", "F", "1991-07-02", "tower_b"),
    Person("Le Goff", "Sylvie", "F", "1974-11-23", "tower_a", birth_name="Morvan"),
    Person("Touré", "Moussa", "M", "1996", "tower_a"),
    Person("Petit", "Anaïs", "F", "2001-05-30", "tower_c"),
    Person("Riou", "Gwenaël", "M", "1983-09-08", "tower_c"),
    Person("Diallo", "Fatou", "F", "1986~", "tower_b", "ff"),
    Person("Diallo", "Mariama", "F", "1999-01-01", "tower_a"),
    Person("N’Diaye", "Awa", "F", "1993-04-17", "tower_c", "wo"),
    Person("Ben Salem", "Leïla", "F", "1979-12-05", "tower_b", "ar"),
    Person("Le Bihan", "Ronan", "M", "1968-02-19", "tower_a"),
    Person("Da Silva", "Teresa", "F", "1970-06", "tower_b", "pt", "Pereira"),
    Person("Ferreira", "João", "M", "1990-10-11", "tower_c", "pt"),
    Person("Kervella", "Maëlle", "F", "2003-08-21", "tower_a"),
    Person("Hamidi", "Yacine", "M", "2000", "tower_b"),
    Person("Bouziane", "Samira", "F", "1982-03-28", "tower_c", "ar"),
    Person("Coulibaly", "Ibrahim", "M", "1985~", "tower_a", "bm"),
    Person("Morvan", "Jean-Pierre", "M", "1965-01-15", "tower_b"),
    Person("Martin", "Chloé", "F", "1998-12-12", "tower_c"),
    Person("Ouédraogo", "Rasmata", "F", "1977", "tower_a"),
    Person("Sow", "Mamadou", "M", "1994-06-06", "tower_b", "ff"),
    Person("Guillou", "Solenn", "F", "1987-09-27", "tower_c"),
)
VILLEJEAN: Final = (
    Person("Konaté", "Bintou", "F", "1989-02-14", "weavers_3"),
    Person("Le Roux", "Erwan", "M", "1972-05-09", "weavers_3"),
    Person("Haddad", "Nora", "F", "1995-11-18", "weavers_5"),
    Person("Rodrigues", "Paulo", "M", "1981-07", "weavers_5", "pt"),
    Person("Cissé", "Ousmane", "M", "2002-03-03", "weavers_3"),
    Person("Tanguy", "Katell", "F", "1984-10-25", "weavers_5"),
    Person("Boucher", "Élodie", "F", "1990-01-31", "weavers_3", birth_name="Lemarié"),
    Person("El Amrani", "Hicham", "M", "1978~", "weavers_5", "ar"),
    Person("Camara", "Kadiatou", "F", "1997-08-16", "weavers_3"),
    Person("Quéméner", "Loïc", "M", "1969-12-02", "weavers_5"),
    Person("Lopes", "Inês", "F", "1992-04-22", "weavers_3", "pt"),
    Person("Fofana", "Seydou", "M", "1986", "weavers_5"),
    Person("Belkacem", "Djamila", "F", "1966-09-13", "weavers_3", "ar"),
    Person("Roussel", "Kévin", "M", "2004-06-19", "weavers_5"),
    Person("Abdi", "Hodan", "F", "1980~", "weavers_3", "so"),
    Person("Demir", "Elif", "F", "1994-02-27", "weavers_5", "tr"),
)
LE_BLOSNE: Final = (
    Person("Maïga", "Hawa", "F", "1988-08-08", "orchard_8"),
    Person("Le Gall", "Nolwenn", "F", "1976-03-12", "orchard_8", birth_name="Prigent"),
    Person("Zeroual", "Mounir", "M", "1993-10-30", "orchard_10"),
    Person("Santos", "Rui", "M", "1985-05", "orchard_10", "pt"),
    Person("Bâ", "Aminata", "F", "1990", "orchard_8"),
    Person("Cadiou", "Goulven", "M", "1971-01-20", "orchard_10"),
    Person("Niang", "Cheikh", "M", "1999-07-14", "orchard_8", "wo"),
    Person("Mekki", "Farida", "F", "1974-12-24", "orchard_10"),
    Person("Leblanc", "Océane", "F", "2005-02-05", "orchard_8"),
    Person("Sylla", "Adama", "X", "1995-09-09", "orchard_10"),
    Person("Jézéquel", "Tifenn", "F", "1982-11-11", "orchard_8"),
    Person("Gomes", "Beatriz", "F", "1979-04-04", "orchard_10", "pt"),
    Person("Azzouz", "Rachid", "M", "1963~", "orchard_8", "ar"),
    Person("Berthelot", "Fabrice", "M", "1984-06-28", "orchard_10"),
)
HARBOUR_RISE: Final = (
    Person("Hargreaves", "Donna", "F", "1975-03-22", "quay_house", "en"),
    Person("Okonkwo", "Grace", "F", "1989-12-01", "quay_house", "en"),
    Person("Ashdown", "Lee", "M", "1992", "lantern_court", "en"),
    Person("Pritchard", "Megan", "F", "2000-10-17", "lantern_court", "en"),
    Person("Baptiste", "Marlon", "M", "1983-05-05", "quay_house", "en"),
    Person("Whitcombe", "Joan", "F", "1967~", "lantern_court", "en"),
    Person("Kowalczyk", "Marta", "F", "1991-08-29", "quay_house", "pl"),
    Person("Seabrook", "Tyler", "M", "2003-01-26", "lantern_court", "en"),
)
RESIDENTS: Final = {
    "maurepas": MAUREPAS,
    "villejean": VILLEJEAN,
    "le_blosne": LE_BLOSNE,
    "harbour_rise": HARBOUR_RISE,
}
"""Neighbourhood (a key of `places.NEIGHBOURHOODS`) → its residents."""


def phone_of(number: int, country: str) -> str | None:
    """The E.164 number of the n-th resident, in a range kept for fiction; None for the few who have no phone."""
    if number % 13 == 5:
        return None
    if country == "GB":
        return f"+447700900{number:03d}"
    return f"+3326191{number:04d}" if number % 9 == 8 else f"+3363998{number:04d}"
