"""What officers ask of syntheses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from danvan.consultation.models import Consultation, Report, Synthesis
from danvan.units.models import Officer
from danvan.work.models import Job

DOWNLOADS = ("report.docx", "report.pdf", "appendix.xlsx")


@dataclass(frozen=True)
class Run:
    """A synthesis and the job that makes it; `job` is None where it is long forgotten."""

    synthesis: Synthesis
    job: Job | None
    files: tuple[str, ...]

    @property
    def is_numbered(self) -> bool:
        """Whether its report has its number, and waits to be published."""
        report = getattr(self.synthesis, "report", None)
        return report is not None and report.state == Report.State.NUMBERED


def runs(*, officer: Officer, consultation: Consultation) -> list[Run]:
    """The newest first."""
    found = Synthesis.objects.visible_to(officer).filter(consultation=consultation)
    made = [*found.select_related("version", "report").order_by("-number")[:100]]
    subjects = [f"{one._meta.label}:{one.pk}" for one in made]
    jobs = {
        job.subject: job
        for job in Job.objects.visible_to(officer).filter(subject__in=subjects).order_by("pk")
    }
    return [
        Run(one, jobs.get(subject), _files(one))
        for one, subject in zip(made, subjects, strict=True)
    ]


def synthesis(*, officer: Officer, consultation: Consultation, number: int) -> Synthesis | None:
    found = Synthesis.objects.visible_to(officer).filter(consultation=consultation, number=number)
    return found.select_related("consultation__unit", "version").first()


def numbered(*, officer: Officer, consultation: Consultation, said: str | None) -> Synthesis | None:
    """The run whose number somebody typed; None where that is none."""
    if not said or not (said.isascii() and said.isdigit() and len(said) < 6):
        return None
    return synthesis(officer=officer, consultation=consultation, number=int(said))


def paper(*, officer: Officer, consultation: Consultation, number: int, name: str) -> Path | None:
    """The file of a paper that was made; None where there is none."""
    found = synthesis(officer=officer, consultation=consultation, number=number)
    if found is None or name not in _files(found):
        return None
    return Path(settings.MEDIA_ROOT) / found.folder / name


def _files(synthesis: Synthesis) -> tuple[str, ...]:
    if not synthesis.folder:
        return ()
    place = Path(settings.MEDIA_ROOT) / synthesis.folder
    return tuple(name for name in DOWNLOADS if (place / name).is_file())
