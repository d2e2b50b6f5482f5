"""A Ctrl-C stops a run even where Python drops it."""

import os
import signal

import pytest

from danvan.site.stopping import heeded


class Leaving:
    """Is stopped while it is finalised, where Python prints the interrupt and goes on."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        sum(range(1000))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_a_finalizer_swallows_stops_the_work_at_its_next_report():
    usual, told = signal.getsignal(signal.SIGINT), []

    def work() -> None:
        with heeded(lambda *said: told.append(said)) as report:
            report("read", 0, 1)
            thing = Leaving()
            del thing
            report("read", 1, 1)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert told == [("read", 0, 1)]
    assert signal.getsignal(signal.SIGINT) is usual


def test_without_an_interrupt_every_report_is_passed_on():
    told = []
    with heeded(lambda *said: told.append(said)) as report:
        report("read", 1, 2)

    assert told == [("read", 1, 2)]
