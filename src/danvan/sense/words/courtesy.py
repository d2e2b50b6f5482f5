"""Words around an opinion that are none: greetings, who writes, thanks at the end, names, headings.

All patterns read folded text, at the start of a run of words.
"""

from __future__ import annotations

import re

GREETING = re.compile(
    r"(?:kinh (?:gui|thua|chao|bao)|thua (?:cac|quy|ban|ong|ba|dong chi|anh|toan the"
    r"|hoi nghi|dai hoi)"
    r"|(?:xin )?chao|a ?lo\b|hello|hi\b|dear\b|gui (?:cac|ban|quy|ong|anh|tinh|bac)"
    r"|bao cao (?:hoi nghi|dong chi|cac dong chi|chu toa)|mn oi|moi nguoi oi|ad oi|cac bac oi"
    r"|(?:cac|quy|ban|ong|ba|dong chi|anh|chi)\b[^,.!?:\0]{0,40}\bkinh (?:men|quy|mong)|to whom)"
)
# a greeting typed in one breath with the opinion: "Thưa các đồng chí, dự thảo…"
GREETED = re.compile(
    r"(?:kinh (?:thua|gui|chao)|thua|(?:xin )?chao|a ?lo|bao cao|mn oi|ad oi|cac bac oi|dear)\b"
    r"[^,.!?:;\0\n\d]{0,45}[,!:] ?(?=[^\s\0])"
)
WRITER = re.compile(
    r"(?:da,? ?|thua,? ?)?(?:toi|tui|em|e|minh|chau|con|chung toi|hop tac xa|doanh nghiep|gia dinh)"
    r"(?: [^,.\0]{0,24}?)?(?: (?:la|ten|nguyen la|von la|lam (?:o|cho|nghe|bi thu)|o|ben"
    r"|tu|sinh|nguoi"
    r"|day|nhap ngu|roi que|nghi huu|xa que|hien|\d+ ?(?:t|tuoi)|co \d+ thanh vien|cong tac)\b)"
    r"|(?:thu nay|may tinh|y kien ngan|chau viet ho|viet ho|toi (?:xin )?(?:gui|gop"
    r"|co) (?:\d+|mot|hai|ba"
    r"|bon|nam|may|vai|mot so) y)\b|(?:toi|chau|em) viet (?:chu|khong|ho|thay)\b"
)
CLOSING = re.compile(
    r"(?:tran trong|xin (?:chan thanh |tran trong |het loi )?cam on|chan thanh cam on"
    r"|cam on|thanks?\b"
    r"|tks\b|toi (?:chi co the|xin het|het y kien|xin cam on)|xin het|het y kien"
    r"|best regards|regards"
    r"|em cam on|toi cam on|kinh thu|kinh chao)"
)
SIGNER = re.compile(
    r"(?:(?:t/m|tm\.?|k/t|t/l|ky ten|nguoi (?:gop y|viet|gui)|dai dien|ong|ba|toi|em|chau)\b:? ?)?"
    r"(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh"
    r"|trinh|mai|luong"
    r"|dao|ha|cao|ta|giap|than|nong|vi|hua|trieu|be|quach|to|luu|lam|chu|truong|mot nguoi dan)\b"
    r"[ \w.]{2,30}$"
)
HEADED = re.compile(
    r"[-+*• ]*(?:\d{1,2}[.)] ?|[a-h]\) ?)?(?:(?:ve|doi voi|tai|o|gop y|y kien) (?:vao |ve |cho )?)?"
    r"(?:phan|chuong|muc|tieu muc|dieu|khoan|diem|trang)\s(?:thu )?(?:[ivx]+|\d|mot|hai"
    r"|ba|bon|nam|nhat)"
)

CLOSING_WORDS = 8  # thanks longer than this say something
WRITER_WORDS = 24
SIGNER_WORDS = 6
HEADING_WORDS = 14
