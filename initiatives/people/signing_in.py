"""Whoever asks, with their seats, what lies below them, their language, and what is switched off:
one statement.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import JSONObject

from initiatives.people.models import Entity, Membership, User
from initiatives.people.rules import Seat, Sight
from initiatives.switches.queries import off


def standing(person: str = "pk") -> dict[str, Any]:
    """Annotations that `remember` takes from a row; `person` leads to the key of the person."""
    held = Membership.objects.filter(ended_at=None)
    own = held.filter(user=OuterRef(person)).order_by("id")
    seated = ArraySubquery(
        held.filter(user=OuterRef(OuterRef(person))).order_by().values("entity_id")
    )
    below = Entity.objects.order_by().filter(lineage__overlap=seated)
    return {
        "held": ArraySubquery(own.values(seat=JSONObject(role="role", entity_id="entity_id"))),
        "below": ArraySubquery(below.values("pk")),
        "switched_off": ArraySubquery(off().order_by().values("feature")),
        "elsewhere": Exists(Entity.objects.order_by().exclude(lineage__overlap=seated)),
    }


def remember(user: User, row: Any) -> User:
    """Keep on the person's object what the row was annotated with, where the rules look for it."""
    user._seats = tuple(Seat(**seat) for seat in row.held)  # type: ignore[attr-defined]
    user._sight = Sight(frozenset(row.below), not row.elsewhere)  # type: ignore[attr-defined]
    user._off = frozenset(row.switched_off)  # type: ignore[attr-defined]
    return user


def signed_in(key: Any) -> User | None:
    """The person of a session and the `language` they chose; None where there is none any more."""
    spoken = F("preference__language")
    found = User.objects.filter(pk=key).annotate(**standing(), language=spoken).first()
    return remember(found, found) if found else None
