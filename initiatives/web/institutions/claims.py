"""What an institution says of somebody, read from OpenID Connect claims or a SAML assertion.

Pure functions. What is said wrongly, in another shape, or twice differently counts as not said.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from initiatives.base.errors import NotAllowed
from initiatives.people.provisioning import Arrival
from qi_tracker.institutions import ALWAYS, NEVER, SAML, Institution

# RFC 8176 and what well-known providers say; `mfa` alone says what the others imply.
STRONG_METHODS = {"mfa", "hwk", "swk", "fido", "otp", "sc", "pop"}
# The profiles of REFEDS, Microsoft, and the classes of SAML 2.0 that name two factors or a token.
STRONG_CONTEXTS = {
    "https://refeds.org/profile/mfa",
    "http://schemas.microsoft.com/claims/multipleauthn",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI",
}
FULL_NAME = (
    "urn:oid:2.16.840.1.113730.3.1.241",
    "displayName",
    "http://schemas.microsoft.com/identity/claims/displayname",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
)


class Said(NamedTuple):
    """An arrival, and whether it was with a second factor."""

    arrival: Arrival
    strong: bool


def said_by(institution: Institution, extra: Mapping[str, Any], email: str, verified: bool) -> Said:
    """Read what came; allauth found `email` and `verified`. Raises NotAllowed as `merged`."""
    if institution.protocol == SAML:
        claims: Mapping[str, Any] = extra.get("attributes") or {}
        contexts = extra.get("contexts") or []
        strong = bool(STRONG_CONTEXTS & set(texts(contexts)))
        name = next((texts(claims[key])[0] for key in FULL_NAME if texts(claims.get(key))), "")
    else:
        claims = merged(extra)
        strong = bool(STRONG_METHODS & set(texts(claims.get("amr"))))
        strong = strong or bool(STRONG_CONTEXTS & set(texts(claims.get("acr"))))
        name = next(iter(texts(claims.get("name"))), "")
    arrival = Arrival(
        institution.key,
        email,
        verified is True or institution.emails_verified,
        name,
        frozenset(texts(claims.get(institution.groups))),
    )
    return Said(arrival, institution.second_factor == ALWAYS or (strong and claimed(institution)))


def claimed(institution: Institution) -> bool:
    """Whether what it says of second factors is believed."""
    return institution.second_factor != NEVER


def merged(extra: Mapping[str, Any]) -> dict[str, Any]:
    """The claims of the ID token and of the user info as one.

    Raises NotAllowed where they are of two people (OpenID Connect Core 1.0, 5.3.2).
    """
    token, info = dict(extra.get("id_token") or {}), dict(extra.get("userinfo") or {})
    if token and info and token.get("sub") != info.get("sub"):
        raise NotAllowed(_("Your institution spoke of two different people. Try once more."))
    return token | info


def texts(value: Any) -> list[str]:
    """The texts of a claim that may be one text, a list or nothing."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, (list, tuple)):
        return []
    return [one for one in values if isinstance(one, str) and one]
