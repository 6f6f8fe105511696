"""Who may read what is kept about a person, and who may erase them."""

from django.utils.translation import gettext as _

from initiatives.base.permission import Answer, unless
from initiatives.people.models import User
from initiatives.retention.rules import may_change


def may_read(viewer: User, person: User) -> Answer:
    """Only they themselves; an administrator of the whole system when they cannot."""
    own = viewer.pk == person.pk
    return unless(
        own or bool(may_change(viewer)), _("What is kept about a person is theirs to read.")
    )


def may_erase(viewer: User, person: User) -> Answer:
    """An administrator of the whole system, once the account is closed."""
    allowed = may_change(viewer)
    if not allowed:
        return Answer(_("Only an administrator of the whole system may erase a person."))
    if viewer.pk == person.pk:
        return Answer(_("You cannot erase yourself; ask another administrator."))
    if person.is_service:
        return Answer(_("This is a program and no person."))
    if person.erased_at is not None:
        return Answer(_("This person was erased already."))
    return unless(
        not person.is_active, _("Close the account first, and choose who takes on its work.")
    )
