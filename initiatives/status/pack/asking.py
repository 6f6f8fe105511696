"""What a pack is asked about, and who may have one."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer, unless
from initiatives.framework.models import Framework
from initiatives.people.models import Entity, User
from initiatives.people.rules import entity_ids_in_sight
from initiatives.status.pack.periods import Period
from initiatives.status.rules import Rules

HIDDEN = _("There is no such entity in your sight.")


@dataclass(frozen=True)
class Asked:
    """Whose pack it is, of which place and months, against which principles, by which rules."""

    viewer: User
    entity: Entity
    period: Period
    framework: Framework | None
    as_of: datetime
    rules: Rules


def may_make(viewer: User, entity: Entity) -> Answer:
    """Who holds a role at the entity or above it: a part of it would be taken for the whole."""
    return unless(entity.pk in entity_ids_in_sight(viewer), HIDDEN)


def address(list_name: str, **query: object) -> str:
    """Where a list is, for what a pack has no room for."""
    return f"{settings.SITE_URL}{reverse(list_name)}?{urlencode(query)}"
