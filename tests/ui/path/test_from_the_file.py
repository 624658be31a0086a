"""From the file: what each role may add, referrals, people close, meetings without a name."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from intake_app.services.notices import record_consent
from intake_app.services.path.collective import list_collective_projects
from intake_app.services.path.offers import record_offer
from intake_app.services.path.referrals import draft_referral, send_referral
from intake_app.services.resident_files import read_resident
from intake_app.services.residents import update_resident
from tests.store.path_world import PARTNER
from tests.store.world import CLAIRE, MAUREPAS, NADIA, TODAY
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import ROLE, names
from tests.ui.path.filling import fill, path_of
from tests.ui.path_scenes import tell_path
from ui.navigation import Place
from ui.path.add_step_view import AddStepView, AddStepVm
from ui.path.step_form_view import StepFormView
from ui.path.step_form_vm import StepFormVm
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm


def test_a_referral_goes_from_draft_to_appointment_from_the_file(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "referral")
    at.settle()
    fill(at, page, {"organisation_id": str(PARTNER), "reasons": ("business",)})
    (referral,) = path_of(at, karim).referrals
    page.vm.open(karim, "referral_send", referral.id)
    at.settle()
    fill(at, page, {"channel": "email"})
    assert [error.key for error in at.errors] == ["consent_first"]
    fill(at, page, {"channel": "letter"})
    assert path_of(at, karim).referrals[0].status == "sent"
    page.vm.open(karim, "referral_answer", referral.id)
    at.settle()
    fill(at, page, {"status": "appointment_made", "available_from": "2026-12-01", "time": "14h30"})
    (referral,) = path_of(at, karim).referrals
    assert referral.appointment_at is not None
    assert referral.appointment_at.astimezone().strftime("%d/%m %H:%M") == "01/12 14:30"


def test_an_offer_says_which_partner(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    fields = {"organisation_id": PARTNER, "title": "Étudier son idée", "kind": "service"}
    offer = at.run(record_offer, fields)
    page.vm.open(karim, "referral")
    at.settle()
    fill(at, page, {})
    assert [(problem.field, problem.key) for problem in page.vm.problems] == [("organisation_id", "field_missing")]
    fill(at, page, {"offer_id": str(offer)})
    assert [row.partner for row in path_of(at, karim).referrals] == ["Boutique de gestion"]


def test_somebody_close_is_noted_only_with_an_agreement(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    close = {"first_name": "Inès", "phone": "06 39 98 01 90"}
    page.vm.open(karim, "trusted_contact")
    at.settle()
    fill(at, page, close)
    assert [error.key for error in at.errors] == ["trusted_consent_first"]
    at.run(record_consent, karim, purpose="trusted_contact", state="given", evidence="paper")
    page.save_button.click()
    at.settle()
    assert [row.phone for row in path_of(at, karim).trusted] == ["+33639980190"]


def test_a_meeting_without_a_name_is_counted(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(None, "anonymous")
    at.settle()
    # where the last person was registered
    assert page.form.values()["neighbourhood_id"] == str(MAUREPAS)
    fill(at, page, {"channel": "lobby", "outcome": "informed"})
    assert at.wished("went")[-1] == Place.RESIDENTS
    with at.store.direct() as connection:
        rows = connection.exec_driver_sql("SELECT resident_id, channel FROM encounter WHERE resident_id IS NULL").all()
    assert [tuple(row) for row in rows] == [(None, "lobby")]


def test_an_organisation_s_address_is_not_taken_for_the_person_s(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "particulars")
    at.settle()
    fill(at, page, {"email": "accueil@mairie.fr"})
    assert [(problem.field, problem.key) for problem in page.vm.problems] == [("email", "email_of_organisation")]


def test_a_relative_s_phone_is_taken_with_its_mark(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "particulars")
    at.settle()
    fill(at, page, {"phone_owner": "relative"})
    assert at.store.read(read_resident, karim, TODAY).fields.phone_owner == "relative"


@pytest.mark.parametrize(
    "role,absent", [("caretaker", {"enrolment", "outcome", "micro_enterprise"}), ("adviser", set())]
)
def test_each_role_is_offered_what_it_may_add(
    tmp_path: Path, qtbot: QtBot, show: Shower, role: str, absent: set[str]
) -> None:
    with sit_down(tmp_path / "other", staff_id=CLAIRE, role=role) as at:
        karim = at.register()
        view = AddStepView(AddStepVm(at.desk))
        show(view, 911, 512)
        view.vm.open(karim)
        at.settle()
        offered = {kind.key for kind in view.vm.kinds}
        assert absent.isdisjoint(offered)
        assert {"situation", "wish"} <= offered
        assert {"exit", "return", "headline"}.isdisjoint(offered)
        view.buttons[0].click()
        assert at.wished("step_wished") == [[karim, "situation", None]]


def test_the_file_tells_the_path_and_leads_on(at: AtDesk, show: Shower) -> None:
    karim, _ = tell_path(at)
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(karim)
    at.settle()
    words = "\n".join(names(view, ROLE.StaticText))
    for said in (
        "FSE+ 2026",
        "Food-truck",
        "Cuisine du monde",
        "Les marchés",
        "invisible pour l’O2R",
        "CDI",
        "Yann LE GOFF",
    ):
        assert said in words, said
    view.add_button.click()
    assert at.wished("add_step_wished") == [karim]
    link = next(one for one in view.path_cards.cards["enrolments"].links if one.text() == "Noter le retour")
    link.click()
    assert at.wished("step_wished")[0][:2] == [karim, "return"]


def test_a_locked_entry_is_amended_from_the_file(at: AtDesk, karim: UUID, page: StepFormView, show: Shower) -> None:
    at.clock.advance(days=40)
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(karim)
    at.settle()
    link = view.path_cards.cards["snapshots"].links[0]
    assert link.text() == "Rectifier"
    link.click()
    resident_id, kind, record_id = at.wished("step_wished")[-1]
    page.vm.open(resident_id, kind, record_id)
    at.settle()
    fill(at, page, {"labour_status": "retired"})
    assert [problem.field for problem in page.vm.problems] == ["amendment_reason"]
    fill(at, page, {"amendment_reason": "misunderstood"})
    (row,) = path_of(at, karim).snapshots
    assert (row.fields.labour_status, len(row.amended)) == ("retired", 1)


def test_one_press_ends_or_takes_away_and_can_be_taken_back(at: AtDesk, show: Shower) -> None:
    karim, _ = tell_path(at)
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(karim)
    at.settle()

    def press(card: str, words: str) -> None:
        next(link for link in view.path_cards.cards[card].links if link.text() == words).click()
        at.settle()

    def take_back() -> None:
        at.wished("undo_offered")[-1][1]()
        at.settle()

    press("outcomes", "Retirer")
    assert path_of(at, karim).outcomes == ()
    take_back()
    assert len(path_of(at, karim).outcomes) == 1
    press("company", "Terminer")
    assert path_of(at, karim).mentorings[0].ended_on == TODAY
    take_back()
    assert path_of(at, karim).mentorings[0].ended_on is None
    at.run(record_consent, karim, purpose="image", state="given", evidence="paper")
    press("consents", "Retirer l’accord")
    assert view.vm.file is not None
    assert [(row.purpose, row.state) for row in view.vm.file.consents] == [("image", "withdrawn")]


def test_a_residents_project_is_opened_joined_and_corrected(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "collective_project")
    at.settle()
    # where the person lives
    assert page.form.values()["neighbourhood_id"] == str(MAUREPAS)
    fill(at, page, {"name": "Le jardin des Pommiers"})
    (garden,) = at.store.read(list_collective_projects)
    page.vm.open(karim, "collective_role")
    at.settle()
    fill(at, page, {"collective_project_id": str(garden.id), "role": "lead"})
    assert [role.project for role in path_of(at, karim).roles] == ["Le jardin des Pommiers"]
    page.vm.open(karim, "collective_project", garden.id)
    at.settle()
    fill(at, page, {"state": "running"})
    (garden,) = at.store.read(list_collective_projects)
    assert (garden.name, garden.state, garden.members) == ("Le jardin des Pommiers", "running", 1)


def test_an_hour_that_nobody_can_read_is_said_and_nothing_is_made_up(
    at: AtDesk, page: StepFormView, karim: UUID
) -> None:
    referral = at.run(draft_referral, karim, {"organisation_id": PARTNER})
    at.run(send_referral, referral, channel="letter")
    page.vm.open(karim, "referral_answer", referral)
    at.settle()
    fill(at, page, {"status": "appointment_made"})
    assert [(problem.field, problem.key) for problem in page.vm.problems] == [("available_from", "field_missing")]
    appointment = {"status": "appointment_made", "available_from": "2026-12-01"}
    fill(at, page, {**appointment, "time": "bientôt"})
    assert [(problem.field, problem.key) for problem in page.vm.problems] == [("time", "time_not_understood")]
    assert path_of(at, karim).referrals[0].status == "sent"
    fill(at, page, {"time": "14 h 30"})
    made = path_of(at, karim).referrals[0].appointment_at
    assert made is not None
    assert made.astimezone().strftime("%H:%M") == "14:30"


def test_a_referent_without_access_is_told_of_and_offered_no_more(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    at.run(update_resident, karim, {"referent_id": NADIA})

    def offered() -> list[str]:
        (spec,) = [one for one in page.vm.content.specs if one.name == "referent_id"] if page.vm.content else []
        return [choice.label for choice in spec.choices] + ([spec.hint] if spec.hint else [])

    page.vm.open(karim, "particulars")
    at.settle()
    assert offered() == ["Personne en particulier", "Nadia M.", "Claire D."]
    with at.store.direct("staff_member") as connection:
        connection.exec_driver_sql("UPDATE staff_member SET is_active = 0 WHERE id = ?", (str(NADIA),))
    page.vm.open(karim, "particulars")
    at.settle()
    closed = "Nadia M. n’a plus accès aux fiches\u202f: choisissez quelqu’un d’autre."
    assert offered() == ["Personne en particulier", "Claire D.", closed]
    # correcting something else takes nobody away
    fill(at, page, {"birth_name": "Martin"})
    assert at.store.read(read_resident, karim, TODAY).fields.referent_id == NADIA
    page.vm.open(karim, "particulars")
    at.settle()
    fill(at, page, {"referent_id": str(CLAIRE)})
    assert at.store.read(read_resident, karim, TODAY).fields.referent_id == CLAIRE


def test_a_meeting_without_a_name_opens_no_file_and_begins_where_one_works(
    tmp_path: Path, qtbot: QtBot, show: Shower
) -> None:
    with sit_down(tmp_path / "caretaker", seed=3) as at:
        view = StepFormView(StepFormVm(at.desk))
        show(view, 911, 512)
        view.vm.open(None, "anonymous")
        at.settle()
        assert view.form.values()["neighbourhood_id"] == str(MAUREPAS)
        (outcome,) = [spec for spec in view.vm.content.specs if spec.name == "outcome"] if view.vm.content else []
        assert "registered" not in {choice.code for choice in outcome.choices}
        assert len(outcome.choices) == 4


def test_what_can_no_longer_happen_to_a_referral_is_not_asked(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    referral = at.run(draft_referral, karim, {"organisation_id": PARTNER})
    at.run(send_referral, referral, channel="letter")

    def asked() -> set[str]:
        page.vm.open(karim, "referral_answer", referral)
        at.settle()
        return set(page.form.values())

    assert asked() == {"status", "met_on", "available_from", "time", "refusal_reason"}
    fill(at, page, {"status": "met"})
    assert asked() == {"status", "met_on", "refusal_reason"}
    fill(at, page, {"status": "accepted"})
    assert asked() == {"status", "met_on"}
    fill(at, page, {"status": "finished"})
    assert path_of(at, karim).referrals[0].status == "finished"
