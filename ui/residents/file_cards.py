"""The cards beside a person's timeline: their situation, the next thing to do, what they were told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.reference import entry, label
from intake_app.services.notices import NoticeState
from intake_app.services.privacy import Opening
from intake_app.services.record_states import RecordState, Standing
from intake_app.services.resident_files import ResidentFile
from ui import formats
from ui.palette import Tone
from ui.residents.timeline_words import day
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import Pill
from ui.widgets.text_label import TextLabel


class SituationCard(Card):
    """Where the person stands, as last said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "person", parent=parent)
        self.set_title(self.tr("Situation"))
        self._pills: list[Pill] = []
        self._box = QWidget()
        self._flow = FlowLayout(self._box, gap=6, line_gap=6)
        self._interests = TextLabel("", "small")
        self._caption = TextLabel(self.tr("Centres d’intérêt"), "small-soft")
        self._when = TextLabel("", "small-soft")
        for widget in (self._box, self._caption, self._interests, self._when):
            self.body.addWidget(widget)

    def show_file(self, file: ResidentFile, today: date) -> None:
        """Show the latest situation."""
        for pill in self._pills:
            self._flow.removeWidget(pill)
            pill.deleteLater()
        self._pills = [Pill(words, tone) for words, tone in _situation_pills(file)]
        for pill in self._pills:
            self._flow.addWidget(pill)
        self._box.setVisible(bool(self._pills))
        interests = file.situation.fields.interests if file.situation else None
        self._interests.setText(interests or "")
        for widget in (self._caption, self._interests):
            widget.setVisible(bool(interests))
        said = self.tr("Dit le %1").replace("%1", day(file.situation.as_of, today)) if file.situation else ""
        self._when.setText(said or self.tr("Pas encore demandée."))


class NextStepCard(Card):
    """The next thing to do for the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "clock", parent=parent)
        self.set_title(self.tr("Prochain pas"))
        self._what = TextLabel("", "strong")
        self._who = TextLabel("", "small-soft")
        self.body.addWidget(self._what)
        self.body.addWidget(self._who)

    def show_file(self, file: ResidentFile, today: date) -> None:
        """Show the follow-up that falls due first."""
        row = file.next_follow_up
        if row is None:
            self._what.setText(self.tr("Rien de prévu"))
            self._who.setText("")
        else:
            purpose = label("follow_up_purpose", row.purpose, formats.language())
            self._what.setText(f"{purpose}, {formats.coming_day(row.due_on, today)}")
            late = self.tr("%n j de retard", "", row.days_late) if row.days_late > 0 else ""
            self._who.setText(" · ".join(part for part in (late, row.assignee, row.note or "") if part))
        self._who.setVisible(bool(self._who.text()))


class RecordsCard(Card):
    """What the person was told, where the file is, who opened it.

    `notice_confirmed` when the written notice has been handed over, `openings_wished` on the link.
    """

    notice_confirmed = Signal()
    openings_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "lock", parent=parent)
        self.set_title(self.tr("Données"))
        self._notice = TextLabel("", "small")
        self.confirm_button = SecondaryButton(self.tr("Notice remise"), "check", size="small")
        self.confirm_button.clicked.connect(self.notice_confirmed)
        self._place = TextLabel("", "small-soft")
        self.openings_link = LinkButton(self.tr("Qui a consulté cette fiche\u202f?"))
        self.openings_link.clicked.connect(self.openings_wished)
        self._openings = TextLabel("", "small-soft")
        left = Qt.AlignmentFlag.AlignLeft
        self.body.addWidget(self._notice)
        self.body.addWidget(self.confirm_button, 0, left)
        self.body.addWidget(self._place)
        self.body.addWidget(self.openings_link, 0, left)
        self.body.addWidget(self._openings)

    def show_file(self, file: ResidentFile, today: date) -> None:
        """Show what this file says of itself."""
        self._notice.setText(self._notice_words(file, today))
        self.confirm_button.setVisible(file.notice.state is not NoticeState.GIVEN)
        self._place.setText(self._standing_words(file.standing))
        self._openings.hide()

    def show_openings(self, openings: Sequence[Opening]) -> None:
        """Show who opened the file on this computer."""
        lines = [" · ".join((row.staff or self.tr("Quelqu’un d’autre"), _moment(row))) for row in openings[:12]]
        self._openings.setText("\n".join((self.tr("Sur cet ordinateur\u202f:"), *lines)))
        self._openings.show()

    def _notice_words(self, file: ResidentFile, today: date) -> str:
        standing = file.notice
        if standing.state is NoticeState.NONE or standing.delivered_at is None:
            return self.tr("La personne n’a pas encore été informée.")
        on = day(standing.delivered_at.astimezone().date(), today)
        if standing.state is NoticeState.GIVEN:
            return self.tr("Informée le %1, notice remise.").replace("%1", on)
        by = day(standing.confirm_by, today) if standing.confirm_by else ""
        if standing.state is NoticeState.OVERDUE:
            return (
                self.tr("Informée à l’oral le %1. La notice écrite devait suivre avant le %2.")
                .replace("%1", on)
                .replace("%2", by)
            )
        return (
            self.tr("Informée à l’oral le %1. Notice écrite à remettre avant le %2.")
            .replace("%1", on)
            .replace("%2", by)
        )

    def _standing_words(self, standing: Standing) -> str:
        if standing.state is RecordState.ONLY_HERE:
            return self.tr("Cette fiche a des changements qui sont seulement sur cet ordinateur.")
        if standing.state is RecordState.TO_REVIEW:
            return self.tr("Cette fiche est à vérifier.")
        if standing.sent_at is None:
            return self.tr("Reçue du centre.")
        at = standing.sent_at.astimezone()
        words = self.tr("Reçue par le centre le %1 à %2.")
        return words.replace("%1", formats.numeric_day(at.date())).replace("%2", formats.clock_time(at))


def _situation_pills(file: ResidentFile) -> list[tuple[str, Tone]]:
    if file.situation is None:
        return []
    said, language = file.situation.fields, formats.language()
    found: list[tuple[str, Tone]] = []
    if said.labour_status:
        found.append((entry("labour_status", said.labour_status).short_label(language), "info"))
    if said.unemployment_duration:
        found.append((entry("unemployment_duration", said.unemployment_duration).short_label(language), "warn"))
    found += [(entry("barrier", code).short_label(language), "neutral") for code in said.barriers]
    return found


def _moment(row: Opening) -> str:
    at = row.at.astimezone()
    return f"{formats.numeric_day(at.date())}, {formats.clock_time(at)}"
