"""The institutions through which people sign in, as the operator describes them in JSON.

`docs/signing-in.md` explains each value. What cannot be used stops the start, with its reason.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

OPENID, SAML = "openid", "saml"
ALWAYS, CLAIMED, NEVER = "always", "claimed", "never"
KEY_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
NEEDED = {OPENID: ("server", "client"), SAML: ("entity",)}


@dataclass(frozen=True)
class Institution:
    """One provider of sign-in, trusted for the e-mail addresses of its `domains` alone."""

    key: str
    protocol: str
    name: str
    domains: Sequence[str]
    creates: bool = True  # whoever it sends gets an account
    emails_verified: bool = False  # every address it sends is checked, though it does not say so
    groups: str = "groups"  # the claim or attribute that lists groups
    second_factor: str = CLAIMED  # whether its sign-in counts as one with a second factor
    server: str = ""
    client: str = ""
    secret: str = ""
    entity: str = ""
    metadata: str = ""
    sso: str = ""
    certificate: str = ""
    email: str = ""
    person: str = ""


def read(text: str, production: bool) -> dict[str, Institution]:
    """By key; raises ImproperlyConfigured for what is no list of institutions.

    The text is JSON, or @ and the path of a file that holds it.
    """
    if not text.strip():
        return {}
    try:
        source = Path(text[1:]).read_text() if text.startswith("@") else text
        described = json.loads(source)
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"QI_INSTITUTIONS cannot be read: {error}") from None
    if not isinstance(described, list):
        raise ImproperlyConfigured("QI_INSTITUTIONS takes a list of institutions.")
    made = [institution(one, production) for one in described]
    found = {one.key: one for one in made}
    if len(found) < len(made):
        raise ImproperlyConfigured("QI_INSTITUTIONS names a key twice.")
    return found


def institution(described: Any, production: bool) -> Institution:
    """One of them, checked; raises ImproperlyConfigured naming what is wrong, never a secret."""
    if not isinstance(described, Mapping):
        raise ImproperlyConfigured("QI_INSTITUTIONS lists objects, one an institution.")
    known = {field.name: field for field in fields(Institution)}
    complain("has values that nobody knows", set(described) - set(known))
    needed = [name for name, field in known.items() if field.default is MISSING]
    complain("lacks", [name for name in needed if not described.get(name)])
    for name, field in known.items():
        if name in described and not fits(name, described[name], field.type):
            complain("has no fitting value for", [name])
    made = Institution(**described)
    check(made, production)
    return made


def fits(name: str, value: Any, kind: Any) -> bool:
    """Whether a value is of the kind that its name takes."""
    if name == "domains":
        return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    return isinstance(value, kind)


def check(made: Institution, production: bool) -> None:
    """What goes beyond kinds of values."""
    if not set(made.key) <= KEY_SIGNS:
        complain("has a key with signs other than a-z, 0-9 and -", [made.key])
    if made.protocol not in NEEDED:
        complain("has a protocol other than openid and saml", [made.protocol])
    if made.second_factor not in (ALWAYS, CLAIMED, NEVER):
        complain("takes always, claimed or never as", ["second_factor"])
    complain("lacks", [name for name in NEEDED[made.protocol] if not getattr(made, name)])
    if made.protocol == SAML and not (made.metadata or (made.sso and made.certificate)):
        complain("lacks", ["metadata, or sso and certificate"])
    places = (made.server, made.metadata, made.sso)
    plain = [place for place in places if place and urlsplit(place).scheme != "https"]
    if production:
        complain("is reached without https at", plain)


def complain(what: str, names: Iterable[str]) -> None:
    """Raises ImproperlyConfigured if there is anything to name."""
    if named := ", ".join(sorted(names)):
        raise ImproperlyConfigured(f"An institution of QI_INSTITUTIONS {what}: {named}.")


def providers(found: Mapping[str, Institution]) -> dict[str, Any]:
    """The same as django-allauth takes them."""
    by_openid = [openid_app(one) for one in found.values() if one.protocol == OPENID]
    by_saml = [saml_app(one) for one in found.values() if one.protocol == SAML]
    return {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": by_openid},
        "saml": {"provider_class": "initiatives.web.institutions.saml.Saml", "APPS": by_saml},
    }


def openid_app(one: Institution) -> dict[str, Any]:
    """By discovery; the addresses it speaks of are read from it."""
    return {
        "provider_id": one.key,
        "name": one.name,
        "client_id": one.client,
        "secret": one.secret,
        "settings": {"server_url": one.server},
    }


def saml_app(one: Institution) -> dict[str, Any]:
    """Assertions must be signed, and asked for by us: what nobody asked for is refused."""
    idp = {"entity_id": one.entity, "sso_url": one.sso, "x509cert": one.certificate}
    names = {"uid": one.person, "email": one.email}
    mapped = {key: name for key, name in names.items() if name}
    settings: dict[str, Any] = {
        "idp": {"entity_id": one.entity, "metadata_url": one.metadata} if one.metadata else idp,
        "advanced": {"want_assertion_signed": True, "reject_idp_initiated_sso": True},
    }
    if mapped:
        settings["attribute_mapping"] = mapped
    return {
        "provider_id": one.key,
        "name": one.name,
        "client_id": one.key,
        "settings": settings,
    }
