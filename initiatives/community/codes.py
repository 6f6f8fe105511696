"""The code by which somebody finds the answer to what they said, without an account.

It has two parts: a selector of 8 characters, by which the row is found, and a secret of 16 (80
bits), of which only a hash is kept. Both are drawn from the random key of the form that was sent,
so that a form sent twice leads to the same code, and nothing has to be kept to show it again.
"""

import hashlib
from typing import NamedTuple

from django.utils.crypto import constant_time_compare, salted_hmac

# Crockford's alphabet: what is easily taken for a digit is read as that digit.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("OIL", "011")
SELECTOR, SECRET = 8, 16
NOBODY = "0" * 64


class Code(NamedTuple):
    """The two parts; as text it is written in groups of four."""

    selector: str
    secret: str

    def __str__(self) -> str:
        whole = self.selector + self.secret
        return "-".join(whole[start : start + 4] for start in range(0, len(whole), 4))

    @property
    def digest(self) -> str:
        """What is kept of the secret."""
        return hashlib.sha256(f"{self.selector}:{self.secret}".encode()).hexdigest()


def code_for(key: str) -> Code:
    """The code of a form with this random key; nobody without our secret key can work it out."""
    drawn = salted_hmac("initiatives.community.codes", key, algorithm="sha256").digest()
    number = int.from_bytes(drawn)
    signs = []
    for _ in range(SELECTOR + SECRET):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return Code("".join(signs[:SELECTOR]), "".join(signs[SELECTOR:]))


def read(text: str) -> Code | None:
    """A code as somebody typed it, with any case and spacing; None when it can be none."""
    signs = "".join(text.upper().translate(LOOKALIKES).replace("-", " ").split())
    if len(signs) != SELECTOR + SECRET or set(signs) - set(ALPHABET):
        return None
    return Code(signs[:SELECTOR], signs[SELECTOR:])


def fits(code: Code, kept: str | None) -> bool:
    """Whether the kept digest is this code's; takes as long when there is none."""
    return constant_time_compare(code.digest, kept or NOBODY) and kept is not None
