"""Creating, changing and deactivating people."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.permission import unless
from initiatives.base.records import change, locked, required
from initiatives.history.services import record
from initiatives.people import rules
from initiatives.people.choices import Role
from initiatives.people.models import Entity, Membership, User, monday_to_friday, validate_time_zone

PROFILE = ("name", "title", "time_zone", "working_days")


def check_address(email: str) -> str:
    """The address in the form that is kept; raises Invalid when malformed or taken."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(
            {"email": _("%(address)s is no e-mail address.") % {"address": f"{address!r}"}}
        ) from None
    if User.objects.filter(email=address).exists():
        raise Invalid(
            {"email": _("%(address)s is already somebody's address here.") % {"address": address}}
        )
    return address


def check_week(time_zone: str, working_days: Sequence[int]) -> list[int]:
    """The working days in order, once each; raises Invalid on a bad day or time zone."""
    days = sorted(set(working_days))
    if not days or not set(days) <= set(range(1, 8)):
        raise Invalid({"working_days": _("Choose at least one day of the week, 1 to 7.")})
    try:
        validate_time_zone(time_zone)
    except ValidationError as error:
        raise Invalid({"time_zone": error.messages[0]}) from None
    return days


def add_person(email: str, name: str, **fields: Any) -> User:
    """A new person, checked, without asking who adds them."""
    required(name=name, email=email)
    zone = fields.pop("time_zone", None) or "America/Los_Angeles"
    check_week(zone, monday_to_friday())
    return User.objects.create_user(
        check_address(email),
        fields.pop("password", None),
        name=name.strip(),
        time_zone=zone,
        **fields,
    )


@transaction.atomic
def create_person(
    *,
    actor: User,
    email: str,
    name: str,
    title: str = "",
    time_zone: str = "",
    password: str | None = None,
) -> User:
    """A person who may sign in once they set a password by mail; by an administrator."""
    rules.may_administer(actor).require()
    person = add_person(email, name, title=title, time_zone=time_zone, password=password)
    record(actor=actor, verb="created", subject=person, after={"email": person.email})
    return person


@transaction.atomic
def create_administrator(
    *,
    email: str,
    name: str,
    entity: Entity,
    password: str | None = None,
    break_glass: bool = False,
) -> User:
    """The first administrator of a system, or one for emergencies; by its command line.

    Nobody is asked. One for emergencies signs in by password and second factor alone, and everyone
    hears of it.
    """
    person = add_person(email, name, password=password, break_glass=break_glass)
    Membership.objects.create(user=person, entity=entity, role=Role.ADMINISTRATOR)
    after = {"role": Role.ADMINISTRATOR} | ({"break_glass": True} if break_glass else {})
    record(actor=None, verb="created", subject=person, after=after)
    return person


@transaction.atomic
def update_profile(
    *,
    actor: User,
    user: User,
    name: str,
    title: str,
    time_zone: str,
    working_days: Sequence[int],
    version: int | None = None,
) -> User:
    """Change how a person is called and when they work; their own or an administrator's to do."""
    if actor.pk != user.pk:
        rules.may_administer_person(actor, user).require()
    required(name=name)
    days = check_week(time_zone, working_days)
    person = locked(user, version)
    made = change(
        person, name=name.strip(), title=title.strip(), time_zone=time_zone, working_days=days
    )
    if made:
        record(actor=actor, verb="revised", subject=person, before=made.before, after=made.after)
    return person


@transaction.atomic
def deactivate_person(*, actor: User, user: User, reason: str) -> User:
    """Close an account: it keeps what it owns, but signs in no more. It takes a reason."""
    rules.may_administer_person(actor, user).require()
    unless(actor.pk != user.pk, _("You cannot close your own account.")).require()
    required(reason=reason)
    return close_account(user, actor, reason)


def close_account(user: User, actor: User | None, reason: str) -> User:
    """Nobody signs in with it from here on; its sessions and API tokens end at once."""
    person = locked(user)
    if change(person, is_active=False):
        person.tokens.filter(revoked_at=None).update(revoked_at=clock.now())
        after = {"is_active": False}
        record(actor=actor, verb="deactivated", subject=person, after=after, reason=reason)
    return person
