"""What each field is called on forms, in lists and between two versions of a record."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def _say(words: str) -> str:
    return QCoreApplication.translate("Labels", words)


def field_name(record_type: str, field: str) -> str | None:
    """« Téléphone »; None for a field that no form shows."""
    return _told_apart().get((record_type, field)) or _names().get(field)


def _told_apart() -> dict[tuple[str, str], str]:
    """Fields whose name depends on whose they are."""
    return {
        ("attendance", "status"): _say("Présence"),
        ("consent", "state"): _say("Réponse"),
        ("barrier", "theme"): _say("Frein"),
        ("trusted_contact", "first_name"): _say("Prénom du proche"),
        ("trusted_contact", "phone"): _say("Téléphone du proche"),
        ("enrolment", "status"): _say("Où en est l’inscription"),
        ("referral", "status"): _say("Où en est l’orientation"),
        ("outcome", "type"): _say("Résultat"),
        ("encounter", "channel"): _say("Où et comment"),
        ("encounter", "outcome"): _say("Ce qui en est sorti"),
    }


def _names() -> dict[str, str]:
    return {**_person_names(), **_situation_names(), **_workshop_names(), **_follow_up_names(), **_path_names()}


def _person_names() -> dict[str, str]:
    return {
        "family_name": _say("Nom"),
        "first_name": _say("Prénom"),
        "birth_name": _say("Nom de naissance"),
        "birth_date": _say("Date de naissance"),
        "gender": _say("Genre"),
        "phone": _say("Téléphone"),
        "has_no_phone": _say("Pas de téléphone"),
        "phone_owner": _say("À qui est ce numéro"),
        "email": _say("Courriel"),
        "address": _say("Adresse"),
        "building_id": _say("Bâtiment"),
        "neighbourhood_id": _say("Quartier"),
        "landlord_link": _say("Lien avec le bailleur"),
        "how_met": _say("Comment rencontré"),
        "language": _say("Langue"),
        "needs_interpreter": _say("Besoin d’un interprète"),
        "needs_reading_help": _say("Besoin d’aide pour lire"),
        "referent_id": _say("Qui suit la personne"),
        "resident_id": _say("Personne"),
        "archived_at": _say("Rangement de la fiche"),
    }


def _situation_names() -> dict[str, str]:
    return {
        "labour_status": _say("Situation d’emploi"),
        "unemployment_duration": _say("Sans emploi depuis"),
        "unemployed_since": _say("Sans emploi depuis le"),
        "is_in_education": _say("En études ou en formation"),
        "education_level": _say("Niveau d’études"),
        "barriers": _say("Ce qui peut freiner"),
        "interests": _say("Ce qui l’intéresse"),
        "household": _say("Foyer"),
        "dependent_children": _say("Enfants à charge"),
        "housing_status": _say("Logement"),
        "benefits": _say("Ressources"),
        "mobility": _say("Comment la personne se déplace"),
        "has_driving_licence": _say("Permis de conduire"),
        "language_level": _say("Niveau dans la langue du pays"),
        "digital_autonomy": _say("Aisance avec le numérique"),
        "stage": _say("Moment du parcours"),
        "as_of": _say("Dit le"),
        "mode": _say("Réponses données comment"),
        "amendment_reason": _say("Pourquoi rectifier"),
        "is_registered": _say("Inscrit à France Travail ou au Jobcentre"),
        "category": _say("Catégorie"),
        "lack_reason": _say("Pourquoi pas inscrit"),
        "last_contact": _say("Dernier contact avec un service"),
        "last_contact_on": _say("Dernier contact le"),
        "other_follow_up": _say("Suivi par un autre service"),
    }


def _workshop_names() -> dict[str, str]:
    return {
        "title": _say("Titre"),
        "action_id": _say("Action"),
        "site_id": _say("Local"),
        "workshop_id": _say("Séance"),
        "slot_id": _say("Horaire de la séance"),
        "place": _say("Lieu"),
        "facilitators": _say("Animée par"),
        "capacity": _say("Nombre de places"),
        "is_open": _say("Sans inscription"),
        "cancel_reason": _say("Pourquoi annulée"),
        "series_id": _say("Séances répétées"),
        "title_fr": _say("Titre exact"),
        "title_en": _say("Titre en anglais"),
        "approach": _say("Approche"),
        "is_certified": _say("Formation certifiée"),
        "unit": _say("Compté en"),
        "funded_hours": _say("Heures financées"),
        "invited_by": _say("Prévenue comment"),
        "inviter_id": _say("Prévenue par"),
        "invited_at": _say("Prévenue le"),
        "answer": _say("Réponse"),
        "is_without_place": _say("Attend une place"),
        "status": _say("État"),
        "checklist": _say("Étapes faites"),
        "held_on": _say("Jour"),
        "half_day": _say("Demi-journée"),
        "start_time": _say("Début"),
        "end_time": _say("Fin"),
        "total": _say("Personnes sans nom"),
        "women": _say("dont femmes"),
        "men": _say("dont hommes"),
        "under_26": _say("dont moins de 26 ans"),
        "from_26_to_49": _say("dont 26 à 49 ans"),
        "from_50": _say("dont 50 ans et plus"),
    }


def _follow_up_names() -> dict[str, str]:
    return {
        "organisation_id": _say("Partenaire"),
        "assigned_to": _say("À faire par"),
        "purpose": _say("Pour quoi"),
        "due_on": _say("À faire le"),
        "medium": _say("Comment"),
        "result": _say("Résultat"),
        "done_at": _say("Fait le"),
        "note": _say("Note"),
    }


def _path_names() -> dict[str, str]:
    return {
        **_project_names(),
        **_referral_names(),
        "operation_id": _say("Opération"),
        "enrolment_id": _say("Inscription"),
        "cohort_id": _say("Promotion"),
        "entered_on": _say("Entrée le"),
        "exited_on": _say("Sortie le"),
        "returned_on": _say("Retour le"),
        "exit_reason": _say("Motif de sortie"),
        "headline": _say("Sortie comptée comme"),
        "prescriber_id": _say("Adressée par"),
        "effect": _say("Effet sur l’emploi"),
        "state": _say("État"),
        "type": _say("Type"),
        "happened_on": _say("Date"),
        "evidence": _say("Justificatif"),
        "hours_a_week": _say("Heures par semaine"),
        "months": _say("Durée en mois"),
        "employer_id": _say("Employeur"),
        "qualification": _say("Diplôme ou titre"),
        "certifier": _say("Délivré par"),
        "is_sustained_13_weeks": _say("Toujours en poste après 13 semaines"),
        "is_sustained_26_weeks": _say("Toujours en poste après 26 semaines"),
        "micro_enterprise_id": _say("Micro-entreprise"),
    }


def _project_names() -> dict[str, str]:
    return {
        "kind": _say("Nature"),
        "words": _say("Avec ses mots"),
        "project_id": _say("Projet choisi"),
        "chosen_on": _say("Choisi le"),
        "ended_on": _say("Terminé le"),
        "began_on": _say("Commencé le"),
        "closed_on": _say("Clos le"),
        "trade": _say("Activité"),
        "legal_form": _say("Statut"),
        "registration_number": _say("Numéro d’immatriculation"),
        "idea_on": _say("Idée le"),
        "feasibility_on": _say("Étude le"),
        "test_on": _say("Essai le"),
        "created_on": _say("Création le"),
        "accounts_help_on": _say("Aide à la gestion le"),
        "trading_checked_on": _say("Toujours en activité le"),
        "jobs": _say("Emplois créés"),
        "mentor_id": _say("Tuteur ou ambassadeur"),
        "collective_project_id": _say("Projet d’habitants"),
        "role": _say("Rôle"),
        "name": _say("Nom"),
        "register_code": _say("Code au répertoire"),
        "starts_on": _say("Début le"),
        "ends_on": _say("Fin le"),
    }


def _referral_names() -> dict[str, str]:
    return {
        "offer_id": _say("Offre"),
        "theme": _say("Besoin"),
        "reasons": _say("Pourquoi"),
        "urgency": _say("Quand"),
        "contact_preference": _say("Comment joindre la personne"),
        "available_from": _say("Disponible à partir du"),
        "channel": _say("Envoyée comment"),
        "consent_id": _say("Accord de la personne"),
        "sent_on": _say("Envoyée le"),
        "acknowledged_on": _say("Reçue le"),
        "appointment_at": _say("Rendez-vous"),
        "met_on": _say("Rencontre le"),
        "accepted_on": _say("Acceptée le"),
        "refusal_reason": _say("Motif du refus"),
        "contract": _say("Contrat"),
        "valid_until": _say("Valable jusqu’au"),
        "requirements": _say("Ce qui est demandé"),
        "contact": _say("Contact"),
        "services": _say("Ce que le partenaire propose"),
    }
