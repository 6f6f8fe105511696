"""Contact details are sealed with a key that is not in the database.

Fernet (AES-128-CBC with HMAC-SHA256) of the `cryptography` package, under keys derived from
QI_CONTACT_KEY by HKDF. Several keys may be named, by commas: the first one seals, all of them open,
so that a key can be changed. A token says when it was made; ours always say 1970, because the
hour at which somebody wrote is nobody's business.
"""

import base64
from typing import TYPE_CHECKING

from django.conf import settings

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

NO_TIME = 0
LOST = _(
    "These contact details cannot be opened: the key that sealed them is not in QI_CONTACT_KEY."
)


def seal(text: str) -> str:
    """The text, readable only with the key."""
    return lock().encrypt_at_time(text.encode(), NO_TIME).decode()


def unseal(sealed: str) -> str:
    """The text again; raises Invalid when no key fits."""
    from cryptography.fernet import InvalidToken

    try:
        return lock().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Invalid({"contact": LOST}) from None


def lock() -> "MultiFernet":
    """All keys; read when needed, since few requests ever do."""
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet([Fernet(derived(key)) for key in settings.CONTACT_KEYS])


def derived(key: str) -> bytes:
    """A Fernet key from what the operator wrote."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    made = HKDF(SHA256(), length=32, salt=None, info=b"initiatives.community.contact")
    return base64.urlsafe_b64encode(made.derive(key.encode()))
