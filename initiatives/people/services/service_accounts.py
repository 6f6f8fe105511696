"""Services: programs with roles of their own, for which a person answers."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, required
from initiatives.history.services import record
from initiatives.people import rules
from initiatives.people.models import User

DOMAIN = "services.invalid"  # RFC 2606: no mail can reach it


def check_answers(person: User) -> None:
    """Raises Invalid for who cannot answer for a service."""
    if person.is_service or not person.is_active:
        raise Invalid({"answered_by": _("A person whose account is open answers for a service.")})


@transaction.atomic
def create_service(*, actor: User, name: str, purpose: str, answered_by: User) -> User:
    """A service that holds no role yet; by an administrator. It has no password and gets none."""
    rules.may_administer(actor).require()
    required(name=name, purpose=purpose)
    check_answers(answered_by)
    service = User.objects.create_user(
        f"service-{secrets.token_hex(6)}@{DOMAIN}",
        None,
        name=name.strip(),
        title=purpose.strip(),
        answered_by=answered_by,
    )
    about = {"service": service.name, "answered_by": str(answered_by)}
    record(actor=actor, verb="created", subject=service, after=about)
    return service


@transaction.atomic
def hand_over_service(
    *, actor: User, service: User, answered_by: User, reason: str, version: int | None = None
) -> User:
    """Another person answers for a service from now on; by an administrator, with a reason."""
    rules.may_administer_person(actor, service).require()
    required(reason=reason)
    check_answers(answered_by)
    held = locked(service, version)
    before = str(held.answered_by)
    if change(held, answered_by=answered_by):
        record(
            actor=actor,
            verb="reassigned",
            subject=held,
            before={"answered_by": before},
            after={"answered_by": str(answered_by)},
            reason=reason,
        )
    return held
