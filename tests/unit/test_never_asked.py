"""What no record has a field for (V9, V23, rule P6): where it cannot be written, nobody can be asked."""

from __future__ import annotations

import re

from intake_app.domain.record_types import RECORD_TYPES

NEVER = re.compile(
    r"national(?!_id)|ethnic|origin|minorit|birth_(place|country)|relig|belief|opinion|union|income|amount|salary|rent$"
    r"|bank|iban|identity_number|nir$|nino|offence|health|illness|disab|diagnos"
)
_FIELDS = sorted({name for record in RECORD_TYPES.values() for name in record.model_fields})


def test_no_field_asks_for_what_is_never_asked() -> None:
    assert [name for name in _FIELDS if NEVER.search(name)] == []


def test_of_a_benefit_only_the_kind_is_asked() -> None:
    assert [name for name in _FIELDS if re.search(r"benefit|allowance|rsa", name)] == ["benefits"]
