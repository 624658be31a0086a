"""The tracks at the head of a file: their steps with a day and a word, what shows each, how the path stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import entry
from intake_app.domain.rules.enrolment import COUNTED
from intake_app.domain.rules.months import months_later
from intake_app.domain.rules.track import OF_A_STAY, Fact, Standing, Track
from intake_app.domain.rules.track import Step as PathStep
from intake_app.services.path.enrolment_lists import EnrolmentRow
from intake_app.services.path.overview import PathOverview
from intake_app.services.timeline_entries import TimelineEntry
from ui import formats
from ui.palette import Tone
from ui.residents.timeline_words import day, entry_kind, entry_words
from ui.widgets.step_track import Step

translate = QCoreApplication.translate
SIX: Final = 6


class TrackTeller:
    """Tells the tracks of one person as of `today`, with the words that the thread of their path has for each fact."""

    def __init__(self, path: PathOverview, timeline: Sequence[TimelineEntry], today: date) -> None:
        self._path, self._today = path, today
        self._entries = {(one.record_type, one.record_id, one.on): one for one in timeline}
        self._enrolments = {row.id: row for row in path.enrolments}

    def steps(self, track: Track) -> list[Step]:
        """The steps shown of a track: all of the latest, the stay's own of those before; once the person has come
        back, those that were reached.
        """
        shown: Sequence[PathStep] = list(PathStep) if self.is_whole(track) else OF_A_STAY
        if track.stay is not None and track.stay.is_over:
            shown = [step for step in shown if track.standing(step) in (Standing.DONE, Standing.STOPPED)]
        return [self._step(track, step) for step in shown]

    def is_whole(self, track: Track) -> bool:
        """Whether a track is shown from its first step on: the latest is."""
        return track is self._path.tracks[0]

    def caption(self, track: Track) -> str:
        """Which operation a track is of, from when to when."""
        row, stay = self._row(track), track.stay
        if row is None or stay is None:
            return ""
        if stay.ended is not None:
            words = translate("PathTrack", "%1\u202f: du %2 au %3").replace("%3", self._day(stay.ended.on))
        elif stay.is_return:
            words = translate("PathTrack", "%1\u202f: retour le %2")
        else:
            words = translate("PathTrack", "%1\u202f: depuis le %2")
        return words.replace("%2", self._day(stay.began.on)).replace("%1", self._place(row))

    def state(self) -> tuple[str, Tone]:
        """How the path stands, in a word for the head of the file."""
        stays = [track.stay for track in self._path.tracks if track.stay is not None and not track.stay.is_over]
        counted = [stay for stay in stays if stay.status in COUNTED or stay.ended is not None]
        if any(stay.ended is None for stay in counted):
            return translate("PathTrack", "Parcours en cours"), "accent"
        if counted:
            # of two operations, the one left last tells
            last = max(self._path.tracks, key=_left_on)
            if last.stopped_at is None:
                return translate("PathTrack", "Parcours terminé"), "good"
            return translate("PathTrack", "Arrêté avant la fin"), "warn"
        if any(PathStep.ATTENDED in track.reached for track in self._path.tracks):
            return translate("PathTrack", "Parcours en cours"), "accent"
        return translate("PathTrack", "Premier contact"), "info"

    def _step(self, track: Track, step: PathStep) -> Step:
        standing, fact = track.standing(step), track.reached.get(step)
        if standing is Standing.STOPPED and track.stay is not None:
            fact = track.stay.ended
        if standing is Standing.REFUSED:
            fact = track.refused
        title = translate("PathTrack", "Arrêt") if standing is Standing.STOPPED else _title(track, step)
        if fact is None:
            return Step(title, self._expected(track, step, standing), standing.value, self._why_not(standing))
        word = self._word(track, step, standing, fact)
        # of an agreement taken back, the day is that of the agreement
        on = self._day(fact.on) if word != _withdrawn() else ""
        detail = " · ".join(part for part in (on, word) if part)
        return Step(title, detail, standing.value, self._reason(title, fact))

    def _word(self, track: Track, step: PathStep, standing: Standing, fact: Fact) -> str:
        """A word beside the day."""
        found, row = self._entry(fact), self._row(track)
        if standing is Standing.STOPPED and track.stay is not None:
            return _label("enrolment_status", track.stay.status)
        if standing is Standing.REFUSED:
            is_withdrawn = found is not None and any(part.value == "withdrawn" for part in found.parts)
            return _withdrawn() if is_withdrawn else translate("PathTrack", "refus")
        if step is PathStep.ENROLLED and row is not None:
            return self._place(row)
        if step is PathStep.OUTCOME:
            outcome = next((one for one in self._path.outcomes if one.id == fact.record_id), None)
            return (
                _label("headline_class", outcome.headline or "") or _label("outcome_type", outcome.fields.type)
                if outcome
                else ""
            )
        if step is PathStep.SIX_MONTHS:
            review = next((one for one in self._path.snapshots if one.id == fact.record_id), None)
            return _label("labour_status", review.fields.labour_status) if review else ""
        if found is None or step is PathStep.COMPLETED:
            return ""
        if step is PathStep.ATTENDED:
            return next((part.value for part in found.parts if part.list_name is None), "")
        return found.author if step is PathStep.SPOTTED else entry_kind(found) if step is PathStep.CONTACTED else ""

    def _expected(self, track: Track, step: PathStep, standing: Standing) -> str:
        """What is said under a step not reached."""
        stay = track.stay
        if standing is Standing.MISSING:
            return translate("PathTrack", "pas noté")
        if step is PathStep.ATTENDED and stay is None:
            return translate("PathTrack", "première séance à venir")
        if step is PathStep.ENROLLED and stay is not None:
            return f"{_label('enrolment_status', stay.status)} · {self._day(stay.began.on)}"
        if step is PathStep.COMPLETED and standing is Standing.CURRENT and stay is not None:
            return _label("enrolment_status", stay.status) if stay.status == "paused" else ""
        if step is PathStep.SIX_MONTHS and stay is not None and stay.ended is not None:
            due = months_later(stay.ended.on, SIX)
            return translate("PathTrack", "vers le %1").replace("%1", self._day(due))
        return ""

    def _why_not(self, standing: Standing) -> str:
        if standing is Standing.MISSING:
            return translate("PathTrack", "Rien dans le fil ne dit cette étape, et une étape suivante est notée.")
        return translate("PathTrack", "Rien dans le fil ne dit encore cette étape.")

    def _reason(self, title: str, fact: Fact) -> str:
        """What shows the step: « Séance, dimanche 22 novembre 2026 : 3h pour l’emploi · Présence. Nadia M. »"""
        found = self._entry(fact)
        told = f"{title}, {formats.long_day(fact.on)}"
        if found is None:
            return told
        kind = entry_kind(found)
        parts = (entry_words(found) if kind == title else f"{kind}, {entry_words(found)}", found.author)
        return translate("PathTrack", "%1\u202f: %2").replace("%1", told).replace("%2", " · ".join(filter(None, parts)))

    def _entry(self, fact: Fact) -> TimelineEntry | None:
        return self._entries.get((fact.record_type, fact.record_id, fact.on))

    def _row(self, track: Track) -> EnrolmentRow | None:
        return self._enrolments.get(track.stay.enrolment_id) if track.stay is not None else None

    def _place(self, row: EnrolmentRow) -> str:
        title = row.action_en if formats.language() == "en" else row.action_fr
        return title or row.operation or translate("PathTrack", "Opération")

    def _day(self, on: date) -> str:
        return day(on, self._today)


def _title(track: Track, step: PathStep) -> str:
    is_return = track.stay is not None and track.stay.is_return
    return {
        PathStep.SPOTTED: translate("PathTrack", "Repérage"),
        PathStep.CONTACTED: translate("PathTrack", "Contact"),
        PathStep.AGREED: translate("PathTrack", "Accord"),
        PathStep.ATTENDED: translate("PathTrack", "Séance"),
        PathStep.ENROLLED: translate("PathTrack", "Retour") if is_return else translate("PathTrack", "Inscription"),
        PathStep.COMPLETED: translate("PathTrack", "Terminé"),
        PathStep.OUTCOME: translate("PathTrack", "Résultat"),
        PathStep.SIX_MONTHS: translate("PathTrack", "Suivi 6 mois"),
    }[step]


def _withdrawn() -> str:
    return translate("PathTrack", "accord retiré")


def _left_on(track: Track) -> date:
    is_last = track.stay is not None and not track.stay.is_over
    return track.stay.ended.on if is_last and track.stay and track.stay.ended else date.min


def _label(list_name: str, code: str | None) -> str:
    return entry(list_name, code).short_label(formats.language()) if code else ""
