"""Which roles the groups of institutions give."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.base.permission import Answer
from initiatives.people import queries, rules, services
from initiatives.people.models import GroupRole
from initiatives.web.forms.group_roles import GroupRoleForm
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.forms import ReasonForm


@page
def group_role_list(request: HttpRequest) -> HttpResponse:
    """All in force, by institution and group."""
    viewer = viewer_of(request)
    rules.may_oversee(viewer).require()
    said = queries.group_roles(viewer)
    context = {
        "rows": [(one, name_of(one), rules.may_manage(viewer, one.entity)) for one in said],
        "institutions": settings.INSTITUTIONS,
        "may_administer": rules.may_administer(viewer),
        "crumbs": [(_("People"), reverse("person_list"))],
    }
    return render(request, "people/group_roles.html", context)


def name_of(said: GroupRole) -> str:
    """The institution by its name; its key where it is not set up any more."""
    known = settings.INSTITUTIONS.get(said.provider)
    return str(known.name if known else said.provider)


class GroupPage(ActionPage):
    """What lies below the list."""

    def url_after(self, result: Any) -> str:
        return reverse("group_role_list")

    def crumbs(self) -> list[tuple[str, str]]:
        above = str(_("People")), reverse("person_list")
        return [above, (str(_("Roles by group")), reverse("group_role_list"))]


class Say(GroupPage):
    """Another role by a group."""

    form_class = GroupRoleForm
    title = _("Give a role by group")  # type: ignore[assignment]
    lede = _(  # type: ignore[assignment]
        "Whoever the institution lists in this group holds the role from their next sign-in on, "
        "and loses it when they leave the group. Roles given by hand stay as they are."
    )
    submit = _("Give the role by group")  # type: ignore[assignment]
    done = _("It holds from the next sign-in of each person on.")  # type: ignore[assignment]

    def permission(self) -> Answer:
        return rules.may_administer(self.viewer)

    def perform(self, given: dict[str, Any]) -> GroupRole:
        return services.say_group_role(actor=self.viewer, **given)


class End(GroupPage):
    """A group gives a role no more."""

    form_class = ReasonForm
    lede = _("Whoever holds this role only by the group loses it at once.")  # type: ignore[assignment]
    submit = _("End it")  # type: ignore[assignment]
    danger = True
    done = _("The group gives this role no more.")  # type: ignore[assignment]

    def find(self) -> GroupRole:
        return queries.group_role(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_manage(self.viewer, self.record.entity)

    def perform(self, given: dict[str, Any]) -> GroupRole:
        return services.end_group_role(actor=self.viewer, group_role=self.record, **given)

    def get_title(self) -> str:
        return str(_("End a role by group: %(role)s") % {"role": self.record})
