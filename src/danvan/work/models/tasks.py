"""A task with one owner, one deadline and one outcome: the only deadline in the product."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, gettext_lazy

from danvan.units.models import Unit, UnitVersion
from danvan.work.models.recurrence import Recurrence

if TYPE_CHECKING:
    from danvan.units.models import Officer


class Tasks(models.QuerySet["Task"]):
    def visible_to(self, officer: Officer) -> Tasks:
        """Tasks of the officer's units and those below, and those they take part in."""
        within = Unit.objects.visible_to(officer)
        shared = Task.partners.through.objects.filter(unit__in=within).values("task")
        return self.filter(Q(owner__in=within) | Q(pk__in=shared))

    def open(self) -> Tasks:
        return self.filter(closed_on=None)

    def overdue(self, on: date) -> Tasks:
        """Open past their last day."""
        return self.open().filter(due_on__lt=on)

    def due(self, first: date, last: date) -> Tasks:
        """Open, with their last day from `first` to `last`, both included."""
        return self.open().filter(due_on__range=(first, last))


class Task(models.Model):
    """One thing to do. Whether it is late is asked of a day, never stored."""

    class Outcome(models.TextChoices):
        DONE = "done", gettext_lazy("hoàn thành")
        DROPPED = "dropped", gettext_lazy("không còn phù hợp")

    title = models.CharField("nhiệm vụ", max_length=300)
    folded = models.CharField("không dấu", max_length=300)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="tasks")
    partners = models.ManyToManyField(Unit, related_name="joint_tasks", blank=True)
    product = models.CharField("sản phẩm", max_length=300, blank=True)
    is_key = models.BooleanField("trọng tâm", default=False)
    opened_on = models.DateField("giao ngày")
    started_on = models.DateField("bắt đầu ngày", null=True)
    due_on = models.DateField("hạn", db_index=True)
    first_due_on = models.DateField("hạn ban đầu")
    closed_on = models.DateField("kết thúc ngày", null=True)
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome.choices, blank=True)
    report = models.TextField("báo cáo kết quả", blank=True)
    continues = models.ForeignKey("self", models.PROTECT, null=True, related_name="continued_by")
    recurrence = models.ForeignKey(Recurrence, models.PROTECT, null=True, related_name="tasks")

    objects = Tasks.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        verbose_name = "nhiệm vụ"
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opened_on")), name="work_task_due_after_opened"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="") | (~Q(closed_on=None) & ~Q(outcome="")),
                name="work_task_closed_with_outcome",
            ),
            models.UniqueConstraint(
                fields=("recurrence", "first_due_on"), name="work_task_recurs_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=("owner", "due_on"), condition=Q(closed_on=None), name="work_task_open"
            ),
            models.Index(
                fields=("due_on",), condition=Q(closed_on=None), name="work_task_open_by_day"
            ),
            models.Index(fields=("folded",), name="work_task_by_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def unit_names(self) -> tuple[str, list[str]]:
        """The owner and the partners, as they were called when the task was given."""
        partners = sorted(unit.pk for unit in self.partners.all())
        names = UnitVersion.objects.names([self.owner_id, *partners], self.opened_on)
        return names.get(self.owner_id, "?"), [names.get(pk, "?") for pk in partners]

    def state(self, on: date) -> str:
        """How it stands on a day, in the words of the conclusion's table."""
        if self.outcome == self.Outcome.DROPPED:
            return gettext("không còn phù hợp")
        if self.closed_on:
            late = self.closed_on > self.due_on
            return gettext("hoàn thành quá hạn") if late else gettext("hoàn thành đúng hạn")
        if self.due_on < on:
            return gettext("quá hạn chưa xong")
        return gettext("đang làm") if self.started_on else gettext("chưa đến hạn")


class Extensions(models.QuerySet["Extension"]):
    def visible_to(self, officer: Officer) -> Extensions:
        return self.filter(task__in=Task.objects.visible_to(officer))

    def waiting(self) -> Extensions:
        return self.filter(decided_on=None)


class Extension(models.Model):
    """A later deadline that was asked for, with the reason, and what was decided."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="extensions")
    until = models.DateField("xin đến ngày")
    reason = models.TextField("lý do")
    asked_on = models.DateField("ngày xin")
    decided_on = models.DateField("ngày quyết định", null=True)
    is_granted = models.BooleanField("đồng ý", null=True)

    objects = Extensions.as_manager()

    class Meta:
        ordering = ("task", "pk")
        verbose_name = "xin gia hạn"
        constraints = [
            models.UniqueConstraint(
                fields=("task",), condition=Q(decided_on=None), name="work_extension_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, is_granted=None)
                | (~Q(decided_on=None) & ~Q(is_granted=None)),
                name="work_extension_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} → {self.until}"


class Reminders(models.QuerySet["Reminder"]):
    def visible_to(self, officer: Officer) -> Reminders:
        return self.filter(task__in=Task.objects.visible_to(officer))


class Reminder(models.Model):
    """A notice to the owner: `days` before (negative) or after the deadline it speaks of.

    The constraint makes it one for each deadline, however often the clock ticks.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="reminders")
    days = models.SmallIntegerField("số ngày so với hạn")
    due_on = models.DateField("hạn khi nhắc")
    sent_on = models.DateField("nhắc ngày")

    objects = Reminders.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = "đôn đốc"
        constraints = [
            models.UniqueConstraint(fields=("task", "days", "due_on"), name="work_reminded_once")
        ]
        indexes = [models.Index(fields=("sent_on",), name="work_reminded_on")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.days:+d}"

    @property
    def words(self) -> str:
        """What the owner was told on that day."""
        if self.days == -1:
            return gettext("nhắc trước hạn 1 ngày")
        if self.days == 1:
            return gettext("nhắc quá hạn 1 ngày")
        if self.days < 0:
            return gettext("nhắc trước hạn %d ngày") % -self.days
        return gettext("nhắc quá hạn %d ngày") % self.days
