"""The words for invitations, and the keys that note an answer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.domain.partial_date import numerals
from intake_app.domain.reference import entries, label
from intake_app.services.attendances import CAME, EXPECTED
from intake_app.services.invitations.lists import Candidate, Candidates, InvitationList, InvitationRow
from ui import formats
from ui.palette import Tone
from ui.workshops import words
from ui.workshops.invitations.shown import Shown

_TONES: dict[str | None, Tone] = {"yes": "good", "no": "neutral", "none": "warn"}


def _say(said: str, count: int = -1) -> str:
    return QCoreApplication.translate("InvitationWords", said, "", count)


def answer_keys() -> dict[str, str]:
    """Key → code of `invitation_answer`: « V » viendra, « N » ne viendra pas, « S » sans réponse."""
    return {_say("V"): "yes", _say("N"): "no", _say("S"): "none"}


def means_keys() -> dict[str, str]:
    """« 1 », « 2 »… → code of `invitation_means`, in the order shown."""
    return {str(number): one.code for number, one in enumerate(entries("invitation_means"), 1)}


def means_label(code: str) -> str:
    """« 1 Appel »: with the key that notes it."""
    key = next(key for key, means in means_keys().items() if means == code)
    return f"{key} {label('invitation_means', code, formats.language())}"


def name(row: InvitationRow | Candidate) -> str:
    """« TRAORÉ Aïcha »."""
    return formats.person_name(row.resident.first_name, row.resident.family_name, is_family_first=True)


def phone(row: InvitationRow) -> str:
    """« 06 12 34 56 78 », or « pas de téléphone »."""
    return formats.phone(row.resident.phone) if row.resident.phone else _say("pas de téléphone")


def contact(row: InvitationRow) -> str:
    """« 06 12 34 56 78 · Tour B »."""
    where = row.resident.building or row.resident.address or ""
    return " · ".join(part for part in (phone(row), where) if part)


def told(row: InvitationRow, today: date) -> str:
    """« Appel · Nadia M., mardi 24 nov. »; « pas encore prévenue » as long as nobody told them."""
    if row.means is None:
        return _say("pas encore prévenue")
    by = label("invitation_means", row.means, formats.language())
    on = words.dated(row.invited_at.astimezone().date(), today) if row.invited_at is not None else ""
    who = ", ".join(part for part in (row.inviter, on) if part)
    return " · ".join(part for part in (by, who) if part)


def answer(row: InvitationRow) -> str:
    """« Viendra », or what stands on the roll once the day has come."""
    if row.status in CAME:
        return _say("Est venue")
    if row.status != EXPECTED:
        return label("attendance_status", row.status, formats.language())
    if row.answer is not None:
        return label("invitation_answer", row.answer, formats.language())
    return _say("À joindre") if row.means is None else _say("Réponse attendue")


def answer_tone(row: InvitationRow) -> Tone:
    """The colour of `answer`."""
    if row.status in CAME:
        return "good"
    if row.status != EXPECTED:
        return "neutral"
    return _TONES.get(row.answer, "warn" if row.means is None else "info")


def shown_label(shown: Shown, listed: InvitationList | None) -> str:
    """« À joindre (3) »."""
    counts = _counts(listed)
    said = {
        Shown.ALL: _say("Toutes"),
        Shown.TO_REACH: _say("À joindre"),
        Shown.COMING: _say("Viennent"),
        Shown.DECLINED: _say("Ne viennent pas"),
    }[shown]
    return f"{said} ({counts[shown]})"


def _counts(listed: InvitationList | None) -> dict[Shown, int]:
    if listed is None:
        return dict.fromkeys(Shown, 0)
    return {
        Shown.ALL: len(listed.rows),
        Shown.TO_REACH: listed.to_reach,
        Shown.COMING: listed.coming,
        Shown.DECLINED: listed.declined,
    }


def last_workshop(found: Candidates, today: date) -> str:
    """« 3h pour l'emploi, mardi 17 nov. : personne d'autre à inviter »."""
    if found.held_on is None:
        return _say("Aucune séance avant celle-ci.")
    when = words.dated(found.held_on, today)
    return f"{found.title}, {when}"


def known_by(one: Candidate) -> str:
    """What tells namesakes apart: birth date, phone, where they live."""
    resident = one.resident
    born = numerals(resident.birth_date) if resident.birth_date else ""
    number = formats.phone(resident.phone) if resident.phone else _say("pas de téléphone")
    where = resident.building or resident.address or resident.neighbourhood or ""
    return " · ".join(part for part in (born, number, where) if part)


def has_come(one: Candidate) -> str:
    """Of the workshop before: « était là », « n’est pas venue »."""
    if one.has_come is None:
        return ""
    return _say("était là") if one.has_come else _say("n’est pas venue")


def filter_label(code: str) -> str:
    """What narrows the list of those who may be invited."""
    return {
        "mine": _say("Suivis par moi"),
        "participant": _say("Participants"),
        "contact": _say("Contacts"),
        "invisible": _say("Invisibles"),
        "quiet": _say("Sans nouvelles"),
    }[code]
