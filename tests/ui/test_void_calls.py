"""A Qt binding that miscounts references to None brings the interpreter down after some thousands of calls.

PySide6 6.12.0 on Python 3.11 does: each call of a method that returns nothing loses one reference to None. Source:
found by counting, November 2026; 6.8.3, 6.10.3 and 6.11.3 are sound on 3.11.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

CALLS = 1_000_000
# The three ways by which Qt hands back nothing: a method, a signal without a listener, a slot written in Python.
CALL_AND_COUNT = """
import json, sys
from PySide6.QtCore import QObject, QTimer, Signal

class Bell(QObject):
    rung = Signal()
    def answer(self): pass

bell, timer = Bell(), QTimer()
kinds = {"method": timer.stop, "signal": bell.rung.emit}
heard = Bell()
heard.rung.connect(bell.answer)
kinds["slot"] = heard.rung.emit
lost = {}
for kind, call in kinds.items():
    before = sys.getrefcount(None)
    for _ in range(int(sys.argv[1]) // 10):
        call()
    lost[kind] = before - sys.getrefcount(None)
for _ in range(int(sys.argv[1])):
    timer.stop()
print(json.dumps(lost))
"""


@pytest.mark.timeout(60)
def test_a_million_calls_that_return_nothing_leave_the_interpreter_alive() -> None:
    command = [sys.executable, "-c", CALL_AND_COUNT, str(CALLS)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)
    assert result.returncode == 0, f"the interpreter died: {result.stderr[-500:]}"
    lost = json.loads(result.stdout)
    assert {kind: count for kind, count in lost.items() if abs(count) > 100} == {}
