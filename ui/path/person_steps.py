"""Who somebody is beyond the short form, and meetings with people who give no name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from intake_app.domain.names import short_name
from intake_app.services.access import Deed
from intake_app.services.encounters import WITH_A_FILE, record_encounter
from intake_app.services.residents import update_resident
from intake_app.services.staff import StaffRow
from ui.path import field_kinds
from ui.path.step_kind import Call, Moment, StepKind, never
from ui.path.step_values import shown
from ui.widgets.field_spec import FieldSpec, FieldValue

translate = QCoreApplication.translate
_NEEDS_A_FILE = frozenset({WITH_A_FILE})
"""What may become of a meeting with somebody who gives a name only."""


def _person_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    def coded(name: str, list_name: str, **more: Any) -> FieldSpec:
        return field_kinds.coded("resident", name, list_name, moment.today, **more)

    nobody = translate("PathSteps", "Personne en particulier")
    return (
        field_kinds.words("resident", "birth_name", weight=6, max_length=80),
        coded("gender", "gender", weight=6),
        field_kinds.words("resident", "email", weight=6),
        coded("phone_owner", "phone_owner", weight=6),
        coded("landlord_link", "landlord_link"),
        coded("language", "language", kind="choice", weight=6),
        field_kinds.chosen(
            "resident", "referent_id", moment.choices.staff, _colleague, nothing=nobody, weight=6, hint=_closed(moment)
        ),
        coded("needs_interpreter", "answer"),
        coded("needs_reading_help", "answer"),
    )


def _colleague(row: StaffRow) -> str:
    return short_name(row.family_name, row.first_name)


def _has_closed_referent(moment: Moment) -> bool:
    referent = moment.choices.referent
    return referent is not None and all(one.id != referent.id for one in moment.choices.staff)


def _closed(moment: Moment) -> str:
    """What is said when whoever is the referent has no access any more: somebody else is to be chosen."""
    referent = moment.choices.referent
    if referent is None or not _has_closed_referent(moment):
        return ""
    words = translate("PathSteps", "%1 n’a plus accès aux fiches\u202f: choisissez quelqu’un d’autre.")
    return words.replace("%1", _colleague(referent))


def _start_person(moment: Moment) -> Mapping[str, FieldValue]:
    names = [spec.name for spec in _person_specs(moment)]
    return shown(moment.choices.person, names) if moment.choices.person else {}


def _save_person(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    # the same as the form of a file: only what differs is written
    known = moment.choices.person
    changed = {name: value for name, value in values.items() if known is None or value != getattr(known, name)}
    if _has_closed_referent(moment) and values.get("referent_id") is None:
        # not shown among the choices, so nobody meant to take them away
        changed.pop("referent_id", None)
    return Call(update_resident, (moment.resident_id, changed))


def _anonymous_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    return (
        field_kinds.chosen(
            "encounter", "neighbourhood_id", moment.choices.neighbourhoods, lambda row: str(row.name), is_required=True,
            weight=6,
        ),
        field_kinds.on_day("encounter", "met_on", moment.today),
        field_kinds.coded("encounter", "channel", "encounter_channel", moment.today, kind="chips", is_required=True),
        field_kinds.coded(
            "encounter", "outcome", "encounter_outcome", moment.today, but=_NEEDS_A_FILE, is_required=True
        ),
    )  # fmt: skip


def _start_anonymous(moment: Moment) -> Mapping[str, FieldValue]:
    usual = moment.choices.usual_neighbourhood_id
    return {"neighbourhood_id": str(usual or ""), "met_on": moment.today.isoformat()}


def _save_anonymous(_moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    said = {name: values[name] or "" for name in ("channel", "outcome")}
    return Call(
        record_encounter, (), {**said, "neighbourhood_id": values["neighbourhood_id"], "met_on": values["met_on"]}
    )


PERSON_STEPS = (
    StepKind(
        "particulars", "resident", "person", Deed.MEET, lambda: translate("PathSteps", "Coordonnées et besoins"),
        _person_specs, _save_person, _start_person,
    ),
    StepKind(
        "anonymous", "encounter", "people", Deed.MEET, lambda: translate("PathSteps", "Rencontre sans nom"),
        _anonymous_specs, _save_anonymous, _start_anonymous, is_offered=never,
    ),
)  # fmt: skip
