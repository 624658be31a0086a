"""Every value is judged where it comes in: kind, length, existence, and the one spelling that travels."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from intake_app.domain.actor import new_uuid7
from intake_app.domain.record_types import RECORD_TYPES, merge_classes
from sync.protocol.messages import Edit
from sync.server.field_rules import rules_of
from sync.server.handle import Server
from tests.common.devices import Device, creation, new_change
from tests.common.servers import MadeSpace, make_space
from tests.sync.residents import registered, workshop_with_slot
from tests.sync.verdicts import refused_for, stored


@pytest.fixture
def light_space(light_server: Server) -> MadeSpace:
    return make_space(light_server)


@pytest.fixture
def light_device(light_server: Server, light_space: MadeSpace) -> Device:
    return Device(light_server, light_space.code)


@pytest.mark.parametrize(
    "field,value,reason",
    [
        ("family_name", "x" * 81, "value_too_long"),
        ("family_name", "", "value_invalid"),
        ("family_name", None, "value_invalid"),
        ("family_name", 7, "value_invalid"),
        ("family_name", ["Diallo"], "value_invalid"),
        ("family_name", "Dia\x00llo", "value_invalid"),
        ("gender", "x" * 41, "value_too_long"),
        ("has_no_phone", "true", "value_invalid"),
        ("has_no_phone", 1, "value_invalid"),
        ("neighbourhood_id", "LE BLOSNE", "value_invalid"),
        ("neighbourhood_id", None, "value_invalid"),
        ("building_id", "0190000000007000800000000000002A", "value_invalid"),
        ("archived_at", "2026-11-22", "value_invalid"),
        ("archived_at", "2026-02-31T08:00:00Z", "value_invalid"),
        ("archived_at", "2026-11-22T08:00:00+01:00", "value_invalid"),
        ("created_at", "22/11/2026", "value_invalid"),
        ("created_by", "Claire", "value_invalid"),
        ("shoe_size", 43, "unknown_field"),
        ("id", "01900000-0000-7000-8000-000000000001", "unknown_field"),
        ("space_id", "01900000-0000-7000-8000-000000000001", "unknown_field"),
        ("revision", 99, "unknown_field"),
        ("family_name'; DROP TABLE resident; --", "x", "unknown_field"),
        ("phone", {"a": 1}, "value_invalid"),
    ],
)
def test_a_value_that_breaks_a_rule_is_refused_alone(
    light_server: Server, light_space: MadeSpace, light_device: Device, field: str, value: Any, reason: str
) -> None:
    change = registered(light_space)
    change.fields[field] = Edit(value)
    assert refused_for(light_device, light_space, change) == reason
    assert len(stored(light_server)) == 2


@pytest.mark.parametrize(
    "record_type,field,value",
    [
        ("workshop", "capacity", 501),
        ("workshop", "capacity", 0),
        ("workshop", "capacity", True),
        ("workshop", "capacity", 1.5),
        ("workshop", "capacity", 10**30),
        ("workshop", "checklist", "posters"),
        ("workshop", "checklist", None),
        ("workshop", "checklist", [[]]),
        ("workshop", "checklist", [""]),
        ("workshop", "checklist", ["x" * 41]),
        ("workshop", "checklist", [f"step_{number}" for number in range(101)]),
        ("slot", "held_on", "2026-02-30"),
        ("slot", "held_on", "2026-11-22T00:00:00Z"),
        ("slot", "held_on", "\u0662\u0660\u0662\u0666-11-22"),
        ("slot", "start_time", None),
    ],
)
def test_numbers_sets_and_days_are_judged_too(
    light_space: MadeSpace, light_device: Device, record_type: str, field: str, value: Any
) -> None:
    rows = dict(zip(("workshop", "slot"), workshop_with_slot(light_space), strict=True))
    light_device.send(creation(rows["workshop"], light_space.staff_id))
    change = creation(rows[record_type], light_space.staff_id)
    change.fields[field] = Edit(value)
    assert refused_for(light_device, light_space, change) == "value_invalid"


@pytest.mark.parametrize(
    "part",
    [
        {"kind": "drop"},
        {"kind": "erase"},
        {"unit_id": "u"},
        {"recorded_at": "yesterday"},
        {"base_revision": -1},
        {"base_revision": 2**63},
        {"schema_version": 2**31},
        {"clock_offset": 2**31},
        {"record_id": "r"},
        {"author_id": "Claire"},
    ],
)
def test_a_change_wrongly_labelled_is_refused_alone(
    light_space: MadeSpace, light_device: Device, part: dict[str, Any]
) -> None:
    change = msgspec.structs.replace(registered(light_space), **part)
    assert refused_for(light_device, light_space, change) == "value_invalid"


def test_a_change_whose_words_were_taken_back_is_refused_and_stays_so(
    light_space: MadeSpace, light_device: Device
) -> None:
    """A laptop put back to before that sends it with its words, which are in order."""
    whole = registered(light_space)
    (number,) = light_device.number([msgspec.structs.replace(whole, fields={})])
    for change in (number, msgspec.structs.replace(number, fields=whole.fields)):
        (verdict,) = light_device.exchange([change]).verdicts
        assert verdict.reason == "taken_back"


@pytest.mark.parametrize("record_type", ["", "person", "device", "received_change", "resident; DROP TABLE resident"])
def test_a_record_type_that_does_not_travel_is_refused(
    light_space: MadeSpace, light_device: Device, record_type: str
) -> None:
    change = new_change(record_type, new_uuid7(), {"name": "x"}, light_space.staff_id)
    assert refused_for(light_device, light_space, change) == "unknown_type"


def test_every_record_type_has_rules_for_all_it_carries() -> None:
    for record_type in RECORD_TYPES:
        assert rules_of(record_type).keys() == merge_classes(record_type).keys()
