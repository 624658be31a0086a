"""Sample pages about one person, for the gallery: fictitious, arranged like mock-ups 02 and 04."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.avatar import Avatar
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.check_mark import CheckBox
from ui.widgets.field_spec import Choice, FieldSpec, ParsedDay
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form_view import FormView
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.pill import Pill
from ui.widgets.step_track import Step, StepTrack
from ui.widgets.text_label import TextLabel
from ui.widgets.timeline import Timeline, TimelineRow


def choices(*labels: str) -> tuple[Choice, ...]:
    """Choices whose code is their label."""
    return tuple(Choice(label, label) for label in labels)


def new_person_page() -> PageScaffold:
    """Mock-up 02."""
    page = PageScaffold("Nouvelle personne", "L’essentiel en une minute. Le reste pourra attendre.")
    page.add_action(Pill("Brouillon enregistré à 14 h 06", "good", "check"))
    columns = TwoColumns()
    page.body.addWidget(columns, 1)
    card = Card()
    form = new_person_form()
    card.body.addWidget(form)
    card.body.addStretch(1)
    columns.main.addWidget(card, 1)
    known = Card("Déjà connu\u202f?", "people", tone="warn")
    known.body.addWidget(TextLabel("Une fiche ressemble beaucoup\u202f:", "small"))
    known.body.addWidget(TextLabel("Karim BEN ALI", "strong"))
    known.body.addWidget(TextLabel("né le 14/03/1988 · tour B\nenregistré par vous le 3 juin", "small-soft"))
    known.body.addWidget(
        line_of(PrimaryButton("C’est lui", size="small"), SecondaryButton("Ce n’est pas lui", size="small"))
    )
    told = Card("La personne est informée", "check")
    words = "Lire la notice à voix haute ou la remettre. Sans cela, seule une rencontre anonyme est comptée."
    told.body.addWidget(TextLabel(words, "small"))
    told.body.addWidget(CheckBox("Elle accepte d’être recontactée"))
    told.body.addWidget(
        line_of(SecondaryButton("Lire la notice", size="small"), PrimaryButton("Notice remise", size="small"))
    )
    columns.side.addWidget(known)
    columns.side.addWidget(told)
    columns.side.addStretch(1)
    page.add_to_footer(QWidget(), stretch=1)
    page.add_to_footer(SecondaryButton("Plus tard"))
    page.add_to_footer(PrimaryButton("Enregistrer", shortcut_hint="Ctrl S"))
    return page


BARRIERS = (
    *("Mobilité", "Garde d’enfants", "Parent seul", "Langue"),
    *("Numérique", "Contrainte déclarée", "Logement", "Sans diplôme"),
)
SITUATIONS = (
    *("Sans emploi, non inscrit", "Inscrit à France Travail", "En emploi précaire"),
    *("En formation", "Autre"),
)
DURATIONS = ("Moins de 6 mois", "6 à 12 mois", "1 à 2 ans", "Plus de 2 ans")


def new_person_form() -> FormView:
    """The form of mock-up 02, filled in, with one mistake."""
    form = FormView(
        [
            FieldSpec("family_name", "Nom", weight=4),
            FieldSpec("first_name", "Prénom", weight=4),
            FieldSpec("birth", "Date de naissance", "date", weight=4, parse=_parse_sample),
            FieldSpec("phone", "Téléphone", "phone", weight=4),
            FieldSpec("address", "Adresse", weight=5),
            FieldSpec("quarter", "Quartier", "choice", choices("Maurepas", "Villejean"), weight=3),
            FieldSpec("situation", "Situation aujourd’hui", "chips", choices(*SITUATIONS)),
            FieldSpec("since", "Depuis quand\u202f?", "chips", choices(*DURATIONS)),
            FieldSpec("barriers", "Ce qui peut freiner", "multichips", choices(*BARRIERS), is_optional_shown=True),
            FieldSpec("wish", "Ce qui l’intéresse", placeholder="Cuisine, entretien, créer son activité…"),
            FieldSpec("note", "Remarque", "note", hint="Jamais de santé, de religion ni d’opinion."),
        ]
    )
    names = {"family_name": "Benali", "first_name": "Karim", "birth": "14/03/1988", "phone": "0612345678"}
    place = {"address": "12 rue du Gros-Chêne, tour B", "quarter": "Maurepas"}
    form.set_values({**names, **place, "situation": SITUATIONS[0], "since": DURATIONS[2]})
    form.set_values({"barriers": ("Mobilité", "Parent seul")})
    form.set_errors({"first_name": "Le prénom manque. Écrivez-le, ou «\u202f?\u202f»."})
    return form


def _parse_sample(typed: str) -> ParsedDay | None:
    return ParsedDay("1988-03-14", "né(e) le 14 mars 1988") if "1988" in typed else None


def person_page() -> PageScaffold:
    """Mock-up 04."""
    page = PageScaffold("Karim BENALI", "38 ans · 06 12 34 56 78 · 12 rue du Gros-Chêne, tour B, appt 604 · Maurepas")
    page.set_leading(Avatar("KB", "Karim BENALI", 58, "soft"))
    page.add_action(Pill("Parcours en cours", "accent"))
    page.add_action(SecondaryButton("Modifier", "pencil", "small"))
    page.add_action(PrimaryButton("Ajouter une étape", "plus", "small"))
    track = Card()
    track.body.addWidget(StepTrack(_steps()))
    page.body.addWidget(track)
    columns = TwoColumns(318)
    page.body.addWidget(columns, 1)
    story = Card("Fil du parcours")
    story.body.addWidget(Timeline(_story()))
    story.body.addStretch(1)
    columns.main.addWidget(story, 1)
    situation = Card("Situation")
    pills = QWidget()
    flow = FlowLayout(pills, gap=7, line_gap=6)
    for text, tone in (("1 à 2 ans sans emploi", "warn"), ("Parent seul", "neutral"), ("Mobilité", "neutral")):
        flow.addWidget(Pill(text, tone))  # type: ignore[arg-type]
    situation.body.addWidget(pills)
    situation.body.addWidget(TextLabel("Centres d’intérêt", "small-soft"))
    situation.body.addWidget(TextLabel("Cuisine du monde, marchés", "small"))
    kept = Card("Données", "lock")
    kept.body.addWidget(TextLabel("Informé le 3 juin 2026 · partage avec la BGE accepté", "small"))
    kept.body.addWidget(LinkButton("Qui a consulté cette fiche\u202f?"))
    columns.side.addWidget(situation)
    columns.side.addWidget(kept)
    columns.side.addStretch(1)
    return page


def _steps() -> list[Step]:
    return [
        Step("Repéré", "3 juin · par la gardienne", "done"),
        Step("Mobilisé", "17 juin · 3h pour l’emploi", "done"),
        Step("Formé", "sept. · Rennes aux Fourneaux", "done"),
        Step("Projet", "micro-entreprise, étude", "current"),
        Step("Sortie", "", "to_come"),
        Step("Suivi 6 mois", "", "to_come"),
    ]


def _story() -> list[TimelineRow]:
    call = "Rappelé\u202f: dossier BPI à compléter, rendez-vous avec la boutique de gestion le 1er déc."
    return [
        TimelineRow("18 nov.", "Contact", "info", call, "Nadia M."),
        TimelineRow(
            "4 nov.", "Orientation", "accent", "Vers BGE Ille-et-Vilaine — accueilli le 9 nov.", "réponse reçue"
        ),
        TimelineRow("30 sept.", "Questionnaire T2", "good", "Rempli par la personne, seule sur l’écran"),
        TimelineRow("2–26 sept.", "Séances", "info", "Rennes aux Fourneaux\u202f: 7 présences sur 8, 21 h"),
        TimelineRow("3 juin", "Entrée", "neutral", "Questionnaire T1 · notice remise · repéré tour B par Nadia M."),
    ]


def line_of(*widgets: QWidget) -> QWidget:
    """Widgets one after the other, over as many lines as needed."""
    box = QWidget()
    flow = FlowLayout(box, gap=8, line_gap=6)
    for widget in widgets:
        flow.addWidget(widget)
    return box
