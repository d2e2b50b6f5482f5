"""Provinces and districts before 1 July 2025, and communes named as people might be.

Taken from lists of administrative units: thanglequoc/vietnamese-provinces-database and the package
vietnamadminunits 1.0.4, both MIT, © 2021 Thang Le Quoc and the package's makers. Of the communes,
old and new, only those whose name begins like a person's.
"""

from danvan.sense.redact.wording import phrases

PLACES = phrases(
    """
    a lưới; an biên; an dương; an giang; an khê; an lão; an minh; an nhơn; an phú; anh sơn; ayun
    hạ; ayun pa; ba bể; ba chẽ; ba tri; ba tơ; ba vì; ba đình; ba đồn; biên hòa; buôn ma thuột;
    buôn đôn; bà rịa; bà rịa - vũng tàu; bàu bàng; bá hiến; bá thước; bá xuyên; bác ái; bát xát;
    bình chánh; bình dương; bình gia; bình giang; bình liêu; bình long; bình lục; bình minh; bình
    phước; bình sơn; bình thuận; bình thạnh; bình thủy; bình tân; bình xuyên; bình đại; bình định;
    bù gia mập; bù đăng; bù đốp; bùi hữu nghĩa; bùi la nhân; bùi thị xuân; bạc liêu; bạch hà; bạch
    hạ; bạch long; bạch long vĩ; bạch mai; bạch ngọc; bạch thông; bảo lâm; bảo lạc; bảo lộc; bảo
    thắng; bảo yên; bắc bình; bắc giang; bắc hà; bắc kạn; bắc mê; bắc ninh; bắc quang; bắc sơn;
    bắc trà my; bắc tân uyên; bắc từ liêm; bắc yên; bế văn đàn; bến cát; bến cầu; bến lức; bến
    tre; bỉm sơn; bố trạch; cai lậy; cam an; cam an bắc; cam an nam; cam bình; cam chính; cam
    hiếu; cam hiệp; cam hiệp bắc; cam hiệp nam; cam hòa; cam hải tây; cam hải đông; cam hồng; cam
    linh; cam lâm; cam lập; cam lộ; cam lộc; cam lợi; cam nghĩa; cam phú; cam phúc bắc; cam phúc
    nam; cam phước tây; cam phước đông; cam ranh; cam thuận; cam thành; cam thành bắc; cam thành
    nam; cam thịnh tây; cam thịnh đông; cam thủy; cam tuyền; cam tân; cam đức; can lộc; cao an;
    cao bằng; cao chương; cao dương; cao kỳ; cao lãnh; cao lộc; cao minh; cao mã pờ; cao ngọc; cao
    phong; cao sơn; cao sơn tiến; cao thăng; cao thắng; cao thịnh; cao tân; cao viên; cao xuân
    dương; cao đức; chi lăng; chiêm hóa; chu hương; chu minh; chu phan; chu trinh; chu văn an;
    châu bình; châu bính; châu cường; châu giang; châu hoà; châu hoàn; châu hòa; châu hưng; châu
    hưng a; châu hạnh; châu hồng; châu khánh; châu kim; châu lý; châu lộc; châu minh; châu nga;
    châu nhân; châu ninh; châu phong; châu phú; châu phú a; châu phú b; châu quang; châu quế; châu
    quế hạ; châu quế thượng; châu sơn; châu thuận; châu thành; châu thành a; châu thái; châu
    thắng; châu tiến; châu văn liêm; châu đốc; châu đức; chí linh; chũ; chơn thành; chư prông; chư
    păh; chư pưh; chư sê; chương mỹ; chợ gạo; chợ lách; chợ mới; chợ đồn; con cuông; cà mau; càng
    long; cái bè; cái nước; cái răng; cái tàu hạ; cái đôi vàm; cát hiệp; cát hưng; cát hải; cát
    khánh; cát linh; cát lâm; cát minh; cát quế; cát sơn; cát thành; cát thắng; cát thịnh; cát
    tiên; cát tiến; cát trinh; cát tài; cát tân; cát tường; cát vân; cát văn; cô tô; côn đảo; cù
    lao dung; cù lao giêng; cù vân; cư a mung; cư an; cư jút; cư kuin; cư m'gar; cư san; cư yên;
    cấn hữu; cần giuộc; cần giờ; cần thơ; cần đước; cầu giấy; cầu kè; cầu ngang; cẩm giàng; cẩm
    khê; cẩm lệ; cẩm mỹ; cẩm phả; cẩm thủy; cẩm xuyên; cồn cỏ; cờ đỏ; củ chi; danh thắng; di linh;
    diên khánh; diễn châu; duy tiên; duy xuyên; duyên hải; dĩ an; dương hoà; dương huy; dương hòa;
    dương hồng thủy; dương kinh; dương liễu; dương minh châu; dương phong; dương phúc; dương
    quang; dương sơn; dương thành; dương thủy; dương xuân hội; dương đông; dương đức; dầu tiếng;
    ea h'leo; ea kar; ea súp; gia bình; gia lai; gia lâm; gia lộc; gia nghĩa; gia viễn; giang
    biên; giang hải; giang ly; giang sơn; giang sơn tây; giang sơn đông; giang thành; giang tiên;
    giao thủy; gio linh; giàng chu phìn; giá rai; giáp sơn; giáp trung; giồng riềng; giồng trôm;
    gò công; gò công tây; gò công đông; gò dầu; gò quao; gò vấp; hai bà trưng; hiệp hòa; hiệp đức;
    hoa lư; hoa lộc; hoa quân; hoa sơn; hoa thành; hoa thủy; hoa viên; hoài nhơn; hoài ân; hoài
    đức; hoàn kiếm; hoàng an; hoàng châu; hoàng cương; hoàng diệu; hoàng giang; hoàng hoa; hoàng
    hoa thám; hoàng kim; hoàng liên; hoàng long; hoàng lâm; hoàng mai; hoàng nam; hoàng quế; hoàng
    sa; hoàng su phì; hoàng sơn; hoàng thu phố; hoàng tiến; hoàng tân; hoàng việt; hoàng vân;
    hoàng văn thụ; hoàng đông; hoằng hóa; huế; huỳnh hữu nghĩa; hà an; hà bình; hà châu; hà giang;
    hà huy tập; hà hải; hà khánh; hà kỳ; hà lam; hà linh; hà long; hà lâm; hà lương; hà lộc; hà
    nam; hà ngọc; hà nội; hà phong; hà quảng; hà sơn; hà thanh; hà thạch; hà tiên; hà tiến; hà
    trung; hà tân; hà tĩnh; hà vinh; hà đông; hàm thuận bắc; hàm thuận nam; hàm tân; hàm yên; hòa
    an; hòa bình; hòa thành; hòa vang; hòn đất; hóc môn; hưng hà; hưng nguyên; hưng yên; hương
    khê; hương sơn; hương thủy; hương trà; hướng hóa; hạ bằng; hạ giáp; hạ hoà; hạ hòa; hạ lang;
    hạ long; hạ mỹ; hạ sơn; hạ trung; hải an; hải châu; hải dương; hải hà; hải hậu; hải lăng; hải
    phòng; hậu giang; hậu lộc; hồ chí minh; hồ sơn; hồ thị kỷ; hồ tùng mậu; hồ vương; hồ đắc kiện;
    hồng bàng; hồng dân; hồng lĩnh; hồng ngự; hội an; hớn quản; hữu lũng; ia grai; ia h'drai; ia
    pa; kbang; khoái châu; khánh hòa; khánh sơn; khánh vĩnh; khúc thừa dụ; khúc xuyên; khương mai;
    khương trung; kim an; kim anh; kim bình; kim bôi; kim bảng; kim chung; kim chính; kim cúc; kim
    hoa; kim hòa; kim linh; kim liên; kim loan; kim long; kim lập; kim mỹ; kim ngân; kim ngọc; kim
    phú; kim phượng; kim song trường; kim sơn; kim thanh; kim thành; kim thái; kim thư; kim thạch;
    kim thủy; kim trung; kim trà; kim tân; kim xuyên; kim đính; kim đông; kim định; kim động; kim
    đức; kinh môn; kiên bình; kiên giang; kiên hải; kiên lương; kiên thành; kiên thọ; kiến an;
    kiến thụy; kiến tường; kiến xương; kiều phú; kon plông; kon rẫy; kon tum; krông a na; krông
    bông; krông búk; krông nô; krông năng; krông pa; krông pắc; kông chro; kế sách; kỳ anh; kỳ
    sơn; la gi; lai châu; lai hoà; lai hòa; lai hưng; lai thành; lai uyên; lai vung; lang chánh;
    liên chiểu; long an; long biên; long hồ; long khánh; long mỹ; long phú; long thành; long
    xuyên; long đất; lào cai; lâm bình; lâm giang; lâm hà; lâm hải; lâm hợp; lâm phú; lâm san; lâm
    sơn; lâm thao; lâm thủy; lâm trung thủy; lâm tân; lâm đồng; lãnh ngọc; lê bình; lê chung; lê
    chân; lê hồng; lê hồng phong; lê lợi; lê minh xuân; lê ninh; lê quý đôn; lê thanh; lê thanh
    nghị; lê thiện; lê ích mộc; lê đại hành; lý nam; lý nhân; lý quốc; lý sơn; lý thái tổ; lý
    thường kiệt; lý văn lâm; lăng hiếu; lăng thành; lưu nghiệp anh; lưu sơn; lưu vĩnh sơn; lương
    an trà; lương bình; lương bằng; lương hoà; lương hoà lạc; lương hòa; lương hòa a; lương hòa
    lạc; lương minh; lương nghĩa; lương phong; lương phú; lương sơn; lương thiện; lương thế trân;
    lương thịnh; lương trung; lương tài; lương tâm; lương văn tri; lạc an; lạc dương; lạc hòa; lạc
    hồng; lạc long; lạc lâm; lạc lương; lạc phượng; lạc sơn; lạc thuỷ; lạc thịnh; lạc thủy; lạc
    tấn; lạc vân; lạc xuân; lạc đạo; lại sơn; lại yên; lạng giang; lạng sơn; lấp vò; lập thạch;
    lắk; lệ thủy; lộc bình; lộc ninh; lục bình; lục nam; lục ngạn; lục sĩ thành; lục sơn; lục yên;
    m'đrắk; ma li pho; ma lâm; ma thì hồ; ma đa guôi; mai châu; mai giang; mai hoa; mai hùng; mai
    hạ; mai long; mai lâm; mai sơn; mai thủy; mai trung; mang thít; mang yang; minh hóa; minh
    long; mã thành; mèo vạc; mê linh; móng cái; mông dương; mông sơn; mông ân; mù căng chải; mường
    chà; mường khương; mường la; mường lát; mường nhé; mường tè; mường ảng; mỏ cày bắc; mỏ cày
    nam; mộ đức; mộc châu; mộc hóa; mỹ hào; mỹ tho; mỹ tú; mỹ xuyên; mỹ đức; na hang; na rì; nam
    giang; nam sách; nam trà my; nam trực; nam từ liêm; nam đàn; nam định; nga sơn; nghi lộc; nghi
    sơn; nghi xuân; nghiêm xuyên; nghĩa hành; nghĩa hưng; nghĩa lộ; nghĩa đàn; nghệ an; nguyên
    bình; nguyễn an ninh; nguyễn bỉnh khiêm; nguyễn cư trinh; nguyễn du; nguyễn huân; nguyễn huệ;
    nguyễn lương bằng; nguyễn thái bình; nguyễn thái học; nguyễn thị minh khai; nguyễn việt khái;
    nguyễn văn cừ; nguyễn văn linh; nguyễn văn thảnh; nguyễn đại năng; ngân sơn; ngân thủy; ngã
    bảy; ngã năm; ngô quyền; ngũ hành sơn; ngọc hiển; ngọc hồi; ngọc lặc; nha trang; nho quan; nhà
    bè; nhơn trạch; như thanh; như xuân; ninh an; ninh bình; ninh châu; ninh cường; ninh dương;
    ninh giang; ninh hiệp; ninh hoà; ninh hà; ninh hòa; ninh hưng; ninh hải; ninh khang; ninh
    khánh; ninh kiều; ninh loan; ninh lộc; ninh mỹ; ninh phong; ninh phú; ninh phúc; ninh phước;
    ninh phụng; ninh quang; ninh quới a; ninh sơn; ninh thuận; ninh thân; ninh thạnh lợi; ninh
    thạnh lợi a; ninh thọ; ninh thủy; ninh tiến; ninh trung; ninh tân; ninh vân; ninh xuân; ninh
    đông; nông cống; nông hạ; nông sơn; nông tiến; nông trang; nông trường; nông trường liên sơn;
    nông trường lệ ninh; nông trường phong hải; nông trường thái bình; nông trường trần phú; nông
    trường việt lâm; nông trường việt trung; núi thành; năm căn; nậm nhùn; nậm pồ; phan bội châu;
    phan chu trinh; phan dũng; phan hiệp; phan hòa; phan lâm; phan ngọc hiển; phan rang - tháp
    chàm; phan rí cửa; phan rí thành; phan si păng; phan sào nam; phan sơn; phan thanh; phan
    thiết; phan tiến; phan đình phùng; phong thổ; phong điền; phù cát; phù cừ; phù linh; phù long;
    phù lưu; phù lưu tế; phù lương; phù mỹ; phù mỹ bắc; phù mỹ nam; phù mỹ tây; phù mỹ đông; phù
    ninh; phù vân; phù yên; phùng chí kiên; phùng hưng; phùng minh; phùng nguyên; phú bình; phú
    giáo; phú hòa; phú lương; phú lộc; phú mỹ; phú nhuận; phú ninh; phú quí; phú quốc; phú riềng;
    phú thiện; phú thọ; phú tân; phú vang; phú xuyên; phú xuân; phú yên; phúc thọ; phúc yên;
    phương bình; phương công; phương hải; phương liên trung tự; phương liễu; phương lâm; phương
    mai; phương nam; phương phú; phương sơn; phương thiện; phương thịnh; phương tiến; phương
    trung; phương trà; phương tú; phương viên; phương đông; phương định; phước long; phước sơn;
    phạm hồng thái; phạm kha; phạm ngũ lão; phạm sư mạnh; phạm thái; phạm văn cội; phạm văn hai;
    phạm đình hổ; phổ yên; phụng hiệp; phủ lý; pleiku; pác nặm; quan hoa; quan hóa; quan hồ thẩn;
    quan sơn; quan thành; quan triều; quang bình; quy nhơn; quách phẩm bắc; quản bạ; quảng an;
    quảng bình; quảng châu; quảng chính; quảng công; quảng hiệp; quảng hoà; quảng hà; quảng hòa;
    quảng hưng; quảng hải; quảng hợp; quảng kim; quảng long; quảng lâm; quảng lưu; quảng lập;
    quảng lộc; quảng lợi; quảng minh; quảng nam; quảng nghĩa; quảng nguyên; quảng ngãi; quảng
    ngọc; quảng nhâm; quảng nhân; quảng ninh; quảng phong; quảng phú; quảng phú cầu; quảng phúc;
    quảng phương; quảng phước; quảng sơn; quảng thanh; quảng thuận; quảng thành; quảng thái; quảng
    thạch; quảng thắng; quảng thịnh; quảng thọ; quảng thủy; quảng tiên; quảng tiến; quảng trung;
    quảng trường; quảng trạch; quảng trị; quảng tâm; quảng tân; quảng tín; quảng tùng; quảng uyên;
    quảng vinh; quảng văn; quảng xuân; quảng xương; quảng yên; quảng điền; quảng đông; quảng định;
    quảng đức; quế phong; quế sơn; quế võ; quốc oai; quỳ châu; quỳ hợp; quỳnh lưu; quỳnh nhai;
    quỳnh phụ; rạch giá; sa pa; sa thầy; sa đéc; si ma cai; sìn hồ; sóc sơn; sóc trăng; sông công;
    sông cầu; sông hinh; sông lô; sông mã; sùng đô; sơn bình; sơn bằng; sơn cương; sơn cẩm; sơn
    cẩm hà; sơn dung; sơn dương; sơn giang; sơn hiệp; sơn hoà; sơn hà; sơn hòa; sơn hùng; sơn hạ;
    sơn hải; sơn hồng; sơn kiên; sơn kỳ; sơn la; sơn linh; sơn liên; sơn long; sơn lâm; sơn lương;
    sơn lập; sơn lộc; sơn mai; sơn mỹ; sơn nam; sơn nguyên; sơn ninh; sơn phong; sơn phú; sơn
    phước; sơn thuỷ; sơn thành; sơn thành tây; sơn thành đông; sơn thái; sơn thịnh; sơn thủy; sơn
    tiến; sơn trung; sơn trà; sơn tân; sơn tây; sơn tây hạ; sơn tây thượng; sơn tịnh; sơn vi; sơn
    xuân; sơn đông; sơn định; sơn động; sầm sơn; sốp cộp; tam bình; tam dương; tam kỳ; tam nông;
    tam điệp; tam đường; tam đảo; than uyên; thanh ba; thanh bình; thanh chương; thanh hà; thanh
    hóa; thanh khê; thanh liêm; thanh miện; thanh oai; thanh sơn; thanh thủy; thanh trì; thanh
    xuân; thi sơn; thiệu hóa; thoại sơn; thuận an; thuận bắc; thuận châu; thuận hóa; thuận nam;
    thuận thành; thành phố bắc kạn; thành phố đồng hới; thào chư phìn; thái an; thái bình; thái
    bình trung; thái bảo; thái cường; thái dương; thái giang; thái hoà; thái hòa; thái hưng; thái
    long; thái minh; thái mỹ; thái nguyên; thái ninh; thái phúc; thái phương; thái sơn; thái
    thịnh; thái thọ; thái thụy; thái thủy; thái tân; thái xuyên; thái đào; thái đô; tháp mười;
    thân cửu nghĩa; thăng bình; thường tín; thường xuân; thạch an; thạch bình; thạch châu; thạch
    cẩm; thạch hà; thạch hòa; thạch hưng; thạch hạ; thạch hải; thạch khôi; thạch kim; thạch kiệt;
    thạch liên; thạch long; thạch lâm; thạch lương; thạch lập; thạch mỹ; thạch ngọc; thạch quý;
    thạch sơn; thạch thành; thạch thất; thạch thắng; thạch trung; thạch văn; thạch xuân; thạch
    yên; thạch định; thạnh hóa; thạnh phú; thạnh trị; thẩm dương; thị xã buôn hồ; thị xã mường
    lay; thị xã việt yên; thọ xuân; thống nhất; thốt nốt; thới bình; thới lai; thủ dầu một; thủ
    thừa; thủ đức; thủy nguyên; tiên du; tiên lãng; tiên lữ; tiên phước; tiên yên; tiền giang;
    tiền hải; tiểu cần; tri tôn; triệu bình; triệu giang; triệu hòa; triệu long; triệu lộc; triệu
    nguyên; triệu phong; triệu phước; triệu sơn; triệu thuận; triệu thành; triệu trung; triệu tài;
    triệu tân; triệu việt vương; triệu đại; trà an; trà bình; trà bồng; trà cú; trà dương; trà
    giang; trà giáp; trà hiệp; trà linh; trà liên; trà lâm; trà lân; trà lý; trà mai; trà my; trà
    nam; trà phong; trà phú; trà sơn; trà thanh; trà thủy; trà tân; trà vinh; trà vân; trà xuân;
    trà ôn; trà đông; tràng định; tráng việt; trùng khánh; trương lương; trương quang trọng;
    trương định; trường sa; trạm tấu; trảng bom; trảng bàng; trấn yên; trần hưng đạo; trần hợi;
    trần liễu; trần nguyên hãn; trần nhân tông; trần phú; trần quang diệu; trần thành ngọ; trần
    thương; trần văn thời; trần đề; trịnh tường; trực ninh; tu mơ rông; tuy an; tuy hòa; tuy
    phong; tuy phước; tuy đức; tuyên hóa; tuyên quang; tuần giáo; tào sơn; tào xuyên; tánh linh;
    tân an; tân biên; tân bình; tân châu; tân hiệp; tân hưng; tân hồng; tân kỳ; tân lạc; tân phú;
    tân phú đông; tân phước; tân sơn; tân thạnh; tân trụ; tân uyên; tân yên; tây giang; tây hòa;
    tây hồ; tây ninh; tây sơn; tô châu; tăng bạt hổ; tăng hòa; tăng nhơn phú; tăng nhơn phú a;
    tăng nhơn phú b; tăng thành; tăng tiến; tư nghĩa; tương dương; tạ an khương; tạ an khương nam;
    tạ an khương đông; tạ khoa; tất thắng; tịnh biên; tống phan; tống sơn; tống trân; tủa chùa; tứ
    kỳ; từ sơn; u minh; u minh thượng; uông bí; vi hương; vinh; viên an; viên an đông; viên bình;
    viên sơn; viên thành; việt trì; vàng danh; vàng ma chải; vàng san; vàng đán; vân canh; vân hồ;
    vân đồn; võ cường; võ nhai; võ ninh; võ thị sáu; văn an; văn bàn; văn bình; văn chương; văn
    chấn; văn cẩm; văn giang; văn hiến; văn hoàng; văn hải; văn kiều; văn lâm; văn lãng; văn lý;
    văn lợi; văn minh; văn nghĩa; văn phong; văn phú; văn phương; văn quan; văn sơn; văn thành;
    văn tiến; văn tố; văn vũ; văn yên; văn điển; văn đức; vĩnh bảo; vĩnh châu; vĩnh cửu; vĩnh
    hưng; vĩnh linh; vĩnh long; vĩnh lộc; vĩnh lợi; vĩnh phúc; vĩnh thuận; vĩnh thạnh; vĩnh tường;
    vĩnh yên; vũ an; vũ bình; vũ chính; vũ công; vũ dũng; vũ dương; vũ hòa; vũ linh; vũ minh; vũ
    ninh; vũ phúc; vũ quang; vũ quý; vũ sơn; vũ thư; vũ tiên; vũ tiến; vũ trung; vũ vinh; vũ vân;
    vũ đông; vũng liêm; vũng tàu; vạn an; vạn bình; vạn hòa; vạn hưng; vạn hương; vạn khánh; vạn
    linh; vạn long; vạn lương; vạn lộc; vạn mai; vạn mỹ; vạn ninh; vạn phú; vạn phúc; vạn phước;
    vạn thiện; vạn thắng; vạn thọ; vạn thủy; vạn tín; vạn tường; vạn xuân; vạn yên; vạn đức; vị
    thanh; vị thủy; vị xuyên; vụ bản; xuyên mộc; xuân lộc; xuân trường; xín mần; yên bái; yên
    bình; yên châu; yên chính; yên cường; yên dũng; yên dương; yên giang; yên hoa; yên hoà; yên
    hà; yên hân; yên hòa; yên hùng; yên hưng; yên hải; yên hợp; yên khang; yên khoái; yên khánh;
    yên khương; yên kỳ; yên lâm; yên lương; yên lạc; yên lập; yên lộc; yên minh; yên mô; yên mỹ;
    yên nam; yên nghĩa; yên nguyên; yên nhân; yên ninh; yên phong; yên phú; yên phúc; yên phương;
    yên quang; yên sơn; yên thanh; yên thuận; yên thuỷ; yên thành; yên thái; yên thường; yên
    thạch; yên thắng; yên thế; yên thịnh; yên thọ; yên thủy; yên tiến; yên trung; yên trường; yên
    tâm; yên tĩnh; yên viên; yên vượng; yên xuân; yên định; yên đức; ân thi; ô môn; ôn lương; ý
    yên; đa krông; đak đoa; đam rông; đan phượng; đinh trang hòa; đinh trang thượng; đinh văn;
    đinh văn lâm hà; điêu lương; điện biên; điện biên phủ; điện biên đông; điện bàn; đoan hùng;
    đoàn lập; đoàn tùng; đoàn đào; đà bắc; đà lạt; đà nẵng; đàm thuỷ; đàm thủy; đào duy từ; đào
    dương; đào hữu cảnh; đào mỹ; đào viên; đình lập; đô lương; đôn châu; đôn nhân; đôn phong; đôn
    thuận; đôn xuân; đông anh; đông giang; đông hà; đông hòa; đông hưng; đông hải; đông triều; đăk
    glong; đăk hà; đăk pơ; đơn dương; đường an; đường hoa; đường hồng; đường lâm; đạ huoai; đại
    lộc; đại từ; đầm dơi; đầm hà; đắk glei; đắk lắk; đắk mil; đắk nông; đắk r'lấp; đắk song; đắk
    tô; đặng sơn; đặng thuỳ trâm; định hóa; định quán; đống đa; đồ sơn; đồng bằng; đồng châu; đồng
    cương; đồng cẩm; đồng du; đồng dương; đồng hòa; đồng hải; đồng hợp; đồng hỷ; đồng kỳ; đồng
    liên; đồng loan; đồng lâm; đồng lê; đồng lương; đồng lộc; đồng lợi; đồng mai; đồng nai; đồng
    nai thượng; đồng nguyên; đồng nhân; đồng phong; đồng phú; đồng phúc; đồng quang; đồng quý;
    đồng quế; đồng sơn; đồng thanh; đồng thuận; đồng thành; đồng thái; đồng tháp; đồng thắng; đồng
    thịnh; đồng tiến; đồng trung; đồng trúc; đồng tâm; đồng tân; đồng tĩnh; đồng việt; đồng văn;
    đồng vương; đồng xoài; đồng xuân; đồng yên; đồng ý; đồng đăng; đỗ sơn; đỗ xuyên; đức cơ; đức
    huệ; đức hòa; đức linh; đức phổ; đức thọ; đức trọng; ứng hoà; ứng hòa
    """
)
