"""Every validation rule has its tests, and they exist."""

from __future__ import annotations

import pytest

from tests.quality.source_tree import missing_tests
from tests.unit.rule_list import RULES


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_its_tests(rule: str) -> None:
    assert RULES[rule]
    assert missing_tests(RULES[rule]) == []


def test_no_rule_is_left_out() -> None:
    assert [name.split()[0] for name in RULES] == [f"V{number}" for number in range(1, 25)]
