"""The rows of what partners offer: posts of the landlord's suppliers, training places, a cohort."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from intake_app.domain.cohort import Cohort
from intake_app.domain.offer import Offer
from sync.server.demonstration.neighbourhood_rows import OPENED, PlaceIds
from sync.server.demonstration.scribe import Scribe

COHORT_ENDED: Final = -20
_OFFERS: Final[tuple[Mapping[str, Any], ...]] = (
    {
        "organisation": "cleaning", "title": "Agent ou agente d’entretien d’immeubles", "kind": "job",
        "theme": "trouver_un_emploi", "place": "Rennes, Maurepas", "contract": "permanent", "hours_a_week": 24,
        "days": 40, "requirements": "Aucun diplôme. Premier essai d’une semaine.",
    },
    {
        "organisation": "cleaning", "title": "Agent ou agente polyvalente, remplacement d’été", "kind": "job",
        "theme": "trouver_un_emploi", "place": "Rennes", "contract": "fixed_term", "hours_a_week": 35, "days": 12,
        "requirements": None,
    },
    {
        "organisation": "weker", "title": "CAP gardien d’immeubles, groupe du printemps", "kind": "training",
        "theme": "se_former", "place": "Rennes", "contract": "apprenticeship", "hours_a_week": 35, "days": 75,
        "requirements": "Lire et écrire le français, aimer le contact.",
    },
    {
        "organisation": "weker", "title": "Immersion d’une semaine en cuisine", "kind": "immersion",
        "theme": "choisir_un_metier", "place": "Villejean", "contract": "none", "hours_a_week": 20, "days": 25,
        "requirements": None,
    },
    {
        "organisation": "business_support", "title": "Étudier son idée d’entreprise, trois rendez-vous",
        "kind": "service", "theme": "creer_une_entreprise", "place": "Rennes centre", "contract": None,
        "hours_a_week": None, "days": None, "requirements": None,
    },
)  # fmt: skip


def write_offers(scribe: Scribe, ids: PlaceIds) -> list[UUID]:
    """Write the offers, and give their ids in order."""
    written = []
    for number, given in enumerate(_OFFERS):
        values = {name: value for name, value in given.items() if name not in ("organisation", "days")}
        until = None if given["days"] is None else scribe.day(given["days"])
        row = scribe.write(
            Offer, "paul", scribe.day(-30 + number), organisation_id=ids.organisations[given["organisation"]],
            valid_until=until, **values,
        )  # fmt: skip
        written.append(row.id)
    return written


def write_cohort(scribe: Scribe, ids: PlaceIds) -> UUID:
    """Write the cohort of the certified action."""
    cohort = scribe.write(
        Cohort,
        "paul",
        scribe.day(OPENED + 20),
        action_id=ids.actions["caretaker_cap"],
        name="CAP gardien d’immeubles, première promotion",
        qualification="CAP gardien d’immeubles",
        certifier="Éducation nationale",
        starts_on=scribe.day(-170),
        ends_on=scribe.day(COHORT_ENDED),
    )
    return cohort.id
