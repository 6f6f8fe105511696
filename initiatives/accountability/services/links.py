"""Links in mails that work without signing in, and no further than they say.

Each is signed with the product's key under a salt of its own. A link to acknowledge is good for two
weeks; a link to unsubscribe has no end, since a mail may be opened years later.
"""

import re
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.accountability.models import Commitment
from initiatives.base.errors import Invalid
from initiatives.people.models import User

ACKNOWLEDGE, UNSUBSCRIBE = "qi.acknowledge", "qi.unsubscribe"
FRESH = timedelta(days=14)


class Acknowledgement(NamedTuple):
    """Who acknowledges which commitment, in which of its generations."""

    person: int
    commitment: int
    generation: int


def acknowledge_url(commitment: Commitment, person: User) -> str:
    """A link with which this person acknowledges this commitment as it is promised now."""
    token = signing.dumps([person.pk, commitment.pk, commitment.generation], salt=ACKNOWLEDGE)
    return settings.SITE_URL + reverse("acknowledge_link", args=[token])


def read_acknowledgement(token: str) -> Acknowledgement:
    """What a link says; raises Invalid for one that is broken or too old."""
    return Acknowledgement(*loaded(token, ACKNOWLEDGE, FRESH))


def unsubscribe_url(person: User) -> str:
    """A link with which this person's digests end."""
    return settings.SITE_URL + reverse(
        "unsubscribe_link", args=[signing.dumps(person.pk, salt=UNSUBSCRIBE)]
    )


def without_tokens(text: str) -> str:
    """What a message said, for the books: who reads there acts for nobody."""
    for name in ("acknowledge_link", "unsubscribe_link"):
        place = settings.SITE_URL + reverse(name, args=["token"]).partition("token")[0]
        text = re.sub(rf"{re.escape(place)}\S+", f"{place}…", text)
    return text


def read_unsubscription(token: str) -> int:
    """The person whose digests a link ends; raises Invalid for a broken one."""
    return int(loaded(token, UNSUBSCRIBE, None))


def loaded(token: str, salt: str, max_age: timedelta | None) -> Any:
    """What was signed; raises Invalid with what to do instead."""
    try:
        return signing.loads(token, salt=salt, max_age=max_age)
    except signing.SignatureExpired:
        raise Invalid({"link": _("This link is too old. Sign in to go on.")}) from None
    except signing.BadSignature:
        raise Invalid({"link": _("This link is incomplete. Copy all of it, or sign in.")}) from None
