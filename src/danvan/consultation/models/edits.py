"""What an analyst changes in what the engine found: a list that only grows, read in its order.

An edit belongs to one synthesis, which itself never changes. The synthesis that follows takes all
edits that stand: themes that somebody touched keep their opinions, their names and their wording.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy

from danvan.consultation.models.syntheses import Opinion, Synthesis

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Edits(models.QuerySet["Edit"]):
    def visible_to(self, officer: Officer) -> Edits:
        return self.filter(synthesis__in=Synthesis.objects.visible_to(officer))

    def standing(self) -> Edits:
        """Those that were not undone, in order."""
        return self.filter(undone_at=None).order_by("number")


class Edit(models.Model):
    """One step of the workbench. `theme` and `target` are codes of themes; a theme that an edit
    makes has the code `<section>/k<synthesis>-<edit>`.

    rename: `theme` is called `text`. merge: `theme` goes into `target`. split, move: the opinions
    of `moved` go to `target`, which a split makes, called `text`. send: `theme` goes to section
    `target`. minority: `theme` is marked as a minority view ("1") or not ("0") by `text`. pin:
    the opinion of `moved` is quoted first. word: what `theme` says by the act `target` is said as
    `text`; "" takes the engine's wording back.
    """

    class Kind(models.TextChoices):
        RENAME = "rename", gettext_lazy("đổi tên nhóm")
        MERGE = "merge", gettext_lazy("gộp nhóm")
        SPLIT = "split", gettext_lazy("tách nhóm")
        MOVE = "move", gettext_lazy("chuyển ý kiến")
        SEND = "send", gettext_lazy("chuyển nhóm sang mục khác")
        MINORITY = "minority", gettext_lazy("đánh dấu ý kiến thiểu số")
        PIN = "pin", gettext_lazy("ghim ý kiến tiêu biểu")
        WORD = "word", gettext_lazy("sửa lời câu")

    synthesis = models.ForeignKey(Synthesis, models.PROTECT, related_name="edits")
    number = models.PositiveIntegerField("bước")
    kind = models.CharField("việc", max_length=10, choices=Kind.choices)
    theme = models.CharField("nhóm", max_length=80, blank=True)
    target = models.CharField("đến", max_length=80, blank=True)
    text = models.TextField("lời", blank=True)
    made_at = models.DateTimeField("lúc")
    undone_at = models.DateTimeField("hoàn tác lúc", null=True)

    objects = Edits.as_manager()

    class Meta:
        ordering = ("synthesis", "number")
        verbose_name = "bước biên tập"
        constraints = [
            models.UniqueConstraint(
                fields=("synthesis", "number"), name="consultation_edit_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.synthesis_id}/{self.number} {self.kind}"


class MovedOpinions(models.QuerySet["MovedOpinion"]):
    def visible_to(self, officer: Officer) -> MovedOpinions:
        return self.filter(edit__in=Edit.objects.visible_to(officer))


class MovedOpinion(models.Model):
    """An opinion that an edit moves, or pins. Of several edits, the last that stands holds."""

    edit = models.ForeignKey(Edit, models.PROTECT, related_name="moved")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="moves")

    objects = MovedOpinions.as_manager()

    class Meta:
        ordering = ("edit", "pk")
        verbose_name = "ý kiến được chuyển"
        constraints = [
            models.UniqueConstraint(fields=("edit", "opinion"), name="consultation_moved_once")
        ]

    def __str__(self) -> str:
        return f"{self.edit_id} {self.opinion_id}"
