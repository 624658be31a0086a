"""Every failure of the list has its tests, and they exist."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.quality.source_tree import ROOT
from tests.sync.failure_list import FAILURES


@cache
def named_in(file: str) -> set[str]:
    """The names of the tests of a file below tests/."""
    path = ROOT / "tests" / file
    return (
        set(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)) if path.exists() else set()
    )


@pytest.mark.parametrize("failure", FAILURES)
def test_each_failure_of_the_list_is_a_named_test(failure: str) -> None:
    missing = [name for name in FAILURES[failure] if name.split("::")[1] not in named_in(name.split("::")[0])]
    assert FAILURES[failure]
    assert missing == []
