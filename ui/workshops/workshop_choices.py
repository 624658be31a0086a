"""Two choices over the form of a workshop: the template of a new one, and what a change of a repeated one is for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from intake_app.domain.reference import entries
from ui import formats
from ui.widgets.field_spec import Choice, FieldSpec
from ui.widgets.form_view import FormView
from ui.workshops.workshop_content import TEMPLATE

_REACH = "reach"
_FOLLOWING = "following"


class TemplateForm(FormView):
    """One field, TEMPLATE."""

    def __init__(self, parent: QWidget | None = None) -> None:
        language = formats.language()
        models = (Choice(one.code, one.label(language), one.meaning(language)) for one in entries("workshop_template"))
        label, none = self.tr("Modèle"), self.tr("Aucun modèle")
        super().__init__((FieldSpec(TEMPLATE, label, "choice", (Choice("", none), *models)),), parent)


class ReachForm(FormView):
    """Whether a change is for this workshop alone, or for those that follow in its series too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        reached = (
            Choice("", self.tr("Cette séance")),
            Choice(_FOLLOWING, self.tr("Celle-ci et les suivantes")),
        )
        label = self.tr("Séance répétée\u202f: ce que vous changez vaut pour")
        super().__init__((FieldSpec(_REACH, label, "chips", reached),), parent)

    def start(self, following: int) -> None:
        """Begin with this workshop alone; hidden where none follows."""
        self.setVisible(following > 0)
        self.set_values({_REACH: ""})

    def reaches_following(self) -> bool:
        """Whether those that follow are meant too."""
        return self.values()[_REACH] == _FOLLOWING
