"""The rows of the residents: how each was met, told of the notice, what they agreed to, where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from intake_app.domain.encounter import Encounter
from intake_app.domain.notice import Consent, NoticeDelivery
from intake_app.domain.notice_text import CURRENT_VERSION
from intake_app.domain.resident import Resident
from intake_app.domain.situation import Situation
from sync.server.demonstration import places
from sync.server.demonstration.neighbourhood_rows import PlaceIds
from sync.server.demonstration.people import RESIDENTS, Person, phone_of
from sync.server.demonstration.scribe import Scribe, moment_of

ANONYMOUS_ENCOUNTERS: Final = 4
"""How many people of each neighbourhood were met without giving a name."""
_HOW_MET: Final = ("caretaker", "door_knocking", "event", "word_of_mouth", "partner", "landlord_service", "self")
_CHANNELS: Final = {
    "caretaker": "office",
    "door_knocking": "doorstep",
    "event": "event_stand",
    "word_of_mouth": "lobby",
    "partner": "partner_place",
    "landlord_service": "phone",
    "self": "office",
}
_STATUSES: Final = (
    "unemployed_unregistered_seeking",
    "unemployed_registered",
    "unemployed_unregistered_seeking",
    "casual_zero_hours",
    "unemployed_registered",
    "in_training",
    "discouraged",
    "unemployed_unregistered_seeking",
    "project_holder_unregistered",
    "unemployed_registered",
    "other_to_specify",
)
_DURATIONS: Final = ("12_to_23_months", "under_6_months", "24_months_or_more", "6_to_11_months", "24_months_or_more")
_LEVELS: Final = ("ED3", "ED2", "ED4", None, "ED1", "ED3", "EDX", "ED5", None, "ED3", "ED6")
_BARRIERS: Final[tuple[list[str], ...]] = (
    ["mobility", "lone_parent"],
    ["digital"],
    ["childcare"],
    [],
    ["language", "no_qualification"],
    ["mobility"],
    ["confidence", "housing"],
    ["digital", "administrative"],
    [],
)
_INTERESTS: Final = {
    "fr": (
        "Cuisine du monde, marchés",
        "Aide à domicile",
        "Entretien d’immeubles",
        None,
        "Petite enfance",
        "Couture, retouches",
        "Bâtiment, second œuvre",
        None,
        "Vente, commerce de quartier",
    ),
    "en": ("Catering, market stall", "Care work", None, "Gardening"),
}


@dataclass(frozen=True, slots=True)
class Registered:
    """A resident once written: who, where, since when."""

    id: UUID
    person: Person
    neighbourhood: str
    met_by: str
    registered_on: date


def write_residents(scribe: Scribe, ids: PlaceIds) -> list[Registered]:
    """Write the sixty residents and what was noted the day they were met, and the encounters without a name."""
    everybody = [(area, person) for area, people in RESIDENTS.items() for person in people]
    found = [_write_resident(scribe, ids, number, area, person) for number, (area, person) in enumerate(everybody)]
    for area, met_by in places.MET_BY.items():
        for number in range(ANONYMOUS_ENCOUNTERS):
            outcome = ("informed", "not_interested", "wants_recontact", "informed")[number]
            on = scribe.day(-5 - 9 * number)
            values: dict[str, Any] = {
                "channel": "doorstep",
                "outcome": outcome,
                "met_on": on,
                "neighbourhood_id": ids.neighbourhoods[area],
            }
            scribe.write(Encounter, met_by, on, "17:30", **values)
    return found


def registered_days_ago(number: int) -> int:
    """How long ago the n-th resident was registered: from ten months ago to a few days ago."""
    return 310 - 37 * number % 305


def _write_resident(scribe: Scribe, ids: PlaceIds, number: int, area: str, person: Person) -> Registered:
    on, met_by = scribe.day(-registered_days_ago(number)), places.MET_BY[area]
    building = places.BUILDINGS[person.building]
    phone = phone_of(number, places.NEIGHBOURHOODS[area]["country"])
    how_met = "caretaker" if number == 0 else _HOW_MET[number % len(_HOW_MET)]
    fields: dict[str, Any] = {
        "family_name": person.family_name,
        "first_name": person.first_name,
        "birth_name": person.birth_name,
        "birth_date": person.born,
        "gender": person.gender,
        "phone": phone,
        "has_no_phone": phone is None,
        "address": f"{building['address']}, {'flat' if area == 'harbour_rise' else 'appt'} {101 + number * 37 % 800}",
        "building_id": ids.buildings[person.building],
        "neighbourhood_id": ids.neighbourhoods[area],
        "how_met": how_met,
        "language": person.language,
        "referent_id": scribe.staff["claire"] if number % 3 == 0 and area != "harbour_rise" else None,
    }
    resident = scribe.write(Resident, met_by, on, "10:15", **fields)
    registered = Registered(resident.id, person, area, met_by, on)
    _write_first_day(scribe, ids, registered, how_met, number)
    _write_situation(scribe, registered, number)
    return registered


def _write_first_day(scribe: Scribe, ids: PlaceIds, registered: Registered, how_met: str, number: int) -> None:
    on, by = registered.registered_on, registered.met_by
    common: dict[str, Any] = {"resident_id": registered.id}
    area = ids.neighbourhoods[registered.neighbourhood]
    met: dict[str, Any] = {
        "channel": _CHANNELS[how_met],
        "outcome": "registered",
        "met_on": on,
        "neighbourhood_id": area,
    }
    scribe.write(Encounter, by, on, "10:10", **common, **met)
    notice: dict[str, Any] = {
        "notice_version": CURRENT_VERSION,
        "language": "en" if registered.neighbourhood == "harbour_rise" else "fr",
        "mode": "oral" if registered_days_ago(number) < 20 else "paper",
    }
    scribe.write(NoticeDelivery, by, on, "10:25", **common, **notice, delivered_at=moment_of(on, "10:25"))
    answers: list[tuple[str, str, UUID | None]] = [("recontact", "refused" if number % 10 == 7 else "given", None)]
    if number % 4 == 0:
        answers.append(("share_partner", "given", ids.organisations["business_support"]))
    if number % 2 == 0:
        answers.append(("survey", "given", None))
    for purpose, state, organisation in answers:
        consent: dict[str, Any] = {
            "purpose": purpose,
            "state": state,
            "organisation_id": organisation,
            "evidence": "paper",
        }
        scribe.write(Consent, by, on, "10:30", **common, **consent, decided_at=moment_of(on, "10:30"))


def _write_situation(scribe: Scribe, registered: Registered, number: int) -> None:
    status = _STATUSES[number % len(_STATUSES)]
    out_of_work = status.startswith("unemployed")
    interests = _INTERESTS["en" if registered.neighbourhood == "harbour_rise" else "fr"]
    scribe.write(
        Situation,
        registered.met_by,
        registered.registered_on,
        "10:20",
        resident_id=registered.id,
        stage="entry",
        as_of=registered.registered_on,
        labour_status=status,
        unemployment_duration=_DURATIONS[number % len(_DURATIONS)] if out_of_work else None,
        education_level=_LEVELS[number % len(_LEVELS)],
        barriers=_BARRIERS[number % len(_BARRIERS)],
        interests=interests[number % len(interests)],
    )
