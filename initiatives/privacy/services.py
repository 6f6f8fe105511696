"""Handing a person what is kept about them, and erasing them while their work stays."""

from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability.models import Delivery
from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, required
from initiatives.exports.choices import ExportState
from initiatives.exports.models import Export
from initiatives.history.services import record
from initiatives.people.models import Cover, User
from initiatives.privacy import queries, rules
from initiatives.privacy.parts import parts
from initiatives.webhooks.choices import SendingState, WebhookState
from initiatives.webhooks.models import Webhook, WebhookDelivery


@transaction.atomic
def export_person(*, actor: User, person: User) -> dict[str, Any]:
    """All that is kept about a person as plain values; that it was taken out is noted."""
    rules.may_read(actor, person).require()
    found = queries.exported(actor, person)
    rows = sum(one["count"] for one in found["records"])
    record(actor=actor, verb="exported the data of", subject=person, after={"rows": rows})
    return found


@transaction.atomic
def erase_person(
    *, actor: User, person: User, reason: str, confirm: str, version: int | None = None
) -> User:
    """Take name, address and all that is their own away; raises Invalid unless `confirm` is the
    present address.

    What they did stays, under a number. History is not rewritten: its events name a key.
    """
    rules.may_erase(actor, person).require()
    required(reason=reason)
    found = locked(person, version)
    rules.may_erase(actor, found).require()
    if confirm.strip().lower() != found.email:
        raise Invalid({"confirm": _("This is not the address of the person. Nothing was erased.")})
    gone = {"sessions": end_sessions(found), **delete_own(found), **empty_work(found)}
    number = found.pk
    change(
        found,
        name=f"Former person {number}",
        email=f"former-{number}@erased.invalid",
        title="",
        is_superuser=False,
        break_glass=False,
        last_login=None,
        erased_at=clock.now(),
    )
    found.set_unusable_password()
    found.save(update_fields=["password"])
    after = {name: count for name, count in gone.items() if count}
    record(actor=actor, verb="erased", subject=found, after=after, reason=reason)
    return found


def end_sessions(person: User) -> int:
    """Delete those of the person; whose a session is stands inside of it alone."""
    key = str(person.pk)
    sessions = Session.objects.iterator(2_000)
    own = [one.pk for one in sessions if one.get_decoded().get("_auth_user_id") == key]
    return Session.objects.filter(pk__in=own).delete()[0]


def delete_own(person: User) -> dict[str, int]:
    """Delete what is the person's own, by table."""
    return {
        part.model._meta.model_name or "": part.rows(person).delete()[0]
        for part in parts()
        if part.is_own
    }


def empty_work(person: User) -> dict[str, int]:
    """Take what is personal out of rows that stay."""
    now = clock.now()
    empty = {"subject": "", "body": "", "address": "", "error": ""}
    ready = Export.objects.filter(asked_by=person, state=ExportState.DONE)
    hooks = Webhook.objects.filter(owner=person).exclude(state=WebhookState.CLOSED)
    owed = WebhookDelivery.objects.filter(webhook__in=hooks, state=SendingState.PENDING)
    owed.update(state=SendingState.LEFT_OUT, leased_until=None, settled_at=now)
    closed = {"state": WebhookState.CLOSED, "secret": "", "former_secret": ""}
    return {
        "messages": Delivery.objects.filter(recipient=person).update(**empty),
        "files": ready.update(expires_at=now),  # the worker deletes the file within the hour
        "reasons of covers": Cover.objects.filter(person=person)
        .exclude(reason="")
        .update(reason=""),
        "webhooks": hooks.update(**closed, former_until=None),
    }
