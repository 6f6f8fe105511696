"""Setting up a webhook: its address, its types and its secret, which is shown once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock, sealing
from initiatives.base.addresses import Reach, check_address
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, one_at_a_time, required
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.webhooks import queries, rules
from initiatives.webhooks.choices import WebhookState
from initiatives.webhooks.models import Webhook
from initiatives.webhooks.services.following import begin_reading
from initiatives.webhooks.signing import new_secret
from initiatives.webhooks.vocabulary import TYPES

PURPOSE = "initiatives.webhooks.secret"
LONGEST_NAME = 80


def reach() -> Reach:
    """The internet by https, and the networks that the operator named."""
    return Reach(also=settings.WEBHOOK_NETWORKS, plain=not settings.PRODUCTION)


@transaction.atomic
def create_webhook(
    *, actor: User, name: str, address: str, types: Iterable[str]
) -> tuple[Webhook, str]:
    """A new webhook of one's own and its secret; raises Invalid for what cannot be."""
    rules.may_keep(actor).require()
    values = checked({"name": name, "address": address, "types": types})
    one_at_a_time(f"webhooks.{actor.pk}")
    check_room(actor)
    check_elsewhere(actor, values["address"])
    begin_reading()
    secret = new_secret()
    made = Webhook.objects.create(owner=actor, secret=sealing.seal(secret, PURPOSE), **values)
    record(actor=actor, verb="created", subject=made, after=told(made))
    return made, secret


@transaction.atomic
def revise_webhook(
    *, actor: User, webhook: Webhook, version: int | None = None, **values: Any
) -> Webhook:
    """Change its name, address or types; raises Invalid for what cannot be."""
    rules.may_change(actor, webhook).require()
    given = checked(values)
    one_at_a_time(f"webhooks.{actor.pk}")
    found = locked(webhook, version)
    check_open(found)
    if given.get("address", found.address) != found.address:
        check_elsewhere(actor, given["address"])
    before = told(found)
    if change(found, **given):
        record(actor=actor, verb="revised", subject=found, before=before, after=told(found))
    return found


@transaction.atomic
def rotate_secret(
    *, actor: User, webhook: Webhook, version: int | None = None
) -> tuple[Webhook, str]:
    """A new secret; for a day the one before signs as well, so that no message is refused."""
    rules.may_change(actor, webhook).require()
    found = locked(webhook, version)
    check_open(found)
    secret, until = new_secret(), clock.now() + rules.OVERLAP
    values = {"secret": sealing.seal(secret, PURPOSE), "former_secret": found.secret}
    change(found, former_until=until, **values)
    after = {"former_until": until.isoformat()}
    record(actor=actor, verb="rotated the secret of", subject=found, after=after)
    return found, secret


def secrets_of(webhook: Webhook) -> list[str]:
    """The secrets that sign now, the newest first; raises sealing.Lost."""
    sealed = [webhook.secret]
    if webhook.former_until and webhook.former_until > clock.now():
        sealed.append(webhook.former_secret)
    return [sealing.unseal(one, PURPOSE) for one in sealed]


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, in one form; raises Invalid field by field."""
    given = dict(values)
    if "name" in given:
        required(name=given["name"])
        given["name"] = str(given["name"]).strip()
        if len(given["name"]) > LONGEST_NAME:
            raise Invalid({"name": _("A name has at most 80 characters.")})
    if "types" in given:
        given["types"] = checked_types(given["types"])
    if "address" in given:
        required(address=given["address"])
        given["address"] = str(given["address"]).strip()
        check_address(given["address"], reach())
    return given


def checked_types(types: Iterable[str]) -> list[str]:
    """Each once, in the order of the vocabulary."""
    asked = set(types)
    if not asked:
        raise Invalid({"types": _("Choose at least one type of event.")})
    if unknown := sorted(asked - set(TYPES)):
        raise Invalid({"types": _("There is no such type of event: %s.") % ", ".join(unknown)})
    return [one for one in TYPES if one in asked]


def check_open(webhook: Webhook) -> None:
    """Raises Invalid for one that is closed."""
    if webhook.state == WebhookState.CLOSED:
        raise Invalid({"state": _("This webhook is closed. Add a new one.")})


def check_room(actor: User) -> None:
    """Raises Invalid where this person has as many as one may."""
    if queries.open_webhooks_of(actor).count() >= rules.MOST_WEBHOOKS:
        raise Invalid({"name": _("You have ten webhooks already. Close one first.")})


def check_elsewhere(actor: User, address: str) -> None:
    """Raises Invalid where this person has one at this address: it would be told twice."""
    if queries.open_webhooks_of(actor).filter(address=address).exists():
        raise Invalid({"address": _("You have a webhook at this address already. Change that.")})


def told(webhook: Webhook) -> dict[str, Any]:
    """What history keeps of it: the host alone, since the rest of an address may be a secret."""
    return {"name": webhook.name, "host": webhook.host, "types": webhook.types}
