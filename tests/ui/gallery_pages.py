"""Sample pages for the gallery: every widget at least once, with fictitious people, arranged like the mock-ups."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.palette import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.check_mark import CheckBox
from ui.widgets.counter import BigCounter, Figure, ProgressBar
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.search_field import SearchField
from ui.widgets.text_label import TextLabel
from ui.widgets.version_pair import Version, VersionPair


@dataclass(frozen=True)
class Line:
    """A row of any sample list."""

    name: str
    second: str = ""
    when: str = ""
    hours: str = ""
    pill: str = ""
    tone: Tone = "neutral"
    button: str = ""
    is_there: bool = False


def today_page() -> PageScaffold:
    """Mock-up 01."""
    page = PageScaffold("Bonjour Nadia", "Dimanche 22 novembre 2026 · Maurepas, Rennes")
    top = QWidget()
    flow = FlowLayout(top, gap=16, line_gap=12)
    flow.addWidget(PrimaryButton("Nouvelle personne", "plus", "large"))
    flow.addWidget(SecondaryButton("Démarrer une séance", "play", "large"))
    search = SearchField("Retrouver quelqu’un\u202f: nom, téléphone, adresse…", "Ctrl K", is_large=True)
    flow.addWidget(search)
    flow.fill_with(search)
    page.body.addWidget(top)
    columns = TwoColumns(372)
    page.body.addWidget(columns, 1)
    coming = Card("Séances à venir", "calendar")
    coming.body.addWidget(RowsView(_workshops(), "Séances à venir", fits_content=True))
    coming.body.addSpacing(6)
    draft = Card("Brouillon non terminé", "pencil")
    text = "fiche commencée il y a 20 minutes, notice pas encore remise"
    draft.body.addWidget(Banner("accent", "Mme Diallo", text, "Reprendre"))
    columns.main.addWidget(coming)
    columns.main.addWidget(draft)
    columns.main.addStretch(1)
    again = Card("À recontacter", "path")
    again.body.addWidget(RowsView(_follow_ups(), "À recontacter", fits_content=True))
    again.body.addWidget(LinkButton("Voir les 7 suivis"))
    again.body.addStretch(1)
    columns.side.addWidget(again, 1)
    return page


WORKSHOPS = (
    Line("3h pour l’emploi", "Local Gros-Chêne, 12 tour B", "Mardi 24", "14 h – 17 h", "9 inscrits", "info", "Ouvrir"),
    Line("Rennes aux Fourneaux", "Cuisine partagée", "Jeudi 26", "9 h 30 – 12 h", "6 inscrits", "info", "Ouvrir"),
    Line("Café des ambassadeurs", "Maison de quartier", "Vendredi 27", "10 h – 11 h 30", "libre", button="Ouvrir"),
)


def _workshops() -> RowsModel[Line]:
    model: RowsModel[Line] = RowsModel(
        [
            Column("name", "Séance", lambda row: row.name, second=lambda row: row.second, is_strong=True, weight=5),
            Column("when", "Jour", lambda row: row.when, second=lambda row: row.hours, weight=3),
            Column(
                "pill", "Inscrits", lambda row: row.pill, "pill", tone=lambda row: row.tone, weight=3, hide_below=430
            ),
            Column("open", "", lambda row: row.button, "button", width=100),
        ]
    )
    model.set_rows(WORKSHOPS)
    return model


def _follow_ups() -> RowsModel[Line]:
    model: RowsModel[Line] = RowsModel(
        [
            Column("name", "Personne", lambda row: row.name, second=lambda row: row.second, is_strong=True),
            Column(
                "pill", "", lambda row: row.pill, "pill", tone=lambda row: row.tone, width=116, is_right_aligned=True
            ),
        ]
    )
    model.set_rows(
        [
            Line("Karim B.", "Bilan à 6 mois (T3)", pill="4 j de retard", tone="bad"),
            Line("Sylvie L.", "Rappeler\u202f: CAP gardien d’immeuble", pill="aujourd’hui", tone="warn"),
            Line("Moussa T.", "Orienté vers WeKer, sans réponse", pill="aujourd’hui", tone="warn"),
            Line("Anaïs P.", "Questionnaire de sortie (T2)", pill="mardi", tone="neutral"),
        ]
    )
    return model


def roll_page() -> PageScaffold:
    """Mock-up 03."""
    page = PageScaffold(
        "3h pour l’emploi", "Mardi 24 novembre · 14 h – 17 h · Local Gros-Chêne · animée par Nadia M. et WeKer"
    )
    page.add_action(SecondaryButton("Feuille d’émargement (PDF)", "printer", "small"))
    search = SearchField("Nom, prénom", hint="Entrée\u202f: ajouter et marquer présente", is_large=True)
    search.setText("dia")
    new = PrimaryButton("Nouvelle personne", "plus", "large")
    top = QWidget()
    flow = FlowLayout(top, gap=16, line_gap=12)
    flow.addWidget(search)
    flow.addWidget(new)
    flow.fill_with(search)
    page.body.addWidget(top)
    columns = TwoColumns(280)
    page.body.addWidget(columns, 1)
    card = Card()
    view = RowsView(_roll(), "Personnes de la séance", has_header=True)
    card.body.addWidget(view)
    columns.main.addWidget(card, 1)
    there = Card()
    counter = BigCounter("Présents")
    counter.set_count("5", "/ 7 présents", "1 venue sans inscription · 4 signatures", 5 / 7)
    there.body.addWidget(counter)
    steps = Card("Atelier")
    for place, words in enumerate(("CV relu avec chacun", "Espace France Travail ouvert", "Prochain rendez-vous fixé")):
        box = CheckBox(words)
        box.setChecked(place < 2)
        steps.body.addWidget(box)
    close = Card()
    close.body.addWidget(PrimaryButton("Clore la séance"))
    close.body.addWidget(TextLabel("Les absents passent dans « À recontacter ».", "small-soft"))
    for part in (there, steps):
        columns.side.addWidget(part)
    columns.side.addStretch(1)
    columns.side.addWidget(close)
    return page


def _roll() -> RowsModel[Line]:
    model: RowsModel[Line] = RowsModel(
        [
            Column(
                "name",
                "Personne",
                lambda row: row.name,
                strong=lambda row: row.name.rsplit(" ", 1)[0],
                is_checked=lambda row: row.is_there,
                weight=5,
            ),
            Column("second", "Inscription", lambda row: row.second, "soft", weight=3, hide_below=520),
            Column("when", "Arrivée", lambda row: row.when, weight=2),
            Column(
                "sign", "", lambda row: row.button, "button", lambda row: row.pill, tone=lambda row: "good", width=130
            ),
        ],
        key=lambda row: row.name,
        row_tone=lambda row: "good" if row.is_there else None,
    )
    model.set_rows(
        [
            Line("TRAORÉ Aïcha", "inscrite", "14 h 02", pill="signé", is_there=True),
            Line("BENALI Karim", "inscrit", "14 h 04", pill="signé", is_there=True),
            Line("LE GOFF Sylvie", "inscrite", "14 h 05", pill="signé", is_there=True),
            Line("TOURÉ Moussa", "inscrit"),
            Line("PETIT Anaïs", "inscrite"),
            Line("DIALLO Fatou", "sans inscription", "14 h 11", pill="signé", is_there=True),
            Line("RIOU Gwenaël", "inscrit", "14 h 12", button="Faire signer", is_there=True),
        ]
    )
    return model


NUMBERS = (
    ("6\u202f259", "entrés en formation", "38 quartiers, 32 actions"),
    ("41\u202f%", "sorties positives", "2\u202f594 sur 6\u202f259 entrées"),
    ("1\u202f136", "retours à l’emploi", "18\u202f% des entrées"),
    ("7\u202f%", "en formation", "438 personnes"),
)


def figures_page() -> PageScaffold:
    """The upper part of mock-up 05, and what a page says when it has nothing, or something went wrong."""
    page = PageScaffold("Chiffres clés", "Programme INCREASE VS · d’après les fiches reçues au 21 novembre, 17 h 42")
    for words in ("Toutes les actions", "Tous les quartiers"):
        page.add_action(SecondaryButton(words, "filter", "small"))
    page.add_action(PrimaryButton("Exporter", "download", "small"))
    grid = QGridLayout()
    grid.setSpacing(16)
    for place, (number, title, caption) in enumerate(NUMBERS):
        card = Card()
        card.body.addWidget(Figure(number, title, caption, "primary" if place == 1 else ""))
        grid.addWidget(card, 0, place)
    page.body.addLayout(grid)
    careful = "6,4\u202f% des personnes ont répondu à T3\u202f; les groupes de moins de 5 personnes sont masqués."
    page.body.addWidget(Banner("warn", "À lire avec prudence.", careful))
    broken = "L’ordinateur n’atteint pas le serveur. Vos fiches sont en sécurité ici."
    page.body.addWidget(Banner("bad", "L’envoi n’a pas abouti", broken, "Réessayer", can_close=True))
    columns = TwoColumns(360)
    page.body.addWidget(columns, 1)
    empty = Card()
    empty.body.addWidget(
        EmptyState(
            "people", "Personne encore", "Les personnes que vous rencontrez apparaîtront ici.", "Nouvelle personne"
        )
    )
    columns.main.addWidget(empty, 1)
    answers = Card("Réponses aux questionnaires")
    for name, share in (("T1 à l’entrée", 0.276), ("T2 à la sortie", 0.095), ("T3 à 6 mois", 0.064)):
        answers.body.addWidget(TextLabel(name, "small"))
        bar = ProgressBar(name)
        bar.set_share(share)
        answers.body.addWidget(bar)
    columns.side.addWidget(answers)
    columns.side.addStretch(1)
    return page


def review_page() -> PageScaffold:
    """Mock-up 06."""
    text = "Pendant que cet ordinateur était hors ligne, Yann C. (Néotoa) a modifié la même fiche. Rien n’est perdu."
    page = PageScaffold("Deux versions à départager", text)
    card = Card("Karim BENALI")
    grid = QGridLayout()
    grid.setSpacing(12)
    rows = (
        ("Téléphone", "06 12 34 56 78", "07 88 10 20 30", 1),
        ("Adresse", "tour B, appt 604", "tour B, appt 406", 0),
    )
    for place, (label, here, there, kept) in enumerate(rows):
        grid.addWidget(TextLabel(label, "strong"), place, 0)
        grid.addWidget(VersionPair((Version(here), Version(there)), kept, "retenu"), place, 1)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    page.body.addWidget(card)
    page.body.addStretch(1)
    page.add_to_footer(TextLabel("L’autre version reste dans l’historique de la fiche.", "small-soft"), stretch=1)
    page.add_to_footer(SecondaryButton("Plus tard"))
    page.add_to_footer(PrimaryButton("Valider"))
    return page
