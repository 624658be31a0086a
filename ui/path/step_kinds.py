"""Every kind of step, in the order in which a path usually goes."""

from __future__ import annotations

from typing import Final

from ui.path.action_steps import ACTION_STEPS
from ui.path.enrolment_steps import ENROLMENT_STEPS
from ui.path.offer_steps import OFFER_STEPS
from ui.path.person_steps import PERSON_STEPS
from ui.path.project_steps import PROJECT_STEPS
from ui.path.situation_steps import SITUATION_STEPS
from ui.path.step_kind import StepKind
from ui.path.support_steps import SUPPORT_STEPS

KINDS: Final[dict[str, StepKind]] = {
    kind.key: kind
    for kind in (
        *SITUATION_STEPS,
        *PROJECT_STEPS,
        *ENROLMENT_STEPS,
        *SUPPORT_STEPS,
        *PERSON_STEPS,
        *OFFER_STEPS,
        *ACTION_STEPS,
    )
}
"""Key → kind."""
