"""The table of states: whatever the facts, the card and the page say the worst, in words as well as in colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from intake_app.domain.errors import KnownError
from sync.client.progress import Phase, Progress
from sync.client.rejoin import REASONS
from sync.client.status import SyncState, SyncStatus, worst_state
from ui import formats
from ui.sync_status import words
from ui.sync_status.removal_vm import MASS_REMOVAL

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ORDER = ["problem", "waiting", "offline", "busy", "good"]
ERRORS = [
    None,
    KnownError("server_unreachable"),
    KnownError("device_pending"),
    KnownError("device_unknown"),
    KnownError(MASS_REMOVAL),
]


@dataclass
class Removal:
    """What words see of RemovalVm."""

    asked: tuple[int, int] | None
    is_put_off: bool = False

    @property
    def is_waiting(self) -> bool:
        return self.asked is not None and not self.is_put_off


@dataclass
class Rejoin:
    """What words see of RejoinVm."""

    reason: KnownError | None


@dataclass
class Facts:
    """What words see of SyncStatusVm."""

    status: SyncStatus | None
    error: KnownError | None = None
    is_busy: bool = False
    progress: Progress | None = None
    is_put_off: bool = False

    @property
    def fingerprint(self) -> str:
        return "482 913" if self.error is not None and self.error.key == "device_pending" else ""

    @property
    def removal(self) -> Removal:
        is_asked = self.error is not None and self.error.key == MASS_REMOVAL
        return Removal((41, 120) if is_asked else None, self.is_put_off)

    @property
    def rejoin(self) -> Rejoin:
        return Rejoin(self.error if self.error is not None and self.error.key in REASONS else None)

    @property
    def state(self) -> SyncState:
        if self.status is None:
            return SyncState.OFFLINE
        return worst_state(self.status, is_exchanging=self.is_busy, has_failed=self.error is not None)


AGES = st.sampled_from([0.1, 2.9, 3, 6.9, 7, 40])
STATUSES = st.builds(
    SyncStatus,
    pending_files=st.integers(0, 3),
    to_review=st.integers(0, 2),
    oldest_at=AGES.map(lambda days: NOW - timedelta(days=days)),
    last_success_at=st.sampled_from([None, NOW - timedelta(hours=2)]),
    is_joined=st.booleans(),
    is_downloaded=st.booleans(),
    clock_offset=st.sampled_from([0, 299, 301, -90_000]),
).map(lambda status: status if status.pending_files else replace(status, oldest_at=None))
FACTS = st.builds(
    Facts,
    status=STATUSES,
    error=st.sampled_from(ERRORS),
    is_busy=st.booleans(),
    progress=st.sampled_from([None, Progress(Phase.CONNECTING), Progress(Phase.SENDING, 3, 12)]),
    is_put_off=st.booleans(),
)
EVERY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)


def card(facts: Any) -> Any:
    return words.card_state(facts, NOW)


@EVERY
@given(FACTS)
def test_nothing_is_called_sent_that_is_not(dressed: QApplication, facts: Facts) -> None:
    shown, status = card(facts), facts.status
    assert status is not None
    if shown.tone == "good":
        assert (status.pending_files, status.to_review, facts.error) == (0, 0, None)
        assert status.last_success_at is not None
    if shown.title == "Tout est envoyé":
        assert shown.tone == "good"
    if status.pending_files:
        assert f"{status.pending_files} fiche" in shown.text
        assert "seulement sur cet ordinateur" in shown.text
    assert shown.title in shown.spoken()


@EVERY
@given(FACTS)
def test_the_worst_wins_on_card_and_page_alike(dressed: QApplication, facts: Facts) -> None:
    shown, status = card(facts), facts.status
    assert status is not None
    assert words.page_tone(facts, NOW) == words._CARD_TONES[shown.tone]  # type: ignore[arg-type]
    if status.to_review:
        assert shown.title == f"{status.to_review} fiche{'s' if status.to_review > 1 else ''} à vérifier"
        assert (shown.tone, shown.review_text) == ("problem", "Vérifier")
    elif facts.removal.is_waiting and not facts.is_busy and status.is_joined:
        assert (shown.tone, shown.title, shown.review_text) == ("problem", "Retrait à décider", "Répondre")
    elif facts.rejoin.reason is not None and not facts.is_busy and status.is_joined:
        assert (shown.tone, shown.title, shown.review_text) == ("problem", "À relier au centre", "Saisir un code")
    elif status.is_joined and status.pending_files:
        is_very_old = status.oldest_at is not None and NOW - status.oldest_at >= timedelta(days=7)
        assert shown.tone == ("problem" if is_very_old else "waiting")
    assert not shown.review_text or shown.tone == "problem"


@EVERY
@given(FACTS)
def test_one_more_trouble_never_looks_better(dressed: QApplication, facts: Facts) -> None:
    before = ORDER.index(card(facts).tone)
    status = facts.status
    assert status is not None
    worse = [
        replace(facts, status=replace(status, to_review=status.to_review + 1)),
        replace(facts, status=replace(status, pending_files=status.pending_files + 1, oldest_at=NOW)),
        replace(facts, status=replace(status, is_joined=False)),
    ]
    if status.pending_files:
        worse[1] = replace(facts, status=replace(status, pending_files=status.pending_files + 1))
    assert all(ORDER.index(card(one).tone) <= before for one in worse)


@pytest.mark.parametrize(
    "days,tone,said",
    [(0.1, "neutral", ""), (2.9, "neutral", ""), (3, "warn", "Pensez"), (6.9, "warn", "Pensez"), (7, "bad", "Plus")],
)  # fmt: skip
def test_three_days_are_said_and_a_week_insists(dressed: QApplication, days: float, tone: str, said: str) -> None:
    since = NOW - timedelta(days=days)
    facts: Any = Facts(SyncStatus(2, 0, since, NOW, is_joined=True, is_downloaded=True))
    assert words.age_tone(since, NOW) == tone
    assert words.advice(facts, NOW).startswith(said)
    assert bool(words.advice(facts, NOW)) == bool(said)
    assert words.age(since, NOW).startswith("depuis ") == (days >= 3)


@pytest.mark.parametrize(
    "days,said",
    [
        (0.9, "2 fiches seulement sur cet ordinateur."),
        (4.2, "2 fiches seulement sur cet ordinateur. La plus ancienne attend depuis 4 jours."),
    ],
)
def test_what_is_only_here_is_counted_and_the_age_of_the_oldest_said(
    dressed: QApplication, days: float, said: str
) -> None:
    facts: Any = Facts(SyncStatus(2, 0, NOW - timedelta(days=days), NOW, is_joined=True, is_downloaded=True))
    assert words.explanation(facts, NOW) == said
    assert card(facts).text == said


def test_the_last_success_is_said_and_before_it_that_there_was_none(dressed: QApplication) -> None:
    yesterday = SyncStatus(0, 0, None, NOW - timedelta(days=1), is_joined=True, is_downloaded=True)
    facts: Any = Facts(yesterday, error=KnownError("server_unreachable"))
    hour = formats.clock_time((NOW - timedelta(days=1)).astimezone())
    assert words.last_exchange(facts, NOW) == f"Dernier échange\u202f: hier, {hour}"
    facts.status = replace(yesterday, last_success_at=None)
    assert words.last_exchange(facts, NOW) == "Aucun échange encore"


@pytest.mark.parametrize(
    "offset,said",
    [
        (0, ""),
        (300, ""),
        (301, "L’heure de cet ordinateur avance de 5 minutes."),
        (-754, "L’heure de cet ordinateur retarde de 13 minutes."),
        (3 * 3600, "L’heure de cet ordinateur avance de 3 heures."),
        (-40 * 86400, "L’heure de cet ordinateur retarde de 40 jours."),
    ],
)
def test_a_clock_is_said_to_be_off_after_five_minutes(dressed: QApplication, offset: int, said: str) -> None:
    status = SyncStatus(0, 0, None, NOW, is_joined=True, is_downloaded=True, clock_offset=offset)
    facts: Any = Facts(status)
    assert words.clock(facts) == said


def test_what_the_centre_signed_for_is_said_with_its_hour_then_its_day(dressed: QApplication) -> None:
    status = SyncStatus(0, 0, None, NOW, is_joined=True, is_downloaded=True, received_until=NOW)
    facts: Any = Facts(status)
    hour = formats.clock_time(NOW.astimezone())
    assert words.received(facts, NOW) == f"Reçu par le centre jusqu’à {hour}"
    assert words.received(facts, NOW + timedelta(days=2)) == f"Reçu par le centre jusqu’au dimanche 22 nov., {hour}"
    facts.status = replace(status, received_until=None)
    assert words.received(facts, NOW) == ""
    facts.status = None
    assert words.received(facts, NOW) == words.clock(facts) == words.advice(facts, NOW) == ""


@pytest.mark.parametrize(
    "key,title",
    [
        ("server_unreachable", "Hors ligne"),
        ("device_pending", "Accord attendu"),
        ("not_palier", "Pas d’échange possible"),
    ],
)
@pytest.mark.parametrize("pending", [0, 2])
def test_a_centre_that_refuses_is_not_called_no_network(
    dressed: QApplication, key: str, title: str, pending: int
) -> None:
    status = SyncStatus(pending, 0, NOW if pending else None, NOW, is_joined=True, is_downloaded=True)
    assert card(Facts(status, KnownError(key))).title == title
