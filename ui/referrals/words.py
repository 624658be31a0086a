"""The words for referrals: to whom, where they stand, how long nobody has said anything."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import entry
from intake_app.services.path.offers import OfferRow
from intake_app.services.path.referral_lists import ReferralRow
from ui import formats
from ui.palette import Tone

translate = QCoreApplication.translate
_AGE_TONES: tuple[Tone, ...] = ("neutral", "info", "warn", "bad")


def name(row: ReferralRow) -> str:
    """« BENALI Karim »."""
    return formats.person_name(row.first_name, row.family_name, is_family_first=True)


def partner(row: ReferralRow) -> str:
    """The partner's name, for those near the person; « Partenaire » for everybody else when it reveals something."""
    return row.partner or translate("ReferralWords", "Partenaire")


def offer_partner(row: OfferRow) -> str:
    """The partner who makes an offer; « Partenaire (nom réservé) » where it is not told."""
    return row.partner or translate("ReferralWords", "Partenaire (nom réservé)")


def offer_until(row: OfferRow) -> str:
    """« jusqu’au 12 déc. »; "" for an offer without end."""
    if row.valid_until is None:
        return ""
    return translate("ReferralWords", "jusqu’au %1").replace("%1", formats.month_day(row.valid_until))


def what_for(row: ReferralRow) -> str:
    """« Agent d’entretien », else « Se former »."""
    return row.offer or labelled("service_theme", row.theme)


def standing(row: ReferralRow) -> str:
    """« Reçue par le partenaire »."""
    return labelled("referral_status", row.status)


def news(row: ReferralRow, today: date) -> str:
    """« Sans nouvelles depuis 16 jours », « Rendez-vous mardi 24 », « À envoyer »."""
    if row.status == "draft":
        return translate("ReferralWords", "À envoyer")
    if row.silent_days is not None:
        if row.age:
            return translate("ReferralWords", "Sans nouvelles depuis %n jour(s)", "", row.silent_days)
        if row.silent_days == 0:
            return translate("ReferralWords", "Aujourd’hui")
        return translate("ReferralWords", "Depuis %n jour(s)", "", row.silent_days)
    if row.status == "appointment_made" and row.appointment_at is not None:
        day = row.appointment_at.astimezone().date()
        if day < today:
            return translate("ReferralWords", "Rendez-vous passé")
        return translate("ReferralWords", "Rendez-vous %1").replace("%1", formats.coming_day(day, today))
    return translate("ReferralWords", "Suite attendue")


def news_tone(row: ReferralRow, today: date) -> Tone:
    """The colour of `news`."""
    if row.status == "appointment_made" and row.appointment_at is not None:
        return "warn" if row.appointment_at.astimezone().date() < today else "good"
    return "accent" if row.status == "draft" else _AGE_TONES[row.age]


def advice(row: ReferralRow, today: date) -> str:
    """What to do now; empty while there is only to wait."""
    if row.status == "draft":
        return translate("ReferralWords", "Rien n’est parti\u202f: à envoyer, ou à remettre à la personne.")
    if row.status == "appointment_made" and news_tone(row, today) == "warn":
        return translate("ReferralWords", "Le rendez-vous est passé\u202f: demandez s’il a eu lieu.")
    return (
        "",
        translate("ReferralWords", "Plus d’une semaine\u202f: demandez des nouvelles au partenaire."),
        translate("ReferralWords", "Plus de deux semaines\u202f: relancez le partenaire, ou cherchez-en un autre."),
        translate(
            "ReferralWords", "Plus d’un mois\u202f: relancez une dernière fois, ou notez «\u202fSans réponse\u202f»."
        ),
    )[row.age]


def labelled(list_name: str, code: str | None) -> str:
    """The words of a code, empty for none."""
    return entry(list_name, code).label(formats.language()) if code else ""
