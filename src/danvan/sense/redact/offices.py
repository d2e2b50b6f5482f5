"""Those who are named with the public office in which they act, or as those who speak in public."""

from __future__ import annotations

from danvan.sense.redact.wording import Words, phrases

TITLES_OF_OFFICE = frozenset("ông bà anh chị đồng chí gs pgs ts bs ths bác sĩ tiến . /".split())
# Offices, by their first two syllables; a person named with one acts in it.
OFFICES = phrases(
    """
    bí thư; chủ tịch; chủ nhiệm; bộ trưởng; thứ trưởng; thủ tướng; tổng thống; cục trưởng; cục phó;
    vụ trưởng; vụ phó; chánh văn; chánh thanh; chánh án; trưởng ban; trưởng phòng; trưởng đoàn;
    trưởng công; trưởng trạm; trưởng khoa; trưởng bộ; viện trưởng; hiệu trưởng; hiệu phó; giám đốc;
    tổng cục; phó trưởng; phó ban; phó phòng; phó khoa; phó đoàn; quốc hội; đại sứ; tư lệnh;
    chính ủy; chính uỷ; phát ngôn; ủy viên; uỷ viên; đại tướng; thượng tướng; trung tướng;
    thiếu tướng; lãnh đạo; thường trực; ngoại trưởng; thị trưởng; thống đốc; chuyên gia
    """
)
PRIVATE = frozenset({"công ty", "doanh nghiệp", "hợp tác", "nhà máy", "nhà hàng", "khách sạn"})
# What may stand between an office and the name of its holder, beside words with a capital.
OF_AN_OFFICE = frozenset(
    """
    tỉnh thành thị phố huyện quận xã phường trấn ủy uỷ ban nhân dân hội đồng sở y tế phòng trung tâm
    khoa bệnh viện đoàn công an cục vụ bộ thường trực mặt trận tổ quốc phụ nữ nông thanh niên cựu
    chiến binh giáo dục đào tạo tài chính nguyên môi trường xây dựng giao thông vận tải văn hóa hoá
    thể thao du lịch tư pháp kế hoạch đầu nội tra kiểm soát sát tật dự chống dịch quản lý khám chữa
    đa chuyên trách nước và các tuyên đảng chỉ đạo quân sự khu phát triển thương học nghệ đơn vị cơ
    quan này kiêm phó quyền nhiệt đới ương giám đốc trưởng chủ tịch bí thư viên lãnh đạo đại biểu
    hồi sức tích cực thành phố nội tiết thận nhân tạo cấp cứu truyền nhiễm
    """.split()
)
# Public bodies; a person named with one at once speaks for it.
BODIES = phrases(
    "bệnh viện; trung tâm; ủy ban; uỷ ban; công an; viện kiểm; tòa án; toà án; văn phòng"
)
BETWEEN = 14  # words between an office and a name
NOW = frozenset("hiện là nguyên quyền đang nay tân phó".split())


def in_office(words: Words, low: int, high: int) -> bool:
    """Whether the name in words `low:high` stands beside the public office of whoever bears it."""
    return office_before(words, low, high) or office_after(words, high)


def office_before(words: Words, low: int, high: int) -> bool:
    """`Chủ tịch UBND tỉnh [ông] X`: back over the office's own body, and nothing else."""
    at = low - 1
    while at >= 0 and words.lower(at) in TITLES_OF_OFFICE:
        at -= 1
    apart = words.lower(low - 1) in {"ông", "bà"} and high - low > 1  # `Giám đốc Sở Y tế, ông X Y`
    if at >= 0 and (words.word[at] in "(–-:" or (apart and words.word[at] == ",")):
        at -= 1
    for back in range(at, max(at - BETWEEN, 0), -1):
        if words.pair(back - 1) in OFFICES:
            return True
        lower = words.lower(back)
        if not (lower in OF_AN_OFFICE or words.word[back][0].isupper() or lower in "-–&/"):
            return False
    return False


def office_after(words: Words, high: int) -> bool:
    """`X, [nguyên] Chủ tịch UBND tỉnh`, `X (trái), giám đốc Sở Y tế`, `X là bí thư`."""
    high = past_bracket(words, high)
    if high >= len(words) or words.lower(high) not in {",", "(", "-", "–", "—", "là"}:
        return False
    at = high + 1
    while at < len(words) and words.lower(at) in NOW and words.pair(at) not in OFFICES:
        at += 1
    if words.pair(at) in OFFICES:
        return words.pair(at + 2) not in PRIVATE
    body = words.pair(at) in BODIES or words.lower(at) in {"khoa", "sở", "bộ", "cục"}
    return body and at < len(words)


# Those who are asked for what they know: in their reports they speak for their profession.
PROFESSIONS = phrases("bác sĩ; bác sỹ; giáo sư; tiến sĩ; luật sư; chuyên gia")
DEGREES = frozenset("bs gs pgs ts ths".split())
REPORTING = phrases(
    """
    cho biết; cho rằng; cho hay; nhận định; nhận xét; khẳng định; phân tích; giải thích; thông tin;
    khuyến cáo; đánh giá; nhìn nhận; nhấn mạnh; lưu ý; chia sẻ
    """
)
BODIES_TOLD = frozenset("các chính ủy uỷ ubnd sở ngành lực đơn cơ".split())
RULING = phrases("chỉ đạo; chủ trì; phê duyệt; ban hành; ký quyết; ký ban")
QUOTES = frozenset("\"'”’»")


def in_public(words: Words, low: int, high: int) -> bool:
    """Whether somebody rules as only an authority does, reports as a professional, or is quoted in
    inverted commas: `“…”, ông X nói`."""
    at = high + 1 if words.lower(high) in {"cũng", "đã", ",", "vừa"} else high
    if rules(words, at):
        return True
    told = words.pair(at) in REPORTING or "theo" in {words.lower(low - 2), words.lower(low - 3)}
    if told and is_professional(words, low):
        return True
    return quoted(words, low) and (told or words.lower(at) in {"nói", "nêu", "đề"})


def past_bracket(words: Words, at: int) -> int:
    """Behind one word in brackets, as under a picture: `X (trái)`."""
    return at + 3 if words.lower(at) == "(" and words.lower(at + 2) == ")" else at


def rules(words: Words, at: int) -> bool:
    """Whether what is done is done to bodies, or to everybody, by those over them."""
    told = words.pair(at) == "yêu cầu" and words.lower(at + 2) in BODIES_TOLD
    return told or words.pair(at) in RULING


def is_professional(words: Words, low: int) -> bool:
    before = {words.lower(low - 1), words.lower(low - 2)}
    return words.pair(low - 2) in PROFESSIONS or bool(before & DEGREES)


def quoted(words: Words, low: int) -> bool:
    """Whether closing inverted commas and a comma or dash stand before the name and its title."""
    return any(
        words.lower(at) in {",", "-", "–", "—"} and words.lower(at - 1) in QUOTES
        for at in (low - 2, low - 3)
    )
