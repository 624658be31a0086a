"""The words for where sending stands: on the card of the rail and on its page. Plain French a caretaker would use."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from sync.client.progress import Phase
from sync.client.status import SyncState
from ui import formats
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
_CARD_TONES: dict[SyncTone, Tone] = {
    "problem": "bad",
    "waiting": "warn",
    "offline": "neutral",
    "busy": "info",
    "good": "good",
}


def _say(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("SyncWords", words, "", count)


def card_state(vm: SyncStatusVm, now: datetime) -> SyncCardState:
    """What the card of the rail shows."""
    return SyncCardState(
        _TONES[vm.state],
        title(vm),
        explanation(vm, now),
        last_exchange(vm, now),
        button_text=_say("En cours…") if vm.is_busy else _say("Synchroniser"),
        is_busy=vm.is_busy,
        progress=_share(vm),
    )


def page_tone(vm: SyncStatusVm) -> Tone:
    """The colour of the state on the page."""
    return _CARD_TONES[_TONES[vm.state]]


def title(vm: SyncStatusVm) -> str:
    """The state in a few words."""
    status = vm.status
    if status is None and not vm.is_busy:
        return _say("Un instant…")
    if vm.state is SyncState.TO_REVIEW and status is not None:
        return _say("%n fiche(s) à vérifier", status.to_review)
    if vm.state is SyncState.NOT_JOINED:
        return _say("Pas encore relié au centre")
    if vm.is_busy:
        return _say("Échange en cours")
    return {
        SyncState.ONLY_HERE: _say("Hors ligne") if vm.error else _say("À envoyer"),
        SyncState.OFFLINE: _say("Hors ligne"),
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
    if vm.state is SyncState.OFFLINE:
        return (
            _say("Tout est envoyé. Le travail continue normalement.")
            if status.is_downloaded
            else _say("Les fiches du centre ne sont pas encore là.")
        )
    return ""


def doing(vm: SyncStatusVm) -> str:
    """The step of the exchange going on."""
    progress = vm.progress
    if progress is None:
        return ""
    counted = f"{formats.number(progress.done)} / {formats.number(progress.total)}"
    return {
        Phase.CONNECTING: _say("Connexion au centre…"),
        Phase.DOWNLOADING: _say("Réception des fiches\u202f: %1").replace("%1", counted),
        Phase.SENDING: _say("Envoi\u202f: %1").replace("%1", counted),
        Phase.RECEIVING: _say("Réception des nouveautés…"),
    }[progress.phase]


def last_exchange(vm: SyncStatusVm, now: datetime) -> str:
    """When everything was last exchanged, as a person says it."""
    if vm.status is None:
        return ""
    if vm.status.last_success_at is None:
        return _say("Aucun échange encore")
    moment = formats.relative_moment(vm.status.last_success_at, now)
    return _say("Dernier échange\u202f: %1").replace("%1", moment)


def _share(vm: SyncStatusVm) -> float | None:
    progress = vm.progress
    return progress.done / progress.total if vm.is_busy and progress is not None and progress.total else None
