"""No group by faith, ethnicity or membership is kept beside what somebody said (D3)."""

import pytest

from danvan.consultation.models import Submission
from danvan.consultation.models.groups import neutral

LABELS = ("đồng bào có đạo", "Tín đồ Phật giáo", "dân tộc thiểu số", "người Tày", "đảng viên")


@pytest.mark.parametrize("label", LABELS)
def test_a_label_of_people_is_not_kept(send, label):
    send("Nhất trí", group=label)

    assert Submission.objects.get().group == ""


@pytest.mark.parametrize("group", ["nông dân", "cán bộ hưu trí", "phụ nữ", "công nhân"])
def test_work_and_age_are_kept(group):
    assert neutral(f"  {group} ") == group


def test_a_text_that_speaks_of_them_is_kept_whole(send):
    send("Đề nghị quan tâm đồng bào có đạo")

    assert Submission.objects.get().text == "Đề nghị quan tâm đồng bào có đạo"
