"""What deeds and the things they are done to are called on a page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, gettext_lazy

register = template.Library()

VERBS = {
    "appoint": gettext_lazy("giao vai trò"),
    "ask_extension": gettext_lazy("xin gia hạn"),
    "ask_job": gettext_lazy("giao việc nền"),
    "assign_function": gettext_lazy("giao chức năng"),
    "assign_task": gettext_lazy("giao nhiệm vụ"),
    "cancel_job": gettext_lazy("dừng việc nền"),
    "close_account": gettext_lazy("đóng tài khoản"),
    "close_task": gettext_lazy("hoàn thành nhiệm vụ"),
    "close_unit": gettext_lazy("kết thúc đơn vị"),
    "drop_task": gettext_lazy("bỏ nhiệm vụ không còn phù hợp"),
    "end_recurrence": gettext_lazy("thôi nhiệm vụ định kỳ"),
    "found_unit": gettext_lazy("lập đơn vị"),
    "grant_extension": gettext_lazy("đồng ý gia hạn"),
    "import_successions": gettext_lazy("nhập kế tiếp"),
    "import_units": gettext_lazy("nhập đơn vị"),
    "job_cancelled": gettext_lazy("việc nền đã dừng"),
    "job_done": gettext_lazy("việc nền xong"),
    "job_failed": gettext_lazy("việc nền không xong"),
    "mark_day": gettext_lazy("ghi ngày nghỉ"),
    "move_unit": gettext_lazy("chuyển đơn vị"),
    "open_account": gettext_lazy("mở tài khoản"),
    "open_term": gettext_lazy("ghi nhiệm kỳ"),
    "record_congress": gettext_lazy("ghi đại hội"),
    "recur": gettext_lazy("đặt nhiệm vụ định kỳ"),
    "refuse_extension": gettext_lazy("không đồng ý gia hạn"),
    "relieve": gettext_lazy("thôi giao vai trò"),
    "remind": gettext_lazy("đôn đốc"),
    "rename_unit": gettext_lazy("đổi tên đơn vị"),
    "reset_password": gettext_lazy("đặt lại mật khẩu"),
    "reset_second_factor": gettext_lazy("đặt lại bước xác thực"),
    "retry_job": gettext_lazy("thử lại việc nền"),
    "set_own_password": gettext_lazy("đổi mật khẩu"),
    "start_task": gettext_lazy("bắt đầu nhiệm vụ"),
    "succeed_unit": gettext_lazy("ghi đơn vị kế tiếp"),
}


@register.filter
def deed(verb: str) -> str:
    """The verb in the reader's language; as written where it is not known."""
    return str(VERBS.get(verb, verb))


@register.filter
def thing(subject: str) -> str:
    """`work.Task:12` as "nhiệm vụ số 12"."""
    from_model, _, number = subject.partition(":")
    named = {
        "units.Unit": gettext("đơn vị"),
        "units.Officer": gettext("cán bộ"),
        "units.RoleAssignment": gettext("vai trò"),
        "units.Congress": gettext("đại hội"),
        "units.Function": gettext("chức năng"),
        "units.Term": gettext("nhiệm kỳ"),
        "work.CalendarDay": gettext("ngày"),
        "work.Extension": gettext("đề nghị gia hạn"),
        "work.Job": gettext("việc nền"),
        "work.Recurrence": gettext("nhiệm vụ định kỳ"),
        "work.Reminder": gettext("đôn đốc"),
        "work.Task": gettext("nhiệm vụ"),
    }
    return f"{named.get(from_model, from_model)} {number}"
