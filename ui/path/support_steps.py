"""Meetings, agreements, things to do, trusted contacts, and referrals with what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from PySide6.QtCore import QCoreApplication

from intake_app.domain.day_reading import read_time
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entries
from intake_app.domain.rules.problem import FieldProblem, InvalidFields
from intake_app.domain.rules.referral import NEXT
from intake_app.services.access import Deed
from intake_app.services.encounters import record_encounter
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.notices import record_consent
from intake_app.services.path.offers import OfferRow
from intake_app.services.path.referral_lists import ReferralRow
from intake_app.services.path.referrals import (
    answer_referral,
    draft_referral,
    reopen_referral,
    send_referral,
    update_referral,
)
from intake_app.services.path.trusted_contacts import note_trusted_contact
from ui import formats
from ui.path import field_kinds
from ui.path.partner_choice import partner
from ui.path.step_kind import Call, Moment, StepKind, never
from ui.path.step_values import shown
from ui.widgets.field_spec import Choice, FieldSpec, FieldValue

translate = QCoreApplication.translate
_BY_ITSELF = ("draft", "sent")
_MORNING = time(9)
ON_PAPER = ("letter", "post")
"""The channels by which a letter goes."""


def _encounter_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    return (
        field_kinds.coded("encounter", "channel", "encounter_channel", moment.today, kind="chips", is_required=True),
        field_kinds.coded("encounter", "outcome", "encounter_outcome", moment.today, is_required=True),
        field_kinds.on_day("encounter", "met_on", moment.today),
    )


def _save_encounter(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    said = {name: values[name] or "" for name in ("channel", "outcome")}
    where = {"neighbourhood_id": None, "resident_id": moment.resident_id, "met_on": values["met_on"]}
    return Call(record_encounter, (), {**said, **where})


def _consent_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    states = tuple(
        Choice(one.code, one.short_label(formats.language()))
        for one in entries("consent_state")
        if one.code != "withdrawn"
    )
    return (
        field_kinds.coded("consent", "purpose", "consent_purpose", moment.today, is_required=True),
        partner("consent", "organisation_id", moment, nothing=translate("PathSteps", "Sans partenaire")),
        FieldSpec("state", translate("PathSteps", "Réponse"), "chips", states, is_required=True, weight=6),
        field_kinds.coded("consent", "evidence", "consent_evidence", moment.today, is_required=True, weight=6),
    )  # fmt: skip


def _save_consent(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    return Call(record_consent, (moment.resident_id,), values)


def _follow_up_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    return (
        field_kinds.coded("follow_up", "purpose", "follow_up_purpose", moment.today, kind="choice", weight=6),
        field_kinds.on_day("follow_up", "due_on", moment.today, is_required=True),
        field_kinds.coded("follow_up", "medium", "follow_up_medium", moment.today, kind="choice", weight=6),
        field_kinds.words("follow_up", "note", max_length=280),
    )


def _save_follow_up(moment: Moment, values: dict[str, Any], keeps_words: bool) -> Call:
    details = {**values, "purpose": values["purpose"] or "call_back", "keeps_words": keeps_words}
    return Call(schedule_follow_up, (moment.resident_id,), details)


def _trusted_specs(_moment: Moment) -> tuple[FieldSpec, ...]:
    hint = translate("PathSteps", "Seulement avec l’accord de la personne et de son proche.")
    return (
        field_kinds.words("trusted_contact", "first_name", weight=6, max_length=80, is_required=True),
        FieldSpec(
            "phone", translate("PathSteps", "Téléphone du proche"), "phone", weight=6, is_required=True, hint=hint
        ),
    )


def _save_trusted(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    said = {name: values[name] or "" for name in ("first_name", "phone")}
    return Call(note_trusted_contact, (moment.resident_id,), said)


def _referral_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    def coded(name: str, list_name: str, **more: Any) -> FieldSpec:
        return field_kinds.coded("referral", name, list_name, moment.today, **more)

    choices, nothing = moment.choices, translate("PathSteps", "Aucune en particulier")
    offer = field_kinds.chosen("referral", "offer_id", choices.offers, _offer_words, nothing=nothing, weight=6)
    row = referral_of(moment)
    reasons = field_kinds.several("referral", "reasons", "referral_reason", moment.today)
    return (
        partner(
            "referral",
            "organisation_id",
            moment,
            held=row.organisation_id if row else None,
            held_name=row.partner if row else "",
            weight=6,
        ),
        offer,
        coded("theme", "service_theme", kind="choice", weight=6),
        coded("contact_preference", "contact_preference", kind="choice", weight=6),
        coded("urgency", "referral_urgency"),
        field_kinds.on_day("referral", "available_from", moment.today),
        reasons,
    )


def _offer_words(row: OfferRow) -> str:
    return " · ".join(part for part in (row.title, row.partner) if part)


def _start_referral(moment: Moment) -> Mapping[str, FieldValue]:
    row = referral_of(moment)
    if row is not None:
        return shown(row, [spec.name for spec in _referral_specs(moment)])
    offer = next((one for one in moment.choices.offers if one.id == moment.about_id), None)
    begun = {**shown(offer, ("organisation_id", "theme")), "offer_id": str(offer.id)} if offer else {}
    return {"urgency": "normal", **begun}


def _save_referral(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    offer = next((one for one in moment.choices.offers if one.id == values["offer_id"]), None)
    # an offer chosen says which partner and what for
    said = {**values, "organisation_id": values["organisation_id"] or (offer.organisation_id if offer else None)}
    if moment.record_id is not None:
        return Call(update_referral, (moment.record_id, said))
    return Call(draft_referral, (moment.resident_id, said))


def _send_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    hint = translate("PathSteps", "Sans accord pour ce partenaire, seule la lettre remise est possible.")
    return (
        field_kinds.coded("referral", "channel", "referral_channel", moment.today, is_required=True, hint=hint),
        field_kinds.on_day("referral", "sent_on", moment.today),
    )


def _save_sending(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    return Call(send_referral, (moment.record_id,), {"channel": values["channel"] or "", "sent_on": values["sent_on"]})


def _answer_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    row = referral_of(moment)
    allowed = NEXT.get(row.status, frozenset()) - set(_BY_ITSELF) if row else frozenset()
    language = formats.language()
    steps = tuple(Choice(one.code, one.label(language)) for one in entries("referral_status") if one.code in allowed)
    appointment = (
        field_kinds.on_day("referral", "available_from", moment.today, label=translate("PathSteps", "Rendez-vous le")),
        FieldSpec("time", translate("PathSteps", "À quelle heure"), weight=6, placeholder="9 h 30", max_length=12),
    )
    refusal = (field_kinds.coded("referral", "refusal_reason", "referral_refusal", moment.today),)
    # what can no longer happen is not asked
    return (
        FieldSpec("status", translate("PathSteps", "Ce qui s’est passé"), "chips", steps, is_required=True),
        field_kinds.on_day("referral", "met_on", moment.today, label=translate("PathSteps", "Quel jour")),
        *(appointment if "appointment_made" in allowed else ()),
        *(refusal if "refused" in allowed else ()),
    )


def _save_answer(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    is_appointment = values["status"] == "appointment_made"
    day = values.get("available_from")
    if is_appointment and day is None:
        raise InvalidFields((FieldProblem("available_from", "field_missing"),))
    at = datetime.combine(day, _clock(values["time"])).astimezone() if is_appointment and day else None
    details = {
        "on": None if is_appointment else values["met_on"],
        "appointment_at": at,
        "refusal_reason": values.get("refusal_reason") if values["status"] == "refused" else None,
    }
    return Call(answer_referral, (moment.record_id, values["status"] or ""), details)


def _answer_asked(values: Mapping[str, FieldValue]) -> frozenset[str]:
    """What is asked of this answer: an appointment has a day and an hour to come, a refusal its reason."""
    if values["status"] == "appointment_made":
        return frozenset({"status", "available_from", "time"})
    return frozenset({"status", "met_on"} | ({"refusal_reason"} if values["status"] == "refused" else set()))


def _clock(typed: str | None) -> time:
    """« 9:30 », « 9 h 30 », « midi »; nine o'clock when nothing was typed. Raises InvalidFields."""
    try:
        found = read_time(typed or "")
    except KnownError as refusal:
        raise InvalidFields((FieldProblem("time", refusal.key),)) from None
    return time.fromisoformat(found) if found else _MORNING


def referral_of(moment: Moment) -> ReferralRow | None:
    """The referral that the form is about."""
    return next((row for row in moment.choices.path.referrals if row.id == moment.record_id), None)


def _to_whom(moment: Moment) -> str:
    row = referral_of(moment)
    return (row.partner or "") if row is not None else ""


SUPPORT_STEPS = (
    StepKind(
        "encounter", "encounter", "people", Deed.MEET, lambda: translate("PathSteps", "Rencontre"),
        _encounter_specs, _save_encounter, lambda moment: {"met_on": moment.today.isoformat()},
    ),
    StepKind(
        "follow_up", "follow_up", "clock", Deed.FOLLOW_UP, lambda: translate("PathSteps", "Rappel à faire"),
        _follow_up_specs, _save_follow_up, lambda _moment: {"purpose": "call_back"},
    ),
    StepKind(
        "consent", "consent", "check", Deed.MEET, lambda: translate("PathSteps", "Accord de la personne"),
        _consent_specs, _save_consent, lambda _moment: {"state": "given"},
    ),
    StepKind(
        "trusted_contact", "trusted_contact", "phone", Deed.MEET,
        lambda: translate("PathSteps", "Proche de confiance"), _trusted_specs, _save_trusted,
    ),
    StepKind(
        "referral", "referral", "send", Deed.REFER, lambda: translate("PathSteps", "Orientation vers un partenaire"),
        _referral_specs, _save_referral, _start_referral,
    ),
    StepKind(
        "referral_send", "referral", "send", Deed.REFER, lambda: translate("PathSteps", "Envoyer l’orientation"),
        _send_specs, _save_sending,
        lambda moment: {"sent_on": moment.today.isoformat(), "channel": "letter"}, is_offered=never, about=_to_whom,
        wants_letter=lambda values: values["channel"] in ON_PAPER,
    ),
    StepKind(
        "referral_answer", "referral", "check", Deed.REFER, lambda: translate("PathSteps", "Suite de l’orientation"),
        _answer_specs, _save_answer, lambda moment: {"met_on": moment.today.isoformat()}, is_offered=never,
        about=_to_whom, asked=_answer_asked, take_back=reopen_referral,
    ),
)  # fmt: skip
