"""The directory, and each person in it."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.history import queries as history
from initiatives.people import queries, rules, services
from initiatives.people.choices import WEEKDAYS
from initiatives.people.filters import PersonFilter
from initiatives.people.models import User
from initiatives.privacy import rules as privacy
from initiatives.web.forms.people import NewPersonForm
from initiatives.web.frame import ActionPage, ListPage, page, viewer_of
from initiatives.web.frame.forms import ReasonForm
from initiatives.web.frame.tiles import Tile, tile

EVENTS_SHOWN = 20


class PersonList(ListPage):
    """Everyone who can sign in, with the roles they hold."""

    filter_class = PersonFilter
    template_name = "people/list.html"
    table_name = "people"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.hidden = () if rules.may_oversee(self.viewer) else ("idle",)
        return super().get(request, **kwargs)

    def rows(self) -> QuerySet[User]:
        held = Prefetch("memberships", queries.memberships(self.viewer), to_attr="roles_held")
        return queries.listed_people(self.viewer).prefetch_related(held)

    def context(self) -> dict[str, Any]:
        return {
            "may_administer": rules.may_administer(self.viewer),
            "may_oversee": rules.may_oversee(self.viewer),
        }


@page
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: their roles, and what carries their name as far as the viewer may see it."""
    viewer = viewer_of(request)
    found = queries.person(viewer, pk)
    memberships = queries.memberships(viewer, user=found)
    context = {
        "person": found,
        "working_days": [WEEKDAYS[day] for day in found.working_days],
        "roles": [(one, rules.may_manage(viewer, one.entity)) for one in memberships],
        "tiles": tiles_of(viewer, found),
        "may_oversee": rules.oversees(viewer, found),
        "events": history.events_about(viewer, found)[:EVENTS_SHOWN],
        "may_administer": rules.may_administer(viewer),
        "may_close": rules.may_administer_person(viewer, found),
        "may_erase": privacy.may_erase(viewer, found),
    }
    return render(request, "people/page.html", context)


def tiles_of(viewer: User, found: User) -> list[Tile]:
    """What a person owns and sponsors, each number a link to exactly what it counts."""
    owned = f"owner={found.pk}"
    return [
        tile(viewer, "initiatives", gettext("Initiatives owned"), owned),
        tile(viewer, "initiatives", gettext("Initiatives sponsored"), f"sponsor={found.pk}"),
        tile(viewer, "commitments", gettext("Open commitments"), f"{owned}&state=open"),
        tile(viewer, "commitments", gettext("Overdue commitments"), f"{owned}&overdue=true"),
        tile(viewer, "shortfalls", gettext("Open shortfalls"), f"{owned}&state=open"),
    ]


class Create(ActionPage):
    """A new person, who sets their own password."""

    form_class = NewPersonForm
    title = _("Add a person")
    lede = _(
        "They set their own password: tell them to choose “Forgot your password?” "
        "on the sign-in page."
    )
    submit = _("Add the person")

    def permission(self) -> Answer:
        return rules.may_administer(self.viewer)

    def perform(self, given: dict[str, Any]) -> User:
        return services.create_person(actor=self.viewer, **given)

    def get_done(self, result: User) -> str:
        return gettext("%(result)s is added. Give them a role next.") % {"result": result}

    def url_after(self, result: User | None) -> str:
        return reverse("person", args=[result.pk]) if result else reverse("person_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("People"), reverse("person_list"))]


class Deactivate(ActionPage):
    """An account closed: the person signs in no more, and keeps what carries their name."""

    form_class = ReasonForm
    lede = _(
        "They sign in no more. What they own keeps their name until somebody else takes it on."
    )
    submit = _("Close the account")
    danger = True
    done = _("The account is closed.")

    def find(self) -> User:
        return queries.person(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_administer_person(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> User:
        return services.deactivate_person(
            actor=self.viewer, user=self.record, reason=given["reason"]
        )

    def get_title(self) -> str:
        return gettext("Close the account of %(record)s") % {"record": self.record}

    def url_after(self, result: Any) -> str:
        return reverse("person", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return crumbs_to(self.record)


def crumbs_to(found: User) -> list[tuple[str, str]]:
    """The way down to a person's page."""
    return [
        (gettext("People"), reverse("person_list")),
        (found.name, reverse("person", args=[found.pk])),
    ]
