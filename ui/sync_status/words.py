"""The words for where sending stands: on the card of the rail and on its page. Plain French a caretaker would use."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.services.changes import UnsentRow
from intake_app.services.disputed_files import DisputedFile
from intake_app.services.settled_conflicts import SettledField
from sync.client.progress import Phase
from sync.client.status import SyncState
from ui import formats, labels
from ui.palette import Tone
from ui.sync_status.sync_status_vm import SyncStatusVm
from ui.widgets.sync_card_state import SyncCardState, SyncTone

_TONES: dict[SyncState, SyncTone] = {
    SyncState.NOT_JOINED: "problem",
    SyncState.TO_REVIEW: "problem",
    SyncState.ONLY_HERE: "waiting",
    SyncState.OFFLINE: "offline",
    SyncState.EXCHANGING: "busy",
    SyncState.ALL_SENT: "good",
}
OLD_DAYS, VERY_OLD_DAYS = 3, 7
"""How long a record may be only here before it is said more insistently."""
_AWAY = frozenset({"server_unreachable", "server_slow"})
"""Errors that mean no network, rather than a centre that answers something."""
_CARD_TONES: dict[SyncTone, Tone] = {
    "problem": "bad",
    "waiting": "warn",
    "offline": "neutral",
    "busy": "info",
    "good": "good",
}


def _say(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("SyncWords", words, "", count)


def age_tone(since: datetime, now: datetime) -> Tone:
    """The colour of how long a record has been only here."""
    days = (now - since).days
    return "bad" if days >= VERY_OLD_DAYS else "warn" if days >= OLD_DAYS else "neutral"


def card_state(vm: SyncStatusVm, now: datetime) -> SyncCardState:
    """What the card of the rail shows."""
    return SyncCardState(
        _tone(vm, now),
        title(vm),
        f"{to_read(vm)} {explanation(vm, now)}".strip(),
        last_exchange(vm, now),
        button_text=_say("En cours…") if vm.is_busy else _say("Synchroniser"),
        icon_name=drawing(vm, now),
        is_busy=vm.is_busy,
        progress=_share(vm),
        review_text=_review(vm),
    )


def _review(vm: SyncStatusVm) -> str:
    """What the second button of the card says, when something asks for somebody's eyes."""
    if vm.state is SyncState.TO_REVIEW:
        return _say("Vérifier")
    if vm.is_busy:
        return ""
    return _say("Répondre") if vm.removal.is_waiting else _say("Saisir un code") if vm.rejoin.reason else ""


def drawing(vm: SyncStatusVm, now: datetime) -> str:
    """The drawing of the state where that of its colour, no network, would mislead; else nothing."""
    if _tone(vm, now) != "offline":
        return ""
    return "sync" if vm.is_busy else "clock" if vm.fingerprint else ""


def page_tone(vm: SyncStatusVm, now: datetime) -> Tone:
    """The colour of the state on the page."""
    return _CARD_TONES[_tone(vm, now)]


def _tone(vm: SyncStatusVm, now: datetime) -> SyncTone:
    """Red too for what has waited a week: the colour of what asks for somebody."""
    oldest_at = vm.status.oldest_at if vm.status is not None else None
    is_very_old = oldest_at is not None and (now - oldest_at).days >= VERY_OLD_DAYS
    if (vm.removal.is_waiting or vm.rejoin.reason is not None) and not vm.is_busy:
        return "problem"
    return "problem" if vm.state is SyncState.ONLY_HERE and is_very_old else _TONES[vm.state]


def title(vm: SyncStatusVm) -> str:
    """The state in a few words."""
    status = vm.status
    if status is None and not vm.is_busy:
        return _say("Un instant…")
    if vm.state is SyncState.TO_REVIEW and status is not None:
        return _say("%n fiche(s) à vérifier", status.to_review)
    if vm.state is SyncState.NOT_JOINED:
        return _say("Pas encore relié au centre")
    if vm.removal.asked is not None and not vm.is_busy:
        return _say("Retrait à décider")
    if vm.is_busy:
        return _say("Échange en cours")
    if vm.fingerprint:
        return _say("Accord attendu")
    if vm.rejoin.reason is not None:
        return _say("À relier au centre")
    away = _say("Pas d’échange possible") if vm.error and vm.error.key not in _AWAY else _say("Hors ligne")
    return {
        SyncState.ONLY_HERE: away if vm.error else _say("À envoyer"),
        SyncState.OFFLINE: away,
        SyncState.EXCHANGING: _say("Échange en cours"),
        SyncState.ALL_SENT: _say("Tout est envoyé"),
    }[vm.state]


def explanation(vm: SyncStatusVm, now: datetime) -> str:
    """What it means for the work of whoever reads it."""
    status = vm.status
    if status is None:
        return ""
    if status.pending_files:
        words = _say("%n fiche(s) seulement sur cet ordinateur.", status.pending_files)
        age = (now - status.oldest_at).days if status.oldest_at else 0
        return f"{words} {_say('La plus ancienne attend depuis %n jour(s).', age)}" if age else words
    if vm.is_busy and vm.progress is not None:
        return doing(vm)
    if status.attachments_waiting:
        return _say("%n pièce(s) jointe(s) seulement sur cet ordinateur.", status.attachments_waiting)
    if vm.rejoin.reason is not None:
        return _say("Le travail continue normalement.")
    if vm.state is SyncState.OFFLINE and not vm.fingerprint:
        return (
            _say("Tout est envoyé. Le travail continue normalement.")
            if status.is_downloaded
            else _say("Les fiches du centre ne sont pas encore là.")
        )
    return ""


def to_read(vm: SyncStatusVm) -> str:
    """What to do for this laptop to be admitted, while it waits for that: « Lisez 482 913 à votre responsable. »"""
    return _say("Lisez %1 à votre responsable.").replace("%1", vm.fingerprint) if vm.fingerprint else ""


def advice(vm: SyncStatusVm, now: datetime) -> str:
    """What to do about a laptop that has been without the centre for long, or records that have been only here for
    days; empty while that is no worry.
    """
    lease = vm.status.lease if vm.status is not None else None
    if lease is not None and lease.is_warning:
        alone = _say("Sans nouvelles du centre depuis %n jour(s).", lease.days_alone)
        left = _say("Trouvez du réseau\u202f: cet ordinateur se verrouille dans %n jour(s).", lease.days_left)
        return f"{alone} {left}"
    oldest_at = vm.status.oldest_at if vm.status is not None else None
    days = (now - oldest_at).days if oldest_at is not None else 0
    if days >= VERY_OLD_DAYS:
        return _say(
            "Plus d’une semaine sans envoi : si cet ordinateur était perdu ou volé, ces fiches le seraient aussi. "
            "Trouvez du réseau aujourd’hui."
        )
    return _say("Pensez à passer par un endroit où il y a du réseau.") if days >= OLD_DAYS else ""


def doing(vm: SyncStatusVm) -> str:
    """The step of the exchange going on."""
    progress = vm.progress
    if progress is None:
        return ""
    counted = f"{formats.number(progress.done)} / {formats.number(progress.total)}"
    megabytes = f"{formats.file_size(progress.done)} / {formats.file_size(progress.total)}"
    return {
        Phase.CONNECTING: _say("Connexion au centre…"),
        Phase.DOWNLOADING: _say("Réception des fiches\u202f: %1").replace("%1", counted),
        Phase.SENDING: _say("Envoi\u202f: %1").replace("%1", counted),
        Phase.RECEIVING: _say("Réception des nouveautés…"),
        Phase.ATTACHMENTS: _say("Pièces jointes\u202f: %1").replace("%1", megabytes),
    }[progress.phase]


def last_exchange(vm: SyncStatusVm, now: datetime) -> str:
    """When everything was last exchanged, as a person says it."""
    if vm.status is None:
        return ""
    if vm.status.last_success_at is None:
        return _say("Aucun échange encore")
    moment = formats.relative_moment(vm.status.last_success_at, now)
    return _say("Dernier échange\u202f: %1").replace("%1", moment)


def received(vm: SyncStatusVm, now: datetime) -> str:
    """« Reçu par le centre jusqu'à 14 h 32 », by the centre's own clock; empty before it ever signed for anything."""
    until = vm.status.received_until if vm.status is not None else None
    if until is None:
        return ""
    then, here = until.astimezone(), now.astimezone()
    if then.date() == here.date():
        return _say("Reçu par le centre jusqu’à %1").replace("%1", formats.clock_time(then))
    return _say("Reçu par le centre jusqu’au %1").replace("%1", formats.dated_moment(then))


def clock(vm: SyncStatusVm) -> str:
    """How far this computer's clock is off, once somebody should set it; else empty."""
    if vm.status is None or not vm.status.is_clock_wrong:
        return ""
    by = span(abs(vm.status.clock_offset))
    ahead, behind = _say("L’heure de cet ordinateur avance de %1."), _say("L’heure de cet ordinateur retarde de %1.")
    return (ahead if vm.status.clock_offset > 0 else behind).replace("%1", by)


def span(seconds: int) -> str:
    """« 12 minutes », « 3 heures », « 40 jours »: roughly, as people say it."""
    if seconds < 2 * 3600:
        return _say("%n minute(s)", round(seconds / 60))
    if seconds < 2 * 86400:
        return _say("%n heure(s)", round(seconds / 3600))
    return _say("%n jour(s)", round(seconds / 86400))


def _share(vm: SyncStatusVm) -> float | None:
    progress = vm.progress
    return progress.done / progress.total if vm.is_busy and progress is not None and progress.total else None


def reason(key: str) -> str:
    """Why something did not go through, in one sentence: « Le disque du centre est plein. »"""
    return sentence_for(KnownError(key), formats.language()).what


def file_name(row: UnsentRow) -> str:
    """« BENALI Karim », « 3h pour l'emploi », else what kind of record it is."""
    return row.resident or row.workshop or labels.record_label(row.record_type)


def file_parts(row: UnsentRow) -> str:
    """« Fiche de la personne, situation »: what changed in a file."""
    return labels.enumerate_words(labels.record_label(part) for part in row.parts)


def age(since: datetime, now: datetime) -> str:
    """« depuis 4 jours » from three days on, else when it was: « hier, 17 h 42 »."""
    days = (now - since).days
    return _say("depuis %n jour(s)", days) if days >= OLD_DAYS else formats.relative_moment(since, now)


def disputed_name(file: DisputedFile) -> str:
    """« BENALI Karim »."""
    return file.resident or file.workshop or labels.record_label(file.record_type)


def disputed_fields(file: DisputedFile) -> str:
    """« Téléphone, adresse »: the fields with two versions."""
    return labels.enumerate_fields((field.record_type, field.versions.field) for field in file.fields)


def disputed_with(file: DisputedFile, staff_id: UUID) -> str:
    """« avec Yann C. »: who else wrote one of the versions."""
    said = [field.versions for field in file.fields]
    authors = [(one.standing_author_id, one.standing_author) for one in said]
    authors += [(one.other_author_id, one.other_author) for one in said]
    others = ", ".join(dict.fromkeys(name for person, name in authors if name and person != staff_id))
    return _say("avec %1").replace("%1", others) if others else ""


def settled_name(field: SettledField) -> str:
    """« BENALI Karim »."""
    return field.resident or field.workshop or labels.record_label(field.record_type)


def settled_by(field: SettledField, now: datetime) -> str:
    """« Nadia M., hier, 17 h 42 »."""
    return ", ".join(part for part in (field.settled_by, formats.relative_moment(field.settled_at, now)) if part)
