"""Words with a capital that are no name, though a part of them could be one."""

from __future__ import annotations

from danvan.sense.redact.wording import phrases

# The first syllable of a body, a paper or a thing, whatever noun stands before it.
NOT_NAMES = frozenset(
    """
    đảng nhà bộ sở ban ủy uỷ hội mặt thủ tỉnh huyện xã phường phòng viện cục tổng khu luật nghị điều
    khoản mục phần chương bệnh covid sars corona ncov facebook zalo internet youtube online giám phó
    trưởng chủ bí chánh thứ quyền tết tháng ngày năm sáng chiều tối trưa đề kính theo trong tại khi
    các những một hai ba bốn sau trước vì nếu và của với cho là không có được tuy nhưng nên do từ
    việt tiểu mầm trạm đường phố quận thôn xóm ngân vùng miền nhân hợp hiện hiến pháp
    """.split()
) - {"ba", "hai", "hợp", "hiến", "hiện", "ngân", "quyền", "nhân", "năm", "từ"}
# Two syllables of which the first, alone, could be a name.
COMPOUNDS = phrases(
    """
    thành phố; thành đoàn; thành ủy; thành uỷ; thành viên; thành phần; thành lập; trung ương;
    trung tâm; trung học; trung quốc; trung đoàn; trung tá; trung úy; trung tướng; trung đông;
    trung hoa; trung bộ; công an; công ty; công đoàn; công ích; công chức; công nhân; công tác;
    công trình; công trường; công nghệ; công nghiệp; công thương; công văn; công viên; đoàn thanh;
    đoàn thể; đoàn viên; đoàn đại; đoàn tncs; đoàn xã; đại học; đại hội; đại biểu; đại tá; đại sứ;
    đại đoàn; đại dịch; quốc hội; quốc gia; quốc lộ; quốc phòng; quốc tế; quốc khánh; viện kiểm;
    trường học; trường tiểu; trường mầm; trường đại; trường thpt; trường thcs; trường trung;
    trường hợp; trường cao; trường mẫu; nam bộ; nam định; nam phi; nam kỳ; nhân dân; nhân viên;
    ngân hàng; ngân sách; quyền lợi; quyền hạn; hiến pháp; hiến kế; hợp tác; hiện nay; hiện tại;
    hiện trạng; bình quân; bình đẳng; an toàn; an ninh; an sinh; minh bạch; chính phủ; chính
    quyền; chính sách; chính trị; chính ủy; thanh tra; thanh niên; thanh toán; xuân này; xuân hè;
    thu phí; thu nhập; thu hút; tài chính; tài nguyên; tài sản; tài khoản; tiến độ; tiến sĩ; phát
    triển; phát biểu; phong trào; thi đua; thi hành; thái lan; thái bình; đông nam; đông y; tây
    nguyên; bắc bộ; bắc ninh; bắc giang; bắc kinh; bảo hiểm; bảo đảm; bảo vệ; bảo tàng; thường vụ;
    thường trực; thường xuyên; tư pháp; tư lệnh; tư vấn; tư nhân; quân đội; quân khu; quân sự; tổ
    chức; tổ trưởng; hải quan; hải phòng; hải quân; hải dương; kim loại; văn hóa; văn hoá; văn
    phòng; văn bản; văn nghệ; văn kiện; đồng bằng; đồng bào; đồng thời; đồng ý; đồng tình; đồng
    nai; cao tốc; cao đẳng; cao học; cao su; lâm nghiệp; lâm trường; nông nghiệp; nông thôn; nông
    dân; nông trường; hội đồng; y tế; sơn la; hà nội; hồ sơ; mai sau; hoa kỳ; hoa quả; mã số; thân
    nhân; thân thiện; lưu ý; lưu học; lý do; lý luận; kim ngạch; quan tâm; quản lý; phó chủ; phó
    giám; phó bí; phó trưởng; phó thủ; từ khi; từ đó; từ ngày; phương án; phương tiện; phương
    pháp; phương thức; giang sơn; dương tính; lương thực; lương tối; lương hưu; hoàn cảnh; hoàn
    thiện; hoàn thành; hoàn toàn; phú thọ; phú yên; phú quốc; thế giới; thế kỷ; quý vị; quý cơ;
    quý ban; quý báu; quý iii; quý ii; tình hình; tình trạng; trí thức; định hướng; định kỳ; thực
    hiện; kính mong; kính gửi; ý kiến; ý thức; tân thủ; tín dụng; toàn tỉnh; toàn dân; toàn quốc;
    toàn bộ; toàn xã; long an; vĩnh phúc; vĩnh long; ninh bình; ninh thuận; vân tay; trang trí;
    trang thiết; trang bị; trang web; trang mạng; trang trại; trang phục; trang điểm; hương ước;
    hương khói; hương lộ; thư viện; thư mời; thư ký; thư ngỏ; lan man; lan tỏa; lan toả; linh
    hoạt; linh động; linh kiện; thảo luận; thảo dược; hạnh phúc; hạnh kiểm; hùng biện; hùng mạnh;
    cường độ; cường quốc; dung dịch; dung lượng; duyên dáng; duyên hải; hiếu học; hiếu thảo; hoan
    nghênh; huyền thoại; khôi phục; mai mối; mai táng; ngân khố; nhàn rỗi; quỳnh lưu; tuyết rơi;
    vân vân; yến sào; hằng ngày; hằng năm; hằng tháng; hằng tuần; hạnh ngộ; bích họa; thoa kem;
    thơm tho; hiền hòa; hiền lành; đặng xá; trịnh xá; ngô đồng; nhi đồng; thùy mị; trinh sát; trâm
    anh; luyến tiếc; loan báo; phạm nhân; phạm vi; phạm tội; phạm pháp; viện trưởng; liên đoàn;
    liên minh; liên hiệp; liên hợp; liên kết; liên quan; nhi khoa; đoàn luật; đoàn kết; đoàn công
    """
)
