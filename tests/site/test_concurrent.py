"""Those who write to the ledger at the same moment stand one after another: no fork, no gap."""

from concurrent.futures import ThreadPoolExecutor

WRITING = """
from danvan.ledger.actions import SYSTEM, write
from danvan.ledger.models import Tip
for line in range(25):
    write(by=SYSTEM, verb="look", of=Tip(pk=1), why=f"{number}/{{line}}")
"""
LOOKING = """
from danvan.ledger.models import Entry, Tip
every = Entry.objects.all()
print(every.count(), every.values("why").distinct().count(),
    every.values("previous").distinct().count(), Tip.objects.get().length, every.first_fault())
"""


def test_four_who_write_at_once_make_one_chain(installation):
    with ThreadPoolExecutor(4) as writers:
        list(writers.map(lambda n: installation.python(WRITING.format(number=n)), range(4)))

    assert installation.python(LOOKING) == "100 100 100 100 None"
