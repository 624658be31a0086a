"""An outreach worker's evening, told in `soiree.feature`, played through the real windows."""

from __future__ import annotations

from pytest_bdd import given, scenarios, then, when

from intake_app.played_day import door_gestures, path_gestures, resident_gestures, workshop_gestures
from tests.stories.conftest import Stage

scenarios("soiree.feature")

NAME, WALK_IN, WORKSHOP = "Hamdaoui", "Lozachmeur", "Café des ambassadeurs"
COUNTED = "SELECT count(*) FROM encounter WHERE resident_id IS NULL AND channel = 'event_stand'"


@given("l'ordinateur de Yann, relié au centre et ouvert")
def yanns_laptop(stage: Stage) -> None:
    stage.join("Yann")


@when("le réseau manque")
def cut(stage: Stage) -> None:
    stage.demonstration.network.is_cut = True


@when("il compte trois rencontres sans nom sur son stand")
def count(stage: Stage) -> None:
    for outcome in ("informed", "not_interested", "wants_recontact"):
        path_gestures.count_meeting(stage.laptop, channel="event_stand", outcome=outcome)
    assert stage.rows(COUNTED)[0][0] == 3


@when("il enregistre une personne en lui disant la notice à l'oral")
def register(stage: Stage) -> None:
    form = resident_gestures.begin_form(stage.laptop)
    resident_gestures.type_identity(stage.laptop, NAME, "Samir", "1991", "0639980777")
    path_gestures.reach(stage.laptop, form.page.notice_card.answers)
    path_gestures.tick(stage.laptop, form.page.notice_card.answers, "oral")
    stage.resident_id = resident_gestures.save_form(stage.laptop)


@then("la notice écrite est à remettre sous trente jours")
def notice_is_due(stage: Stage) -> None:
    file = stage.laptop.pages.file.file
    assert file is not None
    assert (file.notice.mode, file.notice.state) == ("oral", "to_confirm")
    rows = stage.rows("SELECT purpose FROM follow_up WHERE resident_id = ? AND done_at IS NULL", str(file.id))
    assert "notice_to_confirm" in {row[0] for row in rows}


@when("il ouvre « Café des ambassadeurs » et y reçoit quelqu'un venu sans inscription")
def walk_in(stage: Stage) -> None:
    stage.workshop_id = workshop_gestures.plan_today(stage.laptop, WORKSHOP)
    roll = workshop_gestures.open_roll(stage.laptop, stage.workshop_id)
    workshop_gestures.add_stranger(stage.laptop, roll, WALK_IN, "Odile", "0639980456")
    assert workshop_gestures.present(stage.laptop) == [WALK_IN]


@when("il demande à synchroniser en vain")
def exchange_in_vain(stage: Stage) -> None:
    door_gestures.exchange(stage.laptop)
    assert stage.laptop.work.exchanges.last_error is not None


@then("tout attend sur l'ordinateur, et rien n'est perdu")
def all_waits(stage: Stage) -> None:
    status = stage.laptop.work.sync.status
    assert status is not None
    assert status.pending_files == 6
    assert stage.laptop.sync_card().text.startswith("6 fiches seulement sur cet ordinateur")


@when("le réseau est là et il demande à synchroniser")
def mend(stage: Stage) -> None:
    stage.demonstration.network.is_cut = False
    door_gestures.exchange(stage.laptop)


@then("plus rien n'attend, et le centre a tout")
def all_sent(stage: Stage) -> None:
    status = stage.laptop.work.sync.status
    assert status is not None
    assert (status.pending_files, status.to_review) == (0, 0)
    # the first outcome is that of joining
    last = stage.laptop.outcomes[-1]
    assert (last.sent > 0, last.refused) == (True, 0)
