"""Keeping the themes."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, required
from initiatives.community import rules
from initiatives.community.models import Theme
from initiatives.history.services import record
from initiatives.people.models import User


@transaction.atomic
def add_theme(*, actor: User, name: str, meaning: str = "") -> Theme:
    """A new theme; raises Invalid for a name that is taken."""
    rules.may_keep_themes(actor).require()
    required(name=name)
    theme = Theme(name=name.strip(), meaning=meaning.strip())
    check_name(theme)
    theme.save()
    record(actor=actor, verb="added", subject=theme, after={"name": theme.name})
    return theme


@transaction.atomic
def revise_theme(
    *, actor: User, theme: Theme, name: str, meaning: str, in_use: bool, version: int | None = None
) -> Theme:
    """Name it better, or put it away; what carries it keeps it."""
    rules.may_keep_themes(actor).require()
    required(name=name)
    theme = locked(theme, version)
    made = change(theme, name=name.strip(), meaning=meaning.strip(), in_use=in_use)
    check_name(theme)
    if made:
        record(actor=actor, verb="revised", subject=theme, before=made.before, after=made.after)
    return theme


def check_name(theme: Theme) -> None:
    """Raises Invalid for what cannot be a name, or is one already."""
    check_fields(theme)
    if Theme.objects.filter(name__iexact=theme.name).exclude(pk=theme.pk).exists():
        raise Invalid({"name": _("There is a theme “%(theme)s” already.") % {"theme": theme.name}})
