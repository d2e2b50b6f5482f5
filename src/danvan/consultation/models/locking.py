"""How a contact is locked: with a key made from the installation's own, for nothing else."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"danvan contacts 1"
NO_TIME = 0  # what is locked tells its moment in clear; a moment could lead to a network's log


class Unopenable(ValueError):
    """Locked with another key, or changed since."""


def locked(address: str) -> bytes:
    return _lock().encrypt_at_time(address.encode(), NO_TIME)


def unlocked(kept: bytes) -> str:
    """The address. Raises Unopenable."""
    try:
        return _lock().decrypt(bytes(kept)).decode()
    except InvalidToken as wrong:
        raise Unopenable from wrong


def _lock() -> Fernet:
    made = HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(settings.CONTACT_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(made))
