"""The words of stance, folded. Each group says what a word means when nothing denies it."""

from __future__ import annotations

NEGATION = "negation"
NEUTRAL = "neutral"  # holds a marker's syllables and means something else
AGREE = "agree"
OBJECT = "object"
GOOD = "good"  # says nothing by itself; denied, it is an objection
ASK = "ask"
QUESTION = "question"
HEDGE = "hedge"

WHO = "{toi|tui|em|e|minh|chung toi|dan|ba con|bon em|ai cung|nha toi|chau}"
WORK = (
    "{co|cho|them|ghi|bo|bo sung|xem|xem xet|can nhac|lam|lam ro|tach|giao|dua|uu tien|quy dinh|sua"
    "|viet|neu|chia|ho tro|mo|dau tu|bo tri|lay|giu|giam|tang|nang|tinh|danh gia|phan tich|xay dung"
    "|quan tam|de|in|thay|duoc|kem|tap trung|thong nhat|chuyen|cong khai|phan tich|nghien cuu"
    "|dieu chinh|chu trong|tiep tuc|day manh|bao cao|dat|to chuc|gop|rut gon|hoc|ap dung|xac dinh"
    "|lap|di|ra|lam ro hon|cu the|cu the hon|sau hon}"
)

TEMPLATES = {
    NEUTRAL: (
        "khong {gian|khi|quan|phan|nhung|chi|rieng|luu|sao}",
        "hang khong",
        "{khong|ko|k|chua|hong} {|co }y kien",
        "chua {chay|benh|tri|lanh|bai|dung}",
        "{nha|den|canh} chua",
        "xin {cam on|chao|loi|chuc|thua|phep|phep duoc|gui|tran trong|bao cao|noi}",
        "{dieu|cai} {can|nen}",
        "hoi dong tinh",
        "tin {hieu|chi|nhan|tuc|dung|ngan}",
    ),
    NEGATION: (
        "{khong|ko|khg|hong|hok|hem|khum|kh|k|chang|cha|chua|dau co}",
        "{khong|chua|ko|k} {phai|he|the|co|con|bao gio|cho rang|cho do|nghi|thay|tin|ai|cho}",
        "{khong|chua|ko|k} {phai la|cho rang|nghi rang|tin rang|the nao|the noi|co gi|thay duoc}",
        "{chang|cha} {ai|co gi|he|phai}",
    ),
    AGREE: (
        "{dong y|dog y|nhat tri|nhut tri|tan thanh|tan dong}",
        "{ung ho|dong tinh|dong thuan|hoan nghenh}",
        "{nhat|dong} tri cao",
        "{hoan toan|co ban|rat|cung|deu|da|xin} thong nhat",
        f"{WHO} thong nhat",
        "thong nhat {voi|cao|theo|toan bo|hoan toan|viec|chi tieu nay|ban|nhu}",
        "{hop ly|phu hop|thoa dang|hop tinh hop ly|hop long dan|thau tinh dat ly|xung dang}",
        "{rat|la|qua|that|noi|viet|hoan toan|giai phap|lam nay} dung",
        "{rat|la|noi|viet} {trung|chuan}",
        "dung {roi|dan|qua|huong|lam|y dan|long dan|thuc te|benh|su that}",
        "{trung tim den|chuan roi|chuan luon|chuan k can chinh}",
        "{rat|qua|la|deu|kha|thi} tot",
        "{danh gia cao|qua duoc|rat duoc|rat ung|sang kien hay|rat nhan van|la gioi|la kheo}",
        "tot {lam|qua|roi|day}",
        "{hay|tuyet} {qua|lam|voi}",
        "{rat|qua|vo cung} {hay|mung|vui|phan khoi|tin tuong|can thiet|y nghia|thiet thuc|tan tam}",
        "{phan khoi|mung lam|vui lam|mung qua|vui qua}",
        "{rat|khen|dang} {ghi nhan|khen|hoan nghenh}",
        f"{WHO} {{ung ho|ung|thuan|vui|khen|mung lam|mung qua|mung vi}}",
        "{|rat |cha ai |ai cha |ai cung |ai chang }ung {het|bung|y|lam|cai bung|qua}",
        "ai {cha|chang} ung",
        "hai tay",
        "{ok|oke|okie|okay|okela|good|like}",
        "{agree|support|i agree|we agree|agreed}",
        "la {phai|hop ly|viec nen lam|viec can|viec can lam|can thiet|huong di dung|buoc tien}",
        "{cong phu|bo cuc chat che|ro rang khoa hoc|khoi sac|di vao long dan}",
    ),
    OBJECT: (
        "{phan doi|phan bac|bac bo|chong lai|bat hop ly|bat cong}",
        "{vo ly|phi ly|nghich ly|bat kha thi}",
        "{phi thuc te|xa thuc te|xa roi thuc te|viet cho hay|noi cho hay|tren giay|cho co|cho dep}",
        "{chay theo thanh tich|benh thanh tich|hinh thuc|dan trai|la lang phi}",
        "{qua ton kem|mi dan|hua suong}",
        "{xin|toi} {bao luu|phan doi|kien quyet phan doi}",
        "{la sai|sai su that|sai roi|sai thuc te|sai lam|noi doi|noi qua|to hong|tang boc}",
        "{noi suong|nghe keu|keu vay|that vong|may moc|trai dao ly|mat dan}",
        "{qua thap|qua cao|qua dang|qua tham}",
        "{trai luat|trai voi|di nguoc|mau thuan|voi vang|ap dat}",
        "{bat dan|lam kho|lam kho dan|ep dan}",
        "{thiet thoi|thiet cho dan|kho dan|khong tuong|vien vong|ao tuong|ma goi la|khong duoc}",
        "{disagree|oppose|i object|we object|unfair|unrealistic}",
    ),
    GOOD: (
        "{kha thi|cong bang|thuyet phuc|chap nhan|can thiet|thuc te|tin|dung}",
        "{ung|chiu|phuc|on|minh bach}",
        "{hieu qua|nen|can|ro rang|thoa man|an tam|yen tam|hai long}",
        "{chinh xac|khach quan|trung thuc|sat|co co so|co so|phan anh|thiet thuc|hop tinh}",
        "{agree|support|fair|realistic|reasonable|acceptable}",
    ),
    ASK: (
        "{de nghi|kien nghi|de xuat|bo sung|yeu cau|dn|de nghi nen|mong muon|mong rang|rat mong}",
        f"nen {WORK}",
        f"can {WORK}",
        f"{{phai|can phai}} {WORK}",
        f"xin {WORK}",
        f"mong {WORK}",
        "mong {tinh|cap tren|cac cap|nha nuoc|ban|cac bac|cac dong chi|xa|duoc|cho}",
        "{chi|toi|em|chung toi} {xin|mong|de nghi|muon}",
        "{xin|thi xin|thi nen|chi nen|xin dung|giup cho|gium|lam on}",
        "dung {de|cho|co|bat|lam|dat|xay|chi|goi|ghi}",
        "thay {cum tu|bang|tu|cho|the|vi|cum}",
        "sua {thanh|lai|doi|cau|tu|cum|cho}",
        "{ghi|viet|neu|noi|lam|quy dinh} {ro|them|cu the|ro hon}",
        "{them|nhac them|bo|go|tach|gop|gan them|kem them} {muc|cum|cum tu|phan|cau|tu"
        "|noi dung|chi tieu"
        "|y|doan|dong|so lieu|nhiem vu|giai phap|quy dinh|chu|mot|cac|khoan|diem|hai}",
        "{cu the hon|sau hon|ro hon|day du hon|manh hon|chi tiet hon|nhieu hon|di a|nhe a|cai di}",
        "{please|should|we propose|i propose|suggest|add|recommend|request}",
    ),
    QUESTION: (
        "xin {|duoc |phep }hoi",
        "cho {|toi |tui |em |e |minh |con |chau |chung toi |dan |ba con |ad |phep }hoi",
        f"{WHO} {{hoi|xin hoi|muon hoi|thac mac}}",
        "{hoi la|hoi them|hoi ti|hoi chut|thac mac}",
        "{bao gio|khi nao|bao h|chung nao|the nao|ra sao|lam sao|tai sao|vi sao|co phai|la sao}",
        "{o dau|bao nhieu|la ai|cach nao|nhu nao|noi nao|bao lau|may gio|lay dau ra}",
        "{cho biet|co duoc|hay la|tinh sao|what|why|how|when|where}",
    ),
    HEDGE: (
        "{ban khoan|e rang|e la|lo ngai|lo lang|lo rang|nghi ngo|hinh nhu|co le|co ve|hoai nghi}",
        f"{WHO} {{e|lo|so|ngai|so rang|nghi|nghi rang}}",
        "{khong chac|chua chac|khong biet|ko biet|khong ro|chua ro|hong biet|tuy|sao cung duoc}",
        "{doubt|worried|not sure|concern|concerned}",
    ),
}
