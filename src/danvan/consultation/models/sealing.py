"""What seals a submission, and when it is said to have come."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime
from unicodedata import normalize


def minute(at: datetime) -> datetime:
    """Without seconds: a moment must not lead from an opinion to a line of a network's log."""
    return at.replace(second=0, microsecond=0)


def sealed(text: str, replacement: str, section_key: str, version: int, salt: str) -> str:
    """The leaf that stands for a submission in its day's tree, as 64 hexadecimal digits."""
    said = [normalize("NFC", text), normalize("NFC", replacement), section_key, version, salt]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def code_of(chance: bytes) -> str:  # replaced by sense.receipts.codes
    return base64.b32encode(chance).decode()


def hash_of(code: str, pepper: bytes) -> str:
    return hmac.new(pepper, code.encode(), "sha256").hexdigest()
