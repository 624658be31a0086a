"""Every failure of the list has its tests, and they exist."""

from __future__ import annotations

import pytest

from tests.quality.source_tree import missing_tests
from tests.sync.failure_list import FAILURES


@pytest.mark.parametrize("failure", FAILURES)
def test_each_failure_of_the_list_is_a_named_test(failure: str) -> None:
    assert FAILURES[failure]
    assert missing_tests(FAILURES[failure]) == []
