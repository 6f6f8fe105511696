"""Standard Webhooks: how a message is signed, and how a receiver checks it.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md: the
signature is HMAC-SHA256 over `id.timestamp.body`, in base64 after `v1,`. While a secret is changed
there are two, with a space between them.
"""

import base64
import binascii
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
BYTES = 32  # the convention asks for 24 to 64


def new_secret() -> str:
    """A secret as a receiver gets it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """One signature; raises ValueError for what is no secret."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise ValueError("A secret is whsec_ and base64.") from None
    signed = f"{message_id}.{timestamp}.".encode() + body
    made = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"


def headers(secrets_in_force: list[str], message_id: str, at: int, body: bytes) -> dict[str, str]:
    """What goes with a message; `at` is in seconds since 1970."""
    signed = [signature(secret, message_id, at, body) for secret in secrets_in_force]
    return {
        "Content-Type": "application/json",
        "User-Agent": "QI-Tracker-Webhooks/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(signed),
    }
