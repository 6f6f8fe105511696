"""A webhook tells its address what its owner may see, so only they say where that is."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.base.permission import Answer, unless
from initiatives.people.models import User
from initiatives.people.rules import may_administer, may_administer_all, may_oversee, seats
from initiatives.webhooks.models import Webhook

MOST_WEBHOOKS = 10  # of one person, closed ones not counted


def visible_webhooks(viewer: User) -> QuerySet[Webhook]:
    """One's own; where else something leaves the tracker is read by administrators and auditors."""
    every = Webhook.objects.all()
    return every if may_oversee(viewer) else every.filter(owner=viewer)


def may_keep(viewer: User) -> Answer:
    """Who has something to see: a role at an entity, or the administration."""
    return unless(
        viewer.is_active and (bool(may_administer(viewer)) or bool(seats(viewer))),
        _("Webhooks are for those who hold a role at an entity. Ask an administrator for one."),
    )


def may_change(viewer: User, webhook: Webhook) -> Answer:
    """Its owner, as long as they may have one at all."""
    if viewer.pk != webhook.owner_id:
        return Answer(_("Only its owner may do this: a webhook tells what its owner may see."))
    return may_keep(viewer)


def may_end(viewer: User, webhook: Webhook) -> Answer:
    """Its owner, and an administrator of the whole system for what should not go on."""
    return unless(
        viewer.pk == webhook.owner_id or bool(may_administer_all(viewer)),
        _("Only its owner or an administrator may do this."),
    )


def may_read(viewer: User, webhook: Webhook) -> Answer:
    """Its whole address, which may hold a secret, and what was delivered: as those who end it."""
    return may_end(viewer, webhook)
