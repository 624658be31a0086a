"""The rows of the places, the staff and what they offer. Gives the ids by which the other rows refer to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from intake_app.domain.organisation import Organisation
from intake_app.domain.place import Building, Neighbourhood, Site
from intake_app.domain.programme import Action, Operation, Programme
from intake_app.domain.staff import StaffMember
from sync.server.demonstration import places
from sync.server.demonstration.scribe import Scribe

OPENED: Final = -400
"""How many days ago the demonstration's programme began."""
EARLIER_ENDED: Final = -150


@dataclass(frozen=True, slots=True)
class PlaceIds:
    """The ids of the rows written here, by the keys of `places`."""

    organisations: dict[str, UUID]
    neighbourhoods: dict[str, UUID]
    sites: dict[str, UUID]
    buildings: dict[str, UUID]
    actions: dict[str, UUID]
    operation: UUID
    earlier_operation: UUID
    """Over by now: who was in it may be in the other one."""


def write_places(scribe: Scribe) -> PlaceIds:
    """Write organisations, places, staff, programme, operation and actions."""
    opened = scribe.day(OPENED)
    scribe.staff.update({key: scribe.new_id() for key in places.STAFF})
    organisations = {
        key: scribe.write(Organisation, "paul", opened, **values).id for key, values in places.ORGANISATIONS.items()
    }
    areas = {
        key: scribe.write(Neighbourhood, "paul", opened, **values).id for key, values in places.NEIGHBOURHOODS.items()
    }
    sites = {
        key: scribe.write(Site, "paul", opened, name=values["name"], neighbourhood_id=areas[values["neighbourhood"]]).id
        for key, values in places.SITES.items()
    }
    buildings = dict(_write_buildings(scribe, areas, sites))
    _write_staff(scribe, organisations, sites)
    return PlaceIds(organisations, areas, sites, buildings, *_write_actions(scribe, organisations))


def _write_buildings(scribe: Scribe, areas: dict[str, UUID], sites: dict[str, UUID]) -> Iterator[tuple[str, UUID]]:
    for key, values in places.BUILDINGS.items():
        area = areas[places.SITES[values["site"]]["neighbourhood"]]
        building = scribe.write(
            Building,
            "paul",
            scribe.day(OPENED),
            label=values["label"],
            address=values["address"],
            site_id=sites[values["site"]],
            neighbourhood_id=area,
        )
        yield key, building.id


def _write_staff(scribe: Scribe, organisations: dict[str, UUID], sites: dict[str, UUID]) -> None:
    for key, values in places.STAFF.items():
        landlord = organisations["english_landlord" if key == "holly" else "landlord"]
        named = {name: values[name] for name in ("first_name", "family_name", "role")}
        site = sites[values["site"]] if values["site"] else None
        opened = scribe.day(OPENED)
        scribe.write(StaffMember, "paul", opened, id=scribe.staff[key], organisation_id=landlord, site_id=site, **named)


def _write_actions(scribe: Scribe, organisations: dict[str, UUID]) -> tuple[dict[str, UUID], UUID, UUID]:
    opened = scribe.day(OPENED)
    programme = scribe.write(Programme, "paul", opened, name="INCREASE Valorisation Sociale (démonstration)")
    common: dict[str, Any] = {"programme_id": programme.id, "funder": "landlord", "starts_on": opened}
    operation, earlier = (
        scribe.write(Operation, "paul", opened, name=name, ends_on=scribe.day(end), **common)
        for name, end in (
            ("Opération de démonstration", OPENED + 3 * 365),
            ("Opération de démonstration, première année", EARLIER_ENDED),
        )
    )
    actions = {
        key: scribe.write(
            Action,
            "paul",
            opened,
            operation_id=operation.id,
            organisation_id=organisations["english_landlord" if key == "cv_morning" else "landlord"],
            **values,
        ).id
        for key, values in places.ACTIONS.items()
    }
    return actions, operation.id, earlier.id
