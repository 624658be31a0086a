"""What the cards of a path say: enrolments, projects, barriers, outcomes, tutors, and whether somebody is seen by the
services.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import entry
from intake_app.domain.rules.outcome import counts_as_entry_to_work, counts_as_improvement
from intake_app.domain.rules.situation import labour_class
from intake_app.domain.rules.visibility import Invisibility, Reason
from intake_app.services.path.enrolment_lists import EnrolmentRow
from intake_app.services.path.outcomes import OutcomeRow
from intake_app.services.path.overview import PathOverview
from intake_app.services.path.referral_lists import ReferralRow
from intake_app.services.resident_files import ResidentFile
from ui import formats
from ui.palette import Tone
from ui.residents.path_card import Line, Way
from ui.residents.resident_file_vm import LETTER
from ui.residents.timeline_words import day

translate = QCoreApplication.translate
_STATES: dict[str, Tone] = {"lifted": "good", "in_progress": "info", "identified": "warn"}


def enrolment_lines(path: PathOverview, today: date, *, may_change: bool) -> Iterator[Line]:
    """Each enrolment: since when, how it ended, what can be noted next."""
    for row in path.enrolments:
        parts = [translate("PathLines", "depuis le %1").replace("%1", day(row.entered_on, today))]
        if row.exited_on is not None:
            parts = [
                f"{day(row.entered_on, today)} – {day(row.exited_on, today)}",
                _label("exit_reason", row.exit_reason),
            ]
        parts += [row.cohort or "", _returns(row)]
        headline = _label("headline_class", row.headline)
        yield Line(
            row.operation or translate("PathLines", "Opération"),
            " · ".join(part for part in parts if part),
            headline or _label("enrolment_status", row.status),
            "good" if headline else "info",
            _enrolment_ways(row) if may_change else (),
        )


def _enrolment_ways(row: EnrolmentRow) -> tuple[Way, ...]:
    if row.exited_on is None:
        cohort = (Way(translate("PathLines", "Modifier la promotion"), "cohort", row.cohort_id),)
        return (
            Way(translate("PathLines", "Noter la sortie"), "exit", row.id),
            Way(translate("PathLines", "Modifier"), "enrolment", row.id),
            *(cohort if row.cohort_id else ()),
        )
    return (
        Way(translate("PathLines", "Noter le retour"), "return", row.id),
        Way(translate("PathLines", "Compter la sortie"), "headline", row.id),
    )


def _returns(row: EnrolmentRow) -> str:
    return translate("PathLines", "%n retour(s)", None, len(row.returns)) if row.returns else ""


def project_lines(path: PathOverview, *, may_accompany: bool) -> Iterator[Line]:
    """The projects with the wishes they came from, the enterprises, the wishes that led nowhere yet."""
    change = translate("PathLines", "Modifier")
    for project in path.projects:
        wishes = " · ".join(wish.words for wish in project.wishes)
        yield Line(
            project.title,
            translate("PathLines", "Vient de\u202f: %1").replace("%1", wishes) if wishes else "",
            f"{_label('project_kind', project.kind)}, {_label('project_state', project.state).lower()}",
            "accent",
            (Way(change, "project", project.id),),
        )
    for enterprise in path.enterprises:
        ways = (
            (Way(translate("PathLines", "Étape suivante"), "micro_enterprise", enterprise.id),) if may_accompany else ()
        )
        yield Line(enterprise.fields.trade, "", _step_words(enterprise.step), "info", ways)
    loose = [wish for wish in path.wishes if wish.project_id is None]
    for wish in loose:
        yield Line(wish.words, _label("wish_kind", wish.kind))


def barrier_lines(path: PathOverview) -> Iterator[Line]:
    """The barriers that stand, then those lifted."""
    for row in path.barriers:
        tone = _STATES.get(row.state, "neutral")
        ways = (Way(translate("PathLines", "Modifier"), "barrier", row.id),)
        yield Line(
            _label("barrier", row.theme),
            _label("barrier_effect", row.effect),
            _label("barrier_state", row.state),
            tone,
            ways,
        )


def referral_lines(path: PathOverview, today: date) -> Iterator[Line]:
    """Each referral: to whom, where it stands, what comes next; the partner's name is told only to those near."""
    for row in path.referrals:
        partner = row.partner or translate("PathLines", "Partenaire")
        on = row.closed_on or row.accepted_on or row.met_on or row.acknowledged_on or row.sent_on
        appointment = row.appointment_at if row.status == "appointment_made" else None
        when = formats.dated_moment(appointment) if appointment else day(on, today) if on else ""
        parts = (
            _label("service_theme", row.theme),
            row.offer or "",
            when,
            _label("referral_refusal", row.refusal_reason),
        )
        tone: Tone = ("info", "warn", "warn", "bad")[row.age] if row.is_open else "neutral"
        second = " · ".join(part for part in parts if part)
        yield Line(partner, second, _label("referral_status", row.status), tone, _referral_ways(row))


def _referral_ways(row: ReferralRow) -> tuple[Way, ...]:
    if not row.is_open:
        return ()
    letter = (Way(translate("PathLines", "Lettre"), LETTER, row.id),) if row.partner else ()
    if row.status == "draft":
        return (
            Way(translate("PathLines", "Envoyer"), "referral_send", row.id),
            Way(translate("PathLines", "Modifier"), "referral", row.id),
            *letter,
        )
    return (Way(translate("PathLines", "Noter la suite"), "referral_answer", row.id), *letter)


def outcome_lines(path: PathOverview, today: date, *, may_change: bool) -> Iterator[Line]:
    """What came of it, and whether there is proof."""
    for row in path.outcomes:
        supplier = translate("PathLines", "fournisseur du bailleur") if row.is_with_supplier else ""
        counts = _counts_for(row, path)
        parts = (day(row.fields.happened_on, today), row.employer, supplier, row.fields.qualification or "", counts)
        proof = _label("evidence_kind", row.fields.evidence)
        change = Way(translate("PathLines", "Modifier"), "outcome", row.id)
        remove = Way(translate("PathLines", "Retirer"), "remove_outcome", row.id)
        ways = (change, remove) if may_change else ()
        tone: Tone = "good" if row.is_evidenced else "neutral"
        yield Line(
            _label("outcome_type", row.fields.type), " · ".join(part for part in parts if part), proof, tone, ways
        )


def _counts_for(row: OutcomeRow, path: PathOverview) -> str:
    """Which funder's result an outcome may count for, given where the person started (V4)."""
    entry_row = next((one for one in path.snapshots if one.stage == "entry"), None)
    started = labour_class(entry_row.fields.labour_status) if entry_row else None
    if row.headline not in ("job", "enterprise"):
        return ""
    if counts_as_entry_to_work(started):
        return translate("PathLines", "compte comme entrée en emploi")
    return translate("PathLines", "compte comme amélioration d’emploi") if counts_as_improvement(started) else ""


def company_lines(path: PathOverview, today: date, *, may_accompany: bool) -> Iterator[Line]:
    """Tutors and residents' projects: with whom somebody goes on."""
    for row in path.mentorings:
        name = formats.person_name(row.first_name, row.family_name)
        said = translate("PathLines", "accompagne %1") if row.is_mentor else translate("PathLines", "accompagné par %1")
        ended = translate("PathLines", "terminé") if row.ended_on else ""
        parts = (_label("mentoring_kind", row.kind), day(row.began_on, today), ended)
        can_end = may_accompany and row.ended_on is None
        ways = (Way(translate("PathLines", "Terminer"), "end_mentoring", row.id),) if can_end else ()
        second = " · ".join(part for part in parts if part)
        yield Line(formats.sentence_case(said.replace("%1", name)), second, ways=ways)
    for contact in path.trusted:
        yield Line(
            contact.first_name,
            " · ".join((translate("PathLines", "proche de confiance"), formats.phone(contact.phone))),
        )
    for role in path.roles:
        ended = translate("PathLines", "terminé") if role.ended_on else ""
        parts = (_label("collective_role", role.role), day(role.began_on, today), ended)
        leave = Way(translate("PathLines", "Terminer"), "leave_project", role.id)
        change = Way(translate("PathLines", "Modifier le projet"), "collective_project", role.project_id)
        onwards = () if role.ended_on else (leave, change)
        yield Line(role.project, " · ".join(part for part in parts if part), ways=onwards)


def consent_lines(file: ResidentFile | None, today: date) -> Iterator[Line]:
    """What the person agreed to, each with the way to withdraw it, and what they refused or withdrew."""
    for row in file.consents if file else ():
        withdraw = Way(translate("PathLines", "Retirer l’accord"), "withdraw_consent", row.id)
        tone: Tone = "good" if row.state == "given" else "neutral"
        said = day(row.decided_at.astimezone().date(), today)
        ways = (withdraw,) if row.state == "given" else ()
        yield Line(_label("consent_purpose", row.purpose), said, _label("consent_state", row.state), tone, ways)


def snapshot_lines(path: PathOverview, today: date) -> Iterator[Line]:
    """Each snapshot: when, what was said of work, whether it was amended or does not go together."""
    for row in path.snapshots:
        why, said = _label("amendment_reason", row.amendment_reason), row.fields.labour_status
        amended = translate("PathLines", "rectifiée\u202f: %1").replace("%1", why)
        work = entry("labour_status", said).short_label(formats.language()) if said else ""
        parts = (day(row.as_of, today), work, amended if row.amended else "")
        words = translate("PathLines", "Rectifier") if row.is_locked else translate("PathLines", "Corriger")
        doubt = translate("PathLines", "à vérifier") if row.doubts else ""
        second = " · ".join(part for part in parts if part)
        yield Line(_label("situation_stage", row.stage), second, doubt, "warn", (Way(words, "situation", row.id),))


def visibility_lines(path: PathOverview, today: date) -> Iterator[Line]:
    """Whether somebody is invisible under both definitions, and why."""
    ways = (Way(translate("PathLines", "Mettre à jour"), "visibility"),)
    row = path.visibility
    if row is None:
        yield Line(translate("PathLines", "Pas encore demandé"), ways=ways)
        return
    told = translate("PathLines", "Dit le %1").replace("%1", day(row.as_of, today))
    yield Line(_answer(row.answer), f"{_reason(row.answer.o2r_reason)} · {told}", ways=ways)


def _answer(answer: Invisibility) -> str:
    if answer.by_increase and answer.by_o2r:
        return translate("PathLines", "Invisible pour les services")
    if answer.by_o2r:
        return translate("PathLines", "Inscrit, mais sans contact\u202f: invisible pour l’O2R")
    if answer.by_o2r is False:
        return translate("PathLines", "Suivi par les services")
    if answer.by_increase is False:
        return translate("PathLines", "Inscrit\u202f; contact non connu")
    return translate("PathLines", "On ne sait pas")


def _reason(reason: Reason) -> str:
    return {
        Reason.NOT_REGISTERED: translate("PathLines", "Pas inscrit"),
        Reason.NEVER_IN_CONTACT: translate("PathLines", "Aucun contact, jamais"),
        Reason.SILENT: translate("PathLines", "Aucun contact depuis plus de cinq mois"),
        Reason.IN_CONTACT: translate("PathLines", "Contact il y a moins de cinq mois"),
        Reason.REGISTERED: translate("PathLines", "Inscrit"),
        Reason.NOT_KNOWN: translate("PathLines", "Dernier contact non connu"),
    }[reason]


def _step_words(step: str | None) -> str:
    return {
        "idea_on": translate("PathLines", "Idée"),
        "feasibility_on": translate("PathLines", "Étude"),
        "test_on": translate("PathLines", "Essai"),
        "created_on": translate("PathLines", "Créée"),
        "accounts_help_on": translate("PathLines", "Aidée pour sa gestion"),
        "trading_checked_on": translate("PathLines", "Toujours en activité"),
    }.get(step or "", "")


def _label(list_name: str, code: str | None) -> str:
    return entry(list_name, code).label(formats.language()) if code else ""
