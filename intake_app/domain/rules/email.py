"""Whether an address is an e-mail address, and a person's own (V20: never the structure's in its place)."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from intake_app.domain.rules.problem import FieldProblem

_ADDRESS: Final = re.compile(r"[^@\s]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}")
_OURS: Final = re.compile(
    r"^(?:contact|accueil|info|secretariat|agence|admin|reception|office|enquiries)@", re.IGNORECASE
)


def email_problems(email: str | None, partner_domains: Collection[str] = ()) -> list[FieldProblem]:
    """What is wrong with an address: not one, or that of an organisation (`partner_domains`, lower case)."""
    if not email:
        return []
    if not _ADDRESS.fullmatch(email):
        return [FieldProblem("email", "email_not_understood")]
    if domain_of(email) in partner_domains or _OURS.match(email):
        return [FieldProblem("email", "email_of_organisation")]
    return []


def domain_of(email: str) -> str:
    """What stands after the @, in lower case."""
    return email.rpartition("@")[2].lower()
