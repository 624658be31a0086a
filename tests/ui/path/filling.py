"""Filling in a step as its page has it, and what the path says then."""

from __future__ import annotations

from uuid import UUID

from intake_app.services.path.overview import PathOverview, read_path
from tests.store.world import TODAY
from tests.ui.at_desk import AtDesk
from ui.path.step_form_view import StepFormView


def fill(at: AtDesk, page: StepFormView, values: dict[str, object]) -> None:
    """Put these values into the form and press « Enregistrer »."""
    page.form.set_values(values)  # type: ignore[arg-type]
    page.form.values_changed.emit()
    page.save_button.click()
    at.settle()


def path_of(at: AtDesk, resident_id: UUID) -> PathOverview:
    """The path as it is saved."""
    return at.store.read(read_path, at.actor, resident_id, TODAY)
