"""Who may read and change for how long data are kept."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.base.permission import Answer, unless
from initiatives.people.models import User
from initiatives.people.rules import may_administer_all, may_oversee
from initiatives.retention.models import RetentionTerm


def visible_terms(viewer: User) -> QuerySet[RetentionTerm]:
    """All of them, for administrators and auditors."""
    every = RetentionTerm.objects.all()
    return every if may_oversee(viewer) else every.none()


def may_change(viewer: User) -> Answer:
    """It holds for everybody's data, so an administrator of one place does not decide it."""
    return unless(
        bool(may_administer_all(viewer)),
        _("Only an administrator of the whole system may change for how long data are kept."),
    )
