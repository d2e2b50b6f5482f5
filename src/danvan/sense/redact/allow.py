"""Names that may be read: places, schools, streets, organisations and people of history."""

from __future__ import annotations

from danvan.sense.redact.wording import phrases

# A capitalised name after one of these is the name of a place, a school, a body or a work.
OF_A_PLACE = frozenset(
    """
    đường phố ngõ ngách hẻm kiệt xã phường thôn xóm bản ấp buôn làng tổ khu khối huyện quận tỉnh
    tp tx tt thị cầu chợ sông hồ núi đèo đảo đồi suối kênh mương đập trường thpt thcs ptdt
    đại viện công khẩu khoa tnhh cp htx xưởng quán tiệm hãng báo đài chùa đền đình lăng miếu phủ
    quỹ giải cúp ga bến cảng tòa toà nước vịnh biển rạch hầm dốc ngã vườn trại đồn bốt kho bar rạp
    bãi phà
    """.split()
)
OF_A_BODY = phrases(
    """
    quốc lộ; tỉnh lộ; đại lộ; khu phố; khu dân; dân cư; dân phố; thị xã; thị trấn; thành phố; tiểu
    học; mầm non; mẫu giáo; trung học; phổ thông; đại học; cao đẳng; học viện; bệnh viện; đa khoa;
    phòng khám; nhà thuốc; công ty; cổ phần; nhà máy; tập đoàn; doanh nghiệp; hợp tác; tác xã; cửa
    hàng; siêu thị; nhà hàng; khách sạn; chung cư; công viên; quảng trường; di tích; bảo tàng; nhà
    hát; nhà thờ; thư viện; sân bay; sân vận; vận động; bến xe; trung tâm; tượng đài; nghĩa trang;
    công nghiệp; đô thị; giải thưởng; danh hiệu; huân chương; tư tưởng; chủ nghĩa; phong trào;
    chiến dịch; chương trình; dự án; thời đại; triều đại; thanh niên; tiền phong; sản xuất; thương
    hiệu; nhãn hiệu; ngân hàng; cơ sở; trạm y; y tế; người việt; miền nam; miền bắc; khu vực; địa
    bàn; cụm từ; nhà xe; xe khách; hàng chay; cửa khẩu; hội trường; xí nghiệp
    """
)
HISTORIC = phrases(
    """
    hồ chí minh; bác hồ; nguyễn ái quốc; nguyễn tất thành; trần hưng đạo; trần quốc tuấn; quang
    trung; nguyễn huệ; nguyễn trãi; nguyễn du; nguyễn đình chiểu; nguyễn bỉnh khiêm; nguyễn công
    trứ; nguyễn khuyến; nguyễn trường tộ; nguyễn thái học; nguyễn tri phương; nguyễn trung trực;
    nguyễn văn cừ; nguyễn thị minh khai; nguyễn thị định; nguyễn văn trỗi; nguyễn viết xuân;
    nguyễn chí thanh; nguyễn lương bằng; nguyễn đức cảnh; nguyễn hữu thọ; nguyễn văn linh;
    nguyễn duy trinh; nguyễn hữu huân; nguyễn khắc nhu; lê lợi; lê lai; lê thánh tông; lê quý đôn;
    lê hồng phong; lê duẩn; lê hữu trác; lê đại hành; lê chân; lê thanh nghị; lê văn hưu; lê văn
    tám; lê ngọc hân; lý thường kiệt; lý thái tổ; lý tự trọng; lý công uẩn; lý nam đế; trần phú;
    trần nhân tông; trần nhật duật; trần quang khải; trần khánh dư; trần bình trọng; trần thủ độ;
    trần nguyên hãn; trần quý cáp; trần cao vân; trần đăng ninh; trần đại nghĩa; trần quốc toản;
    trường chinh; phạm văn đồng; phạm ngũ lão; phạm hùng; phạm ngọc thạch; phạm hồng thái; võ
    nguyên giáp; võ thị sáu; võ văn kiệt; võ văn tần; phan bội châu; phan châu trinh; phan chu
    trinh; phan đình phùng; phan đình giót; phan đăng lưu; phan huy chú; hoàng hoa thám; hoàng văn
    thụ; hoàng quốc việt; hoàng diệu; hoàng văn thái; ngô quyền; ngô gia tự; ngô sĩ liên; ngô thì
    nhậm; đinh tiên hoàng; đinh bộ lĩnh; đinh công tráng; tôn đức thắng; tôn thất thuyết; tôn thất
    tùng; bùi thị xuân; bế văn đàn; kim đồng; la văn cầu; tô hiến thành; tô hiệu; tô vĩnh diện; tô
    hoài; hà huy tập; hàn thuyên; hai bà trưng; bà trưng; bà triệu; trưng trắc; trưng nhị; mai thúc
    loan; mai hắc đế; an dương vương; hùng vương; thục phán; chu văn an; cao bá quát; cao thắng;
    lương thế vinh; lương văn can; lương ngọc quyến; mạc đĩnh chi; mạc thị bưởi; phùng hưng; phùng
    chí kiên; khúc thừa dụ; đào duy từ; đào duy anh; đặng thùy trâm; đặng trần côn; đoàn thị điểm;
    hồ xuân hương; hồ tùng mậu; huỳnh thúc kháng; thân nhân trung; thân cảnh phúc; giáp hải; doãn
    kế thiện; dương vân nga; tự đức; gia long; minh mạng; hàm nghi; duy tân; triệu quang phục;
    trương định; trương công định; thủ khoa huân; ông ích khiêm; hải thượng lãn ông; ỷ lan; lạc
    long quân; âu cơ; thánh gióng; mác; lênin; lê nin; lê-nin; các mác; ăng ghen; mẹ suốt;
    châu văn liêm; xuân diệu; huy cận; tố hữu; nam cao; ngô tất tố; vũ trọng phụng; nguyễn tuân
    """
)
# Countries, seas and other words with capitals that are made like names.
ELSEWHERE = phrases(
    """
    thái bình dương; đại tây dương; thái lan; hoa kỳ; hà lan; ba lan; thụy điển; thuỵ điển; thụy
    sĩ; thuỵ sĩ; thổ nhĩ kỳ; bồ đào nha; tây ban nha; phần lan; đan mạch; na uy; ý đại lợi; đài
    loan; mã lai; trung quốc; hàn quốc; nhật bản; triều tiên; ấn độ; ai cập; đông nam bộ; đông nam
    á; tây nguyên; nam bộ; bắc bộ; trung bộ; việt nam; hồ gươm; hồ tây; văn miếu; kim ngưu; kim
    liên; hồng hà; hoàng thành; đồng bằng; cao nguyên; trường sơn; hoàng liên sơn; mê kông; cửu
    long; cao lan; sán chay; sán dìu; sán chí
    """
)
NATIONS = frozenset(
    """
    anh nga mỹ pháp đức ý nhật hàn trung úc ấn lào thái việt séc áo bỉ tây hoa hán kinh tày nùng dao
    mông mường khmer chăm khoa á âu đông nam bắc huế vinh toán văn sử địa lý hóa hoá sinh tin nhi
    sản nội ngoại liên
    """.split()
)
