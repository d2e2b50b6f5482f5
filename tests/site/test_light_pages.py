"""What each process of the site carries: pages, and nothing that only a worker needs."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"scipy", "sklearn", "pandas", "pyarrow", "joblib", "underthesea"}
WORKERS = {
    "danvan.consultation.jobs",
    "danvan.news.jobs",
    "danvan.work.jobs",
    "danvan.site.schedule",
    "danvan.sense.job",
    "danvan.sense.synthesis",
    "danvan.sense.place",
}
LOADED = """
import sys
import django

django.setup()
import danvan.site.serving
import danvan.site.urls

print(*sys.modules)
"""


def test_pages_load_no_engine(monkeypatch, tmp_path):
    """The table of addresses leads to every view; none brings in the engine or its libraries."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "danvan.site.settings")
    monkeypatch.setenv("DANVAN_HOME", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = {*done.stdout.split()}
    assert "danvan.consultation.views.importing" in loaded
    assert loaded & (HEAVY | WORKERS) == set()


def test_the_door_to_files_names_what_is_behind_it():
    """What the door says it has is there; no name is told twice."""
    from danvan.sense import intake

    assert sorted(intake.HOMES) == sorted(intake.__all__)
    assert all(hasattr(intake, name) for name in intake.__all__)
    assert not hasattr(intake, "anything")
