"""The window's work goes before the exchange's."""

from __future__ import annotations

import threading

from intake_app.storage.turns import Turns


def test_window_work_that_waits_goes_before_exchange_work_that_waited_longer() -> None:
    turns, order = Turns(), []
    waiting = threading.Barrier(3, timeout=5)

    def work(kind: str) -> None:
        waiting.wait()
        with turns.window() if kind == "window" else turns.exchange():
            order.append(kind)

    with turns.exchange():
        threads = [threading.Thread(target=work, args=(kind,)) for kind in ("exchange", "window")]
        for thread in threads:
            thread.start()
        waiting.wait()
        while not turns._windows_waiting:  # the barrier says they started, not that they wait
            threading.Event().wait(0.001)
    for thread in threads:
        thread.join(5)
    assert order == ["window", "exchange"]


def test_a_turn_is_given_back_after_a_failure() -> None:
    turns = Turns()
    for take in (turns.window, turns.exchange):
        try:
            with take():
                raise ValueError
        except ValueError:
            pass
    with turns.exchange():
        assert turns._is_taken
    assert not turns._is_taken
