"""Where a text may be cut, and how much each sign there speaks for cutting.

A seam is a place between two runs of words. Every seam is weighed by what ends before it, how what
follows opens, and what each side says; it is a cut when the weights add up to more than nothing.
The weights are a logistic fit, rounded, on opinions written for the purpose and labelled by point.
"""

from __future__ import annotations

import re

from danvan.sense.words.phrases import expand, pattern_of, phrases, tree_of

BUT = "but"
BESIDES = "besides"
REASON = "reason"
PLACE = "place"
REQUEST = "request"
ASKING = "asking"
LINK = "link"

OPENERS = {
    BUT: (
        "{tuy nhien|tuy vay|tuy the|song|co dieu|moi toi|nhung ma|nhung}",
        "{nhg|nhma|mac du vay|the nhung}",
        "{nhung|song} {co dieu|van|neu|ma}",
        "{chi|toi chi|duy chi} {ban khoan|lo|so|xin|mong|co dieu|tiec|de nghi|thac mac|ngai}",
        "{however|but|although|nevertheless}",
    ),
    BESIDES: (
        "{ngoai ra|ben canh do|dong thoi|mat khac|hon nua|con lai}",
        "{voi lai|them nua|cuoi cung|nhan day}",
        "{rieng|con|ve phan|nhan tien|mot y nua|y thu|thu hai|thu ba|thu nhat|mot la|hai la|ba la}",
        "con {ve|chuyen|cai|viec|phan|muc}",
        "{in addition|besides|also|furthermore|moreover|finally}",
    ),
    REASON: (
        "{vi|do|boi|boi vi|boi le|tai vi|vi vay|vi the|do do|do vay}",
        "{boi vay|cho nen|nen|nhu vay|nhu the}",
        "{the la|the thi|vay la|vay thi|vay ma|dieu nay|dieu do|do la}",
        "{day la|tuc la|nghia la|vi du}",
        "{noi|viet|lam|ghi|ke|lam|bao|goi} {the|vay|nhu vay|nhu the}",
        "{chang han|khong thi|neu khong|chu khong|chu|bo sot|ly do|cu the}",
        "{trong khi|tham chi|roi|den|ca}",
        "{toi khong|chung toi|dan chung toi|hay la|hay|so voi|that ra|thuc te|thuc ra|mua|lay}",
        "{because|since|therefore|so|this|that|thus|hence}",
    ),
    PLACE: (
        "{ve|o|tai|trong|doi voi|sang} {phan|muc|chuong|dieu|khoan|trang|y|noi dung"
        "|linh vuc|viec|doan}",
        "{phan|muc|chuong|dieu|khoan|trang|diem|tieu muc|doan|cho}",
        "{chi tieu|viec|chuyen|con so|so|ve}",
    ),
    REQUEST: (
        "{de nghi|kien nghi|de xuat|bo sung|xin|mong|rat mong|them|nen|can}",
        "{phai|ghi|thay|sua|bo|tach}",
        "{toi|em|chung toi|tui|minh} {de nghi|kien nghi|de xuat|xin|mong|muon|dn}",
        "{can them|nen them|xin them|chi xin|chi mong|chi can|gop y|dn|please|should}",
    ),
    ASKING: (
        "{xin hoi|hoi|cho hoi|khong biet|ko biet|bao gio|khi nao|vay|the|lieu}",
        "cho {toi|em|e|minh|tui|con|chau|dan|ba con} hoi",
        "{toi|em|tui|minh} {hoi|xin hoi|muon hoi|thac mac}",
    ),
    LINK: ("{va|ma|thi|la|cung|rang|cu|gio|nay}",),
}
OPENER = phrases(OPENERS)

# turn words that may open a new point inside a sentence
TURNS = (
    "{tuy nhien|tuy vay|co dieu|moi toi|nhung|nhg|nhma|song}",
    "{ngoai ra|ben canh do|dong thoi|mat khac}",
    "{con lai|voi lai|chi xin|chi mong|chi co dieu|xin hoi|xin cho|xin them|xin bo sung|de nghi}",
    "{kien nghi|de xuat|can them|can bo sung|nen them|nen co|bo sung|them|cho toi hoi|cho em hoi}",
    "{cho e hoi|cho hoi|toi de nghi|toi xin|em xin|chi ban khoan|con ve|con chuyen|chu con so}",
    "{nhung ma|rieng|mong|however|but|ma}",
    "chuc {dai hoi|cac|tinh|ban|quy|moi nguoi|suc khoe|hoi nghi}",
)
TURN = pattern_of(tree_of(phrase for template in TURNS for phrase in expand(template)))

# of these, the ones that open a point where no comma was typed
BARE_TURNS = (
    *("nhung", "nhg", "nhma", "tuy nhien", "tuy vay", "co dieu", "moi toi", "con lai", "voi lai"),
    *("xin hoi", "cho toi hoi", "cho em hoi", "cho e hoi", "cho hoi", "ngoai ra", "ben canh do"),
    *("de nghi", "kien nghi", "toi de nghi", "chuc ", "however", "but"),
)

# folded "nhung" is nhưng (but) or những (plural), "song" is song, sống, sóng or sông: what follows
# the second of them
PLURAL = (
    "nguoi|ho|noi|gi|ai|dieu|viec|cai|nam|ngay|thang|nhom|truong|can|cong|van|de(?! nghi"
    "| xuat)|y|chinh|du|khu"
    "|vung|vi|chi|diem|kho|tieu|nha|phuong|tuyen|con|ca|loai|mon|thay|co|sinh|em|bai|kien|ky|thu"
    "|nguyen|doi|gia|dia|dan|to|thanh|tre|cau|hoat|hanh|linh|mat|buoi|lan|lop|giao|tai|thong"
)
RIVER = "ngan|hong|thuong|cau|da|lo|ma|chay|nuoc|dien|song|khoe|duoc|con|o|trong|bang|tot|lau|mon"
NOT_A_TURN = re.compile(
    rf"(?:nhung (?:{PLURAL})|song (?:{RIVER})|ma (?:tuy|so|trai)|them (?:nua|vao)"
    r"|rieng (?:le|tu|biet)|co dieu (?:kien|chinh|hanh|tra|khoan|hoa|duong))\b"
)
SURE_TURN = re.compile(
    r"nhung (?:can|co|chi|vi|de|con|thay|em|dan|thu|gia|tai)"
    r" (?:phai|nen|co|bo|can|ro|xem|them|khong|chua|xin|toi|la)\b"
)

# the first class stands alone so that the search skips every other letter at once
SEAM = re.compile(
    r"""["(\[「『\n.!?…。！？;,: ](?:"""
    rf"(?P<turn>(?:(?<= )(?:- )?|(?<=[,:])[,:]* *)(?={TURN}(?!\w)))"
    r"|(?P<full>(?<=[.!?…])[.!?…]*[\"')\]]*(?:[ \r]+(?=[^\s\0])|(?<=[a-z]{2}[.!?])(?=[a-z]{2})))"
    r"|(?P<line>(?<=\n)\s*)"
    r"|(?P<half>(?<=;);* *(?=[^\s\0]))"
    r'|(?P<shut>(?<=")[^"\0\n]{1,300}"|(?<=\()[^()\0\n]{1,300}\)|(?<=\[)[^\]\0\n]{1,300}\]'
    r"|(?<=[「『])[^」』\0\n]*[」』])"
    r"|(?P<wide>(?<=[。！？])(?=[^\s\0])))"
)
# an abbreviation, an initial or part of an address: its full stop ends nothing
ABBREVIATION = re.compile(
    r"(?<!\w)(?:tp|tx|tt|ts|ths|th\.s|pgs|gs|bs|bsck|ks|cn|st|v\.v|tr|nxb|no|vd|ubnd|hdnd|mr|mrs"
    r"|dr|d/c|[bcdgnpqrstvx])\.$"
)
ADDRESS_PART = re.compile(r"(?:www|gov|com|edu|org|net|vn|pgs|ths|ts|gs|tp)\.$")
ADDRESS_REST = re.compile(
    r"(?:gov|com|edu|org|net|vn|html|htm|pdf|docx?|xlsx?|ts|bs|hcm|hn|ha noi|ho chi)\b"
)
NUMBERED = re.compile(r"[\n\0](?:phan|chuong|muc|dieu|khoan|tieu muc) (?:\d+|[ivx]+)\.$")
LIST_NUMBER = re.compile(r"[-+*• ]*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})(?:[.)]|\.-)?$")

BASE = -0.27  # for a stop: lifted by what speaks for it, lowered by what speaks against
WEIGHTS = {
    "line": 1.0,
    "stop": 0.8,
    "half": 0.2,
    "comma": -0.7,
    "bare": -1.2,
    "asked": -0.3,
    "trails": -0.5,
    "cries": -0.3,
    "right short": -0.9,
    "right brief": -0.5,
    "right long": 0.4,
    "right very long": 0.7,
    "left brief": -0.5,
    "left long": -0.1,
    "left agree": 1.5,
    "left ask": 0.7,
    "left question": 0.3,
    "right agree": 1.0,
    "right object": -0.7,
    "right ask": 0.7,
    "right question": 0.3,
    "both quiet": -0.7,
    "left quiet": -0.5,
    "right quiet": -0.2,
    "turns from yes": 0.4,
    "both agree": -0.6,
    "both object": -0.4,
    "both ask": -0.4,
    "both question": -0.4,
    "but after a stop": 1.2,
    "but inside": 0.1,
    "besides after a stop": 0.5,
    "besides inside": 0.1,
    "reason after a stop": -0.6,
    "reason inside": -0.3,
    "place after a stop": 0.9,
    "place inside": 0.2,
    "request after a stop": -0.1,
    "request inside": -1.1,
    "asking inside": -0.6,
    "link after a stop": 0.3,
    "link inside": -0.2,
}
