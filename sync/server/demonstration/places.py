"""Where the demonstration takes place, who works there and what they offer.

The neighbourhoods of Rennes are real, the people met there are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

ORGANISATIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "landlord": {"name": "Bailleur de démonstration", "country": "FR", "kind": "landlord"},
    "english_landlord": {"name": "Demonstration Homes", "country": "GB", "kind": "landlord"},
    "weker": {"name": "WeKer", "country": "FR", "kind": "association"},
    "cleaning": {
        "name": "Propreté Armor (exemple)",
        "country": "FR",
        "kind": "supplier",
        "address": "4 rue des Ateliers, 35000 Rennes",
        "services": ["trouver_un_emploi"],
    },
    "business_support": {"name": "Boutique de gestion (exemple)", "country": "FR", "kind": "business_support"},
}
NEIGHBOURHOODS: Final[Mapping[str, Mapping[str, Any]]] = {
    "maurepas": {"name": "Maurepas", "town": "Rennes", "kind": "qpv", "country": "FR"},
    "villejean": {"name": "Villejean", "town": "Rennes", "kind": "qpv", "country": "FR"},
    "le_blosne": {"name": "Le Blosne", "town": "Rennes", "kind": "qpv", "country": "FR"},
    "harbour_rise": {"name": "Harbour Rise", "town": "Saltmouth", "kind": "local", "country": "GB"},
}
SITES: Final[Mapping[str, Mapping[str, Any]]] = {
    "gros_chene": {"name": "Local Gros-Chêne, 12 tour B", "neighbourhood": "maurepas"},
    "kitchen": {"name": "Cuisine partagée, Villejean", "neighbourhood": "villejean"},
    "community_house": {"name": "Maison de quartier", "neighbourhood": "le_blosne"},
    "community_room": {"name": "Community Room, Quay House", "neighbourhood": "harbour_rise"},
}
BUILDINGS: Final[Mapping[str, Mapping[str, Any]]] = {
    "tower_a": {"label": "Tour A", "address": "10 rue du Gros-Chêne", "site": "gros_chene"},
    "tower_b": {"label": "Tour B", "address": "12 rue du Gros-Chêne", "site": "gros_chene"},
    "tower_c": {"label": "Tour C", "address": "14 rue du Gros-Chêne", "site": "gros_chene"},
    "weavers_3": {"label": "Bâtiment 3", "address": "3 allée des Tisserands", "site": "kitchen"},
    "weavers_5": {"label": "Bâtiment 5", "address": "5 allée des Tisserands", "site": "kitchen"},
    "orchard_8": {"label": "Bâtiment 8", "address": "8 place des Pommiers", "site": "community_house"},
    "orchard_10": {"label": "Bâtiment 10", "address": "10 place des Pommiers", "site": "community_house"},
    "quay_house": {"label": "Quay House", "address": "2 Ropewalk Lane", "site": "community_room"},
    "lantern_court": {"label": "Lantern Court", "address": "7 Ropewalk Lane", "site": "community_room"},
}
STAFF: Final[Mapping[str, Mapping[str, Any]]] = {
    "nadia": {"first_name": "Nadia", "family_name": "Meziane", "role": "caretaker", "site": "gros_chene"},
    "yann": {"first_name": "Yann", "family_name": "Corre", "role": "outreach", "site": "kitchen"},
    "claire": {"first_name": "Claire", "family_name": "Duval", "role": "adviser", "site": "gros_chene"},
    "paul": {"first_name": "Paul", "family_name": "Oger", "role": "programme_officer", "site": None},
    "holly": {"first_name": "Holly", "family_name": "Wren", "role": "outreach", "site": "community_room"},
}
MET_BY: Final[Mapping[str, str]] = {
    "maurepas": "nadia",
    "villejean": "yann",
    "le_blosne": "yann",
    "harbour_rise": "holly",
}
"""Neighbourhood → the member of staff who registers people there."""
ACTIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "three_hours": {
        "title_fr": "3h pour l’emploi",
        "title_en": "3 hours for work",
        "kind": "awareness",
        "unit": "sessions",
        "approach": "collaborative",
    },
    "kitchen": {
        "title_fr": "Rennes aux Fourneaux",
        "title_en": "Rennes in the Kitchen",
        "kind": "workshop",
        "unit": "hours",
        "approach": "collaborative",
    },
    "coffee": {
        "title_fr": "Café des ambassadeurs",
        "title_en": "Ambassadors’ coffee",
        "kind": "collective_project",
        "unit": "sessions",
        "approach": "collective",
    },
    "caretaker_cap": {
        "title_fr": "CAP gardien d’immeubles",
        "title_en": "Caretaker’s certificate",
        "kind": "training",
        "unit": "hours",
        "funded_hours": 420,
        "approach": "integrated",
        "is_certified": True,
    },
    "cv_morning": {
        "title_fr": "Matinée CV",
        "title_en": "CV morning",
        "kind": "workshop",
        "unit": "hours",
        "approach": "parallel",
    },
}
