"""Sealing what a leaked copy of the database must not give away, with a key that is not in it.

Fernet (AES-128-CBC with HMAC-SHA256) of the `cryptography` package, under keys derived from
QI_CONTACT_KEY by HKDF, another one for each purpose. Several keys may be named, by commas: the
first one seals, all of them open, so that a key can be changed. A token says when it was made; ours
always say 1970, because the hour at which somebody wrote is nobody's business.
"""

import base64
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

NO_TIME = 0


class Lost(Exception):
    """No key that is named now sealed this."""


def seal(text: str, purpose: str) -> str:
    """The text, readable only with the key and for the same purpose."""
    return lock(purpose).encrypt_at_time(text.encode(), NO_TIME).decode()


def unseal(sealed: str, purpose: str) -> str:
    """The text again; raises Lost when no key fits."""
    from cryptography.fernet import InvalidToken

    try:
        return lock(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Lost from None


def lock(purpose: str) -> "MultiFernet":
    """All keys; read when needed, since few requests ever do."""
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet([Fernet(derived(key, purpose)) for key in settings.CONTACT_KEYS])


def derived(key: str, purpose: str) -> bytes:
    """A Fernet key from what the operator wrote."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    made = HKDF(SHA256(), length=32, salt=None, info=purpose.encode())
    return base64.urlsafe_b64encode(made.derive(key.encode()))
