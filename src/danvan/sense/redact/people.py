"""What Vietnamese names are made of, and the words that stand before a name.

General knowledge of the language, no list of anybody: family names, middle names, given names, and
the nouns by which people are addressed.
"""

from __future__ import annotations

from danvan.sense.redact.wording import phrases
from danvan.sense.words.fold import fold

# Family names of the Kinh first, then those common among the Tày, Nùng, Mông, Dao, Thái, Mường,
# Khmer, Chăm and the peoples of the Central Highlands. Each is one syllable.
SURNAMES = frozenset(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh
    trương lâm đinh mai tô tạ hà cao lưu lương thái châu phùng quách kiều tăng chu thân giáp hứa
    đàm đồng khổng khúc khuất kim lã lại mạc nghiêm ngụy nhữ phí phó quản quan tào thạch thẩm
    thi thiều tiêu tôn tống từ ung uông văn viên âu bàng bành bạch biện cái cam cát cấn cù cung
    diệp doãn diêm đường đới đậu điêu đôn giang hán hàn hình hoa khương khưu lạc lai lãnh lăng
    ninh nhâm nhan ôn phù phương sử thôi triệu tưởng vạn vi vưu yên ứng thang trà tiết tất
    nông hầu lục ma mã bế sầm hạ chúng đèo lò quàng cà lường tòng vàng giàng thào sùng mùa hạng cứ
    lầu vừ ly sìn tẩn phàn chảo lù lèng lỳ cư mông hờ hoả tráng lèo cầm ngân sồng
    danh sơn chau bá đàng thập quảng kiên niê ksor siu nay kpă rmah rơ êban mlô ayun
    hmok pinăng katơr alăng zơrâm bhling arất bríu pơloong
    """.split()
)
MIDDLES = frozenset("văn thị".split())  # between a family name and a given name, nowhere else
GIVEN = frozenset(
    """
    an anh ánh ân bách ban bảo bằng bích biên bình bính cầm cẩm châu chi chiến chinh chính chung
    chương công cúc cương cường danh dao diễm diễn diện diệp diệu doanh du dung duệ duy duyên dũng
    dương đại đạo đạt đăng đán đào điềm điển điệp đính định đoan đoàn đô đông đức gấm giang giáp
    hà hạ hạnh hảo hải hân hằng hậu hiên hiến hiền hiển hiệp hiếu hinh hoa hòa hoà hoài hoan hoàn
    hoàng hoạt hồng hợi hợp huân huấn huệ huế hùng huy huyền huỳnh hưng hương hường hưởng hữu
    kha khải khang khanh khánh khiêm khoa khoái khôi khuê khương kiên kiệm kiệt kiều kim kính kỳ
    lam lan lài lành lâm lân lập lê lệ liên liễu linh loan long lộc lợi luân luận luyến luyện lụa
    lương lượng lưu ly lý mai mạnh mão mận mến mi miên minh mùi mơ mỹ my nam nga ngà ngân nghi
    nghĩa ngọ ngoan ngọc nguyên nguyệt nhài nhâm nhàn nhân nhật nhi nhiên nhung như nhường ninh
    nụ nương oanh phát phan phấn phong phú phúc phụng phước phương phượng quang quân quế quốc quý
    quyên quyền quyết quỳnh sang sáng san sâm sen sinh son song sơn sửu tài tám tâm tân tấn thái
    thanh thành thảo thạch thắm thắng thăng thân thế thêm thi thiêm thiện thiệp thiết thìn thịnh
    thoa thọ thơ thơm thu thuần thuận thuật thuý thúy thuỳ thùy thuỷ thủy thư thương thược thường
    thưởng tiên tiến tiệp tín tĩnh tình toán toàn toại tố tráng trang trà tràng trâm trân tri trí
    triết triển triều trinh trọng trúc trung trường tuân tuấn tuất tuệ tùng tuyên tuyến tuyền
    tuyết tú tư tường tưởng tý ty uyên uy văn vân vi viên việt vinh vĩnh vịnh vũ vui vượng
    vương vy xuân xuyến xoan xuyên yên yến ý
    """.split()
)
# Given names that stand for nothing else when written with a capital inside a sentence.
ALONE = frozenset(
    """
    bích cúc cường diễm diệu duyên dũng dung gấm hằng hạnh hiền hiếu hoài hoan hùng huyền hường
    huệ hương khiêm khôi khuê kiệt lan lài liễu linh loan luyến lụa mai mận mến ngân nguyệt nhài
    nhàn nhi nhung nụ nương oanh phượng phụng quyên quỳnh sen thảo thắm thoa thơm thuý thúy thuỳ
    thùy thư thược trâm trang trinh trúc tuấn tuất tuyền tuyết tùng uyên vân vy xoan xuyến yến
    nguyễn phạm huỳnh đặng bùi trịnh ngô
    """.split()
)
# Nouns for a person that a name may follow at once: of one syllable, and of two.
TITLES = frozenset(
    """
    ông bà anh chị em cháu cô chú bác bạn thầy cậu dì mợ thím dượng cụ bé mẹ bố cha má vợ chồng
    con tên bs ths ts gs pgs bn
    """.split()
)
CALLINGS = phrases(
    """
    bệnh nhân; nạn nhân; bác sĩ; bác sỹ; y sĩ; nhà báo; nhà văn; nhà giáo; nhạc sĩ; ca sĩ; phóng
    viên; nghệ nhân; già làng; võ sư; sư thầy; linh mục; hòa thượng; thượng tọa; y tá; cô giáo;
    thầy giáo; giáo viên; học sinh; sinh viên; nữ sinh; nam sinh; tài xế; lái xe; hành khách; đồng
    chí; chủ hộ; gia đình; luật sư; nghệ sĩ; doanh nhân; điều dưỡng; nhân viên; tiếp viên; cán bộ;
    công dân; cử tri; đại biểu; đối tượng; bị cáo; bị can; nghi phạm; kỹ sư; tiến sĩ; giáo sư;
    thạc sĩ; con trai; con gái; con dâu; con rể; em trai; em gái; tên là; tên gọi; tên thật; tên
    tôi; họ tên; và tên; tôi là; cháu là; em là; mình là; người gửi; ký tên; thương binh; bệnh
    binh; hộ nghèo; liên hệ
    """
)
# Of these, the ones that stand as easily before a country, a place or an office.
LOOSE = frozenset("em con bạn bác cô chú cháu bố má mẹ".split()) | (
    CALLINGS
    - {"tên là", "họ tên", "và tên", "ký tên", "tên gọi", "tên thật", "tên tôi", "người gửi"}
)
# Several people at once: what follows is where they live, not what they are called.
MANY = phrases(
    """
    bà con; con em; anh em; chị em; cô chú; anh chị; cha mẹ; bố mẹ; chú bác;
    cô bác; con cháu; đàn em; trẻ em; các em; các con; các cháu; các bạn; các mẹ; các bác; các cô;
    các chú; người con; mất tên; bỏ tên; đặt tên; đổi tên; mang tên; lấy tên; giữ tên; cái tên;
    ghi tên; sửa tên; có tên; tên tuổi; bà mẹ; người mẹ; đàn ông; đàn bà
    """
)
# Family names that begin a sentence more often as another word.
OTHERWISE = frozenset(
    """
    từ cao hạ hoa tiêu tất hồ cái quản phó chúng mùa cứ lại mai tôn thi ứng thôi văn lò thập đường
    đồng bạch sơn danh hàng thang trà hình hướng quan lưu thân lý vi la châu tăng thái cù đào giáp
    mã hà kim tiết bá kiên quảng vàng nông giả lai mạc phương hạng đậu cà lâm vương
    """.split()
)
# Words that say how old somebody is, after a name and a comma or a bracket.
AGED = frozenset("tuổi sinh sn".split())
FOLDED_SURNAMES = frozenset(map(fold, SURNAMES))
FOLDED_GIVEN = frozenset(map(fold, GIVEN))
