"""An adviser's Monday and what follows from it, told in `lundi.feature`, played through the real windows."""

from __future__ import annotations

from datetime import date, timedelta

from pytest_bdd import given, scenarios, then, when

from intake_app.domain.public_holidays import Calendar
from intake_app.domain.working_days import working_day
from intake_app.played_day import path_gestures, resident_gestures
from intake_app.services.path.enrolment_lists import EnrolmentRow
from intake_app.services.path.overview import PathOverview
from tests.stories.conftest import Stage

scenarios("lundi.feature")

NAME = "Abgrall"
WISH, PROJECT = "Travailler dehors", "Agent d’espaces verts"
OPEN = "SELECT purpose, due_on FROM follow_up WHERE resident_id = ? AND done_at IS NULL AND archived_at IS NULL"


def path(stage: Stage) -> PathOverview:
    """The path as the file shown tells it."""
    file = stage.laptop.pages.file
    assert file.file is not None
    assert file.file.id == stage.resident_id
    return file.path


def enrolment(stage: Stage) -> EnrolmentRow:
    """The only enrolment there is."""
    (row,) = path(stage).enrolments
    return row


def to_do(stage: Stage) -> dict[str, int]:
    """What is to be done for the person, and in how many days."""
    today = stage.laptop.work.desk.today()
    rows = stage.rows(OPEN, str(stage.resident_id))
    return {purpose: (date.fromisoformat(str(due_on)) - today).days for purpose, due_on in rows}


def working(stage: Stage, days: int, latest: int = 99) -> int:
    """In how many days the working day is that so many days lead to."""
    today = stage.laptop.work.desk.today()
    day, last = today + timedelta(days=days), today + timedelta(days=latest)
    return (working_day(day, Calendar.FRANCE, last) - today).days


@given("l'ordinateur de Claire, relié au centre et ouvert")
def claires_laptop(stage: Stage) -> None:
    stage.join("Claire")


@when("elle ouvre une fiche et note la rencontre")
def register(stage: Stage) -> None:
    stage.resident_id = resident_gestures.register(stage.laptop, NAME, "Gwenola", "8/5/1990", "0639980654")
    path_gestures.add_step(stage.laptop, "encounter", channel="office", outcome="registered")


@when("elle dit la situation à l'entrée, un souhait et le projet qui en vient")
def tell(stage: Stage) -> None:
    said = {"labour_status": "discouraged", "barriers": ("mobility",)}
    path_gestures.add_step(stage.laptop, "situation", **said)
    path_gestures.add_step(stage.laptop, "wish", words=WISH)
    path_gestures.begin_step(stage.laptop, "project")
    (wish,) = stage.laptop.pages.file.path.wishes
    path_gestures.answer_step(stage.laptop, kind="job", title=PROJECT, wish_ids=str(wish.id))
    path_gestures.save_step(stage.laptop)


@then("le projet garde le souhait dont il vient")
def project_is_linked(stage: Stage) -> None:
    (project,) = path(stage).projects
    assert (project.title, [wish.words for wish in project.wishes]) == (PROJECT, [WISH])


@when("elle inscrit la personne à l'opération")
def enrol(stage: Stage) -> None:
    path_gestures.add_step(stage.laptop, "enrolment", status="active")
    assert enrolment(stage).status == "active"


@when("elle l'oriente vers un partenaire par une lettre remise")
def refer(stage: Stage) -> None:
    path_gestures.begin_step(stage.laptop, "referral")
    content = stage.laptop.pages.step.content
    assert content is not None
    assert content.moment is not None
    partner = content.moment.choices.partners[0]
    path_gestures.answer_step(stage.laptop, organisation_id=str(partner.id), theme="se_former")
    path_gestures.save_step(stage.laptop)
    path_gestures.follow_link(stage.laptop, "referrals", "Envoyer", "referral_send")
    path_gestures.answer_step(stage.laptop, channel="letter")
    path_gestures.save_step(stage.laptop)


@then("demander des nouvelles est prévu huit jours après, ou le jour de travail qui suit")
def check_is_planned(stage: Stage) -> None:
    assert path(stage).referrals[0].status == "sent"
    assert to_do(stage)["referral_check"] == working(stage, 8)


@when("elle note un contrat, puis la sortie")
def leave(stage: Stage) -> None:
    resident_gestures.open_file(stage.laptop, NAME)
    path_gestures.add_step(stage.laptop, "outcome", type="job_permanent", evidence="contract")
    path_gestures.follow_link(stage.laptop, "enrolments", "Noter la sortie", "exit")
    path_gestures.answer_step(stage.laptop, status="completed", exit_reason="job")
    path_gestures.save_step(stage.laptop)


@then("la sortie compte comme un emploi, et les suivis se sont prévus tout seuls")
def planned(stage: Stage) -> None:
    row = enrolment(stage)
    assert (row.status, row.headline) == ("completed", "job")
    (outcome,) = path(stage).outcomes
    assert outcome.is_evidenced
    days = to_do(stage)
    assert days["exit_situation"] == working(stage, 14, latest=28)
    assert days["exit_survey"] == working(stage, 26, latest=28)
    assert 164 <= days["six_month_review"] <= 170


@when("deux essais restent sans réponse, par deux moyens")
def two_attempts(stage: Stage) -> None:
    for medium in ("phone", "home_visit"):
        path_gestures.deal_with(stage.laptop, NAME, "six_month_review", result="no_answer", medium=medium)


@when("le troisième aboutit, et elle dit la situation six mois après")
def third_attempt(stage: Stage) -> None:
    path_gestures.deal_with(stage.laptop, NAME, "six_month_review", result="reached", medium="letter")
    resident_gestures.open_file(stage.laptop, NAME)
    path_gestures.add_step(stage.laptop, "situation", stage="plus6", labour_status="employee_permanent_ft")


@then("l'entrée et les six mois sont gardés côte à côte")
def side_by_side(stage: Stage) -> None:
    said = {row.stage: row.fields.labour_status for row in path(stage).snapshots}
    assert said == {"entry": "discouraged", "plus6": "employee_permanent_ft"}
    assert stage.resident_id is not None
    made = stage.rows(
        "SELECT result, medium FROM follow_up WHERE resident_id = ? AND purpose = 'six_month_review' ORDER BY done_at",
        str(stage.resident_id),
    )
    assert [tuple(row) for row in made] == [("no_answer", "phone"), ("no_answer", "home_visit"), ("reached", "letter")]


@when("la personne revient dans l'opération")
def come_back(stage: Stage) -> None:
    resident_gestures.open_file(stage.laptop, NAME)
    path_gestures.follow_link(stage.laptop, "enrolments", "Noter le retour", "return")
    path_gestures.save_step(stage.laptop)


@then("son inscription est rouverte sans que rien de la première sortie soit perdu")
def reopened(stage: Stage) -> None:
    row = enrolment(stage)
    assert row.exited_on is None
    (former,) = row.returns
    assert former.former_exit_reason == "job"
    assert stage.rows("SELECT count(*) FROM enrolment WHERE resident_id = ?", str(stage.resident_id))[0][0] == 1
