"""Names of people are found by what stands before them and what they are made of; places, schools,
people of history and office holders stay. All people here are made up."""

import pytest

from danvan.sense.redact import agreed, found, unclear, window
from danvan.sense.runners.people import people


def named(text: str) -> list[str]:
    """The words that are masked as names."""
    hits = [hit for hit in found(text) if hit.sure != "left"]
    assert {hit.kind for hit in hits} <= {"name"}
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tôi là Nguyễn Văn Mẫu, đề nghị làm đường", ["Nguyễn Văn Mẫu"]),
        ("Ông Hùng ở thôn Hạ nói đường hỏng", ["Hùng"]),
        ("nhờ chị Lan xem lại giúp", ["Lan"]),
        ("cháu Đặng Thị Thử đi học xa", ["Đặng Thị Thử"]),
        ("Cô giáo Hoài dạy rất tốt", ["Hoài"]),
        ("Họ và tên: Vàng A Mẫu", ["Vàng A Mẫu"]),
        ("người gửi: Quàng Văn Thử", ["Quàng Văn Thử"]),
        ("Hộ bà Trịnh Thị Mẫu chưa được đền bù", ["Trịnh Thị Mẫu"]),
        ("con gái tên là Bảo Thử", ["Bảo Thử"]),
        ("Nguyễn Mẫu Thử, 45 tuổi, chưa có thẻ", ["Nguyễn Mẫu Thử"]),
        ("theo Hường thì nên làm sớm", ["Hường"]),
        ("ong Nguyen Van Mau de nghi lam duong", ["Nguyen Van Mau"]),
    ],
)
def test_a_name_is_found_by_its_title_its_family_name_or_itself(text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("bà N.T.H. chưa có nước sạch", ["N.T.H."]),
        ("anh P.V.Th và chị T.A đều thấy", ["P.V.Th", "T.A"]),
        ("Bà T. ở cuối xóm", ["T."]),
        ("anh H nói vậy", ["H"]),
        ("Hiện N. vẫn chưa được cấp", ["N."]),
    ],
)
def test_initials_are_names(text, names):
    assert named(text) == names


def test_who_is_listed_with_a_name_is_named_too():
    assert named("Nhờ anh Hùng, Dũng và Lan xem giúp") == ["Hùng", "Dũng", "Lan"]


def test_who_is_named_once_is_found_again_by_the_given_name_or_the_last_initial():
    assert named("Anh Lê Văn Bích bị ngã. Sau đó Bích phải nằm viện.") == ["Lê Văn Bích", "Bích"]
    assert named("Bà M.T.N. hỏi, xong N. lại hỏi tiếp") == ["M.T.N.", "N."]


@pytest.mark.parametrize(
    "text",
    [
        "Sửa đường Lê Lợi, Nguyễn Huệ và Trần Phú",
        "Trường THPT Ngô Sĩ Liên và Trường Tiểu học Lê Hồng Phong",
        "Học tập tư tưởng Hồ Chí Minh, Bác Hồ kính yêu",
        "Chủ nghĩa Mác - Lênin",
        "Bà mẹ Việt Nam anh hùng ở Hoàng Mai, Cao Bằng",
        "Bà con Tân Yên, con em Lục Ngạn",
        "Công ty TNHH Minh Trang, xe khách Kim Chi",
        "Đồng bào Tày, Nùng, Dao, Cao Lan",
        "Đề nghị Ủy ban nhân dân tỉnh, Sở Y tế và Hội Nông dân trả lời",
        "Học sinh Trường Mầm non số 2",
        "Quốc lộ 1A đi Bắc Giang, Thái Nguyên, Hà Nội",
        "PGS.TS, TP.HCM, UBND, HĐND, MTTQ; T.Ư Đảng; TP. Bắc Giang",
        "Phương án A tốt hơn phương án B. Lớp 12A, nhóm C, vitamin D.",
        "Văn hóa, Công an, Đoàn thanh niên, Thành phố, Hương ước",
        "Phạm vi điều chỉnh. Phạm nhân. Lưu ý. Mai sau. Đồng ý!",
        "Người dân Nga, Mỹ, Pháp, Đức",
    ],
)
def test_places_schools_history_and_common_words_are_no_names(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch UBND xã Trần Văn Mẫu đã hứa",
        "Bí thư Huyện ủy Nguyễn Thị Thử đã về thăm",
        "ông Đỗ Văn Mẫu, Giám đốc Sở Xây dựng, trả lời",
        "bà Lý Thị Thử (Phó Chủ tịch HĐND) hỏi",
        "ông Vi Văn Mẫu - trưởng phòng giáo dục",
        "Giám đốc Sở Y tế, bà Lý Thị Thử, trả lời",
        "Bác sĩ Hùng cho biết bệnh đã giảm",
        "“Sẽ làm ngay”, ông Mẫu nói",
        "Ông Mẫu chỉ đạo sửa ngay",
    ],
)
def test_who_acts_in_a_public_office_is_left_to_be_read_but_listed(text):
    hits = found(text)
    assert [hit.sure for hit in hits] == ["left"]


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch xã giao cho anh Hùng làm",
        "Đề nghị Chủ tịch xã, ông Hùng và bà con xem lại",
        "Ông Mẫu cho biết đường hỏng",
        "Bác sĩ Hùng mắng mẹ tôi",
        "ông Đỗ Văn Mẫu, giám đốc công ty, trả lời",
        "ông Đỗ Văn Mẫu là hàng xóm",
    ],
)
def test_an_office_of_somebody_else_or_of_a_company_leaves_nobody(text):
    assert [hit.sure != "left" for hit in found(text)] == [True]


def test_a_name_in_small_letters_is_not_found():
    assert found("nho anh hung xem lai duong") == []


# ---------------------------------------------------------------- the model of names


def test_the_model_sees_people_and_no_places_and_its_spans_lie_in_the_text():
    texts = ["Chị Lan ở Hà Nội gặp Hòang  Nam.", "", "Sửa đường ở xã Tân Yên."]
    seen = people(texts)
    words = [
        [text[start:end] for start, end in spans] for text, spans in zip(texts, seen, strict=True)
    ]
    assert "Lan" in words[0]
    assert words[1:] == [[], []]


def test_the_model_is_asked_only_about_what_the_rules_leave_open():
    text = "Đường hỏng. Cảm ơn Diệu Nhi đã ghi giúp. Anh Hùng đồng ý, ở xã Tân Yên."
    runs = unclear(text, found(text))
    assert [text[run.start : run.end] for run in runs] == ["Diệu Nhi"]
    low, high = window(text, runs[0])
    assert text[low:high].strip() == "Cảm ơn Diệu Nhi đã ghi giúp."
    at = text.index("Diệu Nhi") - low
    assert agreed(runs[0], low, [(at, at + 4)])
    assert not agreed(runs[0], low, [(0, at)])
