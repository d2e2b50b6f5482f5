"""What deeds and the things they are done to are called on a page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, gettext_lazy

register = template.Library()

VERBS = {
    "amend_consultation": gettext_lazy("sửa đợt lấy ý kiến"),
    "appeal_hiding": gettext_lazy("đề nghị xem lại việc ẩn"),
    "appoint": gettext_lazy("giao vai trò"),
    "approve_response": gettext_lazy("duyệt trả lời"),
    "ask_extension": gettext_lazy("xin gia hạn"),
    "ask_job": gettext_lazy("giao việc nền"),
    "ask_synthesis": gettext_lazy("giao tổng hợp ý kiến"),
    "ask_questions": gettext_lazy("ghi gợi ý thảo luận"),
    "assign_function": gettext_lazy("giao chức năng"),
    "assign_task": gettext_lazy("giao nhiệm vụ"),
    "cancel_job": gettext_lazy("dừng việc nền"),
    "close_account": gettext_lazy("đóng tài khoản"),
    "close_task": gettext_lazy("hoàn thành nhiệm vụ"),
    "close_unit": gettext_lazy("kết thúc đơn vị"),
    "correct_submission": gettext_lazy("sửa góp ý"),
    "correct_tally": gettext_lazy("sửa số lượt ý kiến"),
    "count_positions": gettext_lazy("ghi số lượt ý kiến"),
    "disown_channel": gettext_lazy("thôi đầu mối tổng hợp"),
    "draft_response": gettext_lazy("soạn trả lời"),
    "drop_task": gettext_lazy("bỏ nhiệm vụ không còn phù hợp"),
    "end_recurrence": gettext_lazy("thôi nhiệm vụ định kỳ"),
    "feed_consultation": gettext_lazy("đưa ý kiến hội nghị vào đợt lấy ý kiến"),
    "found_unit": gettext_lazy("lập đơn vị"),
    "grant_appeal": gettext_lazy("đồng ý xem lại, thôi ẩn"),
    "grant_extension": gettext_lazy("đồng ý gia hạn"),
    "hide_submission": gettext_lazy("ẩn góp ý"),
    "hold_conference": gettext_lazy("ghi hội nghị"),
    "import_draft_version": gettext_lazy("nhập bản dự thảo"),
    "import_submissions": gettext_lazy("nhập tệp góp ý"),
    "import_successions": gettext_lazy("nhập kế tiếp"),
    "import_units": gettext_lazy("nhập đơn vị"),
    "job_cancelled": gettext_lazy("việc nền đã dừng"),
    "job_done": gettext_lazy("việc nền xong"),
    "job_failed": gettext_lazy("việc nền không xong"),
    "lift_hiding": gettext_lazy("thôi ẩn góp ý"),
    "keep_synthesis": gettext_lazy("tổng hợp xong, số liệu khớp"),
    "make_token": gettext_lazy("cấp khóa nhập liệu"),
    "mark_day": gettext_lazy("ghi ngày nghỉ"),
    "move_unit": gettext_lazy("chuyển đơn vị"),
    "open_account": gettext_lazy("mở tài khoản"),
    "open_consultation": gettext_lazy("công bố đợt lấy ý kiến"),
    "open_term": gettext_lazy("ghi nhiệm kỳ"),
    "open_text": gettext_lazy("mở nguyên văn góp ý"),
    "own_channel": gettext_lazy("giao đầu mối tổng hợp"),
    "publish_draft_version": gettext_lazy("công bố bản dự thảo"),
    "publish_response": gettext_lazy("công bố trả lời"),
    "publish_synthesis": gettext_lazy("công bố bản tổng hợp"),
    "purge_submission": gettext_lazy("xóa nội dung hết hạn lưu giữ"),
    "record_congress": gettext_lazy("ghi đại hội"),
    "purge_contacts": gettext_lazy("xóa liên hệ hết hạn"),
    "purge_texts": gettext_lazy("xóa nội dung hết hạn lưu giữ"),
    "recur": gettext_lazy("đặt nhiệm vụ định kỳ"),
    "redraft_response": gettext_lazy("sửa trả lời"),
    "refuse_appeal": gettext_lazy("xem lại, vẫn ẩn"),
    "refuse_extension": gettext_lazy("không đồng ý gia hạn"),
    "relieve": gettext_lazy("thôi giao vai trò"),
    "remind": gettext_lazy("đôn đốc"),
    "remove_contact": gettext_lazy("người gửi xóa liên hệ"),
    "rename_unit": gettext_lazy("đổi tên đơn vị"),
    "reset_password": gettext_lazy("đặt lại mật khẩu"),
    "reset_second_factor": gettext_lazy("đặt lại bước xác thực"),
    "retry_job": gettext_lazy("thử lại việc nền"),
    "return_response": gettext_lazy("trả lại trả lời"),
    "revoke_token": gettext_lazy("thu hồi khóa nhập liệu"),
    "seal_day": gettext_lazy("công bố dấu vân của ngày"),
    "set_counting_policy": gettext_lazy("đặt quy tắc tính đếm"),
    "send_notices": gettext_lazy("gửi tin báo"),
    "set_own_password": gettext_lazy("đổi mật khẩu"),
    "set_up_consultation": gettext_lazy("lập đợt lấy ý kiến"),
    "start_task": gettext_lazy("bắt đầu nhiệm vụ"),
    "submit_response": gettext_lazy("trình duyệt trả lời"),
    "succeed_unit": gettext_lazy("ghi đơn vị kế tiếp"),
    "amend_article": gettext_lazy("sửa bài"),
    "add_photo": gettext_lazy("thêm ảnh"),
    "approve_article": gettext_lazy("duyệt bài"),
    "correct_article": gettext_lazy("lập bản đính chính"),
    "drop_photo": gettext_lazy("bỏ ảnh"),
    "hide_comment": gettext_lazy("ẩn bình luận"),
    "keep_comments": gettext_lazy("đặt cách nhận bình luận"),
    "lift_comment": gettext_lazy("thôi ẩn bình luận"),
    "publish_article": gettext_lazy("công bố bài"),
    "send_back_article": gettext_lazy("trả lại bài"),
    "show_comment": gettext_lazy("cho hiện bình luận"),
    "submit_article": gettext_lazy("trình duyệt bài"),
    "write_article": gettext_lazy("viết bài"),
    "withdraw_submission": gettext_lazy("rút lại góp ý"),
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
        "consultation.Hiding": gettext("lần ẩn góp ý"),
        "consultation.Response": gettext("trả lời"),
        "consultation.Submission": gettext("lượt góp ý"),
        "news.Article": gettext("bài viết"),
        "news.ArticleVersion": gettext("bản của bài viết"),
        "news.Comment": gettext("bình luận"),
        "units.Congress": gettext("đại hội"),
        "units.Function": gettext("chức năng"),
        "units.Officer": gettext("cán bộ"),
        "units.RoleAssignment": gettext("vai trò"),
        "units.Term": gettext("nhiệm kỳ"),
        "consultation.Consultation": gettext("đợt lấy ý kiến"),
        "consultation.DraftVersion": gettext("bản dự thảo"),
        "consultation.DayRoot": gettext("dấu vân ngày"),
        "consultation.ImportToken": gettext("khóa nhập liệu"),
        "units.Unit": gettext("đơn vị"),
        "work.CalendarDay": gettext("ngày"),
        "work.Extension": gettext("đề nghị gia hạn"),
        "work.Job": gettext("việc nền"),
        "work.Recurrence": gettext("nhiệm vụ định kỳ"),
        "work.Reminder": gettext("đôn đốc"),
        "work.Task": gettext("nhiệm vụ"),
    }
    return f"{named.get(from_model, from_model)} {number}"
