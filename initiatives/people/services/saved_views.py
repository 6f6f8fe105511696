"""Keeping a list's filters under a name."""

from django.db import transaction
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import required
from initiatives.people.models import SavedView, User


@transaction.atomic
def save_view(*, actor: User, list_name: str, name: str, query: str) -> SavedView:
    """Keep a query string under a name; the same name on the same list is overwritten.

    Personal and without consequence for others, so it leaves no history event.
    """
    required(name=name, list_name=list_name)
    if len(name) > 80 or len(list_name) > 40:
        raise Invalid({"name": gettext("Keep the name within 80 characters.")})
    if len(query) > 2000:
        raise Invalid({"query": gettext("These filters are too long to keep.")})
    view, _ = SavedView.objects.update_or_create(
        user=actor,
        list_name=list_name,
        name=name.strip(),
        defaults={"query": query.lstrip("?"), "updated_at": clock.now()},
    )
    return view


@transaction.atomic
def delete_view(*, actor: User, view: SavedView) -> None:
    """Drop one of one's own saved views."""
    SavedView.objects.filter(pk=view.pk, user=actor).delete()
