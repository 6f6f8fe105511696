"""Giving a person a role, and ending it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.people import queries, rules, services
from initiatives.people.models import Membership, User
from initiatives.web.forms.people import GrantForm
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ReasonForm
from initiatives.web.views.people import crumbs_to


class Grant(ActionPage):
    """A role on an entity and all below it."""

    form_class = GrantForm
    submit = _("Give the role")

    def find(self) -> User:
        return queries.person(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_administer(self.viewer)

    def perform(self, given: dict[str, Any]) -> Membership:
        return services.grant_role(actor=self.viewer, user=self.record, **given)

    def get_title(self) -> str:
        return gettext("Give %(record)s a role") % {"record": self.record}

    def get_done(self, result: Membership) -> str:
        return gettext("%(record)s is now %(result)s.") % {"record": self.record, "result": result}

    def url_after(self, result: Any) -> str:
        return reverse("person", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return crumbs_to(self.record)


class End(ActionPage):
    """A role ended now; that it was held stays on record."""

    form_class = ReasonForm
    title = _("End a role")
    submit = _("End the role")
    danger = True
    done = _("The role is ended.")

    def find(self) -> Membership:
        return queries.membership(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_manage(self.viewer, self.record.entity)

    def perform(self, given: dict[str, Any]) -> Membership:
        return services.end_role(actor=self.viewer, membership=self.record, reason=given["reason"])

    def get_title(self) -> str:
        return gettext("End the role of %(user)s: %(record)s") % {
            "user": self.record.user,
            "record": self.record,
        }

    def url_after(self, result: Any) -> str:
        return reverse("person", args=[self.record.user_id])

    def crumbs(self) -> list[tuple[str, str]]:
        return crumbs_to(self.record.user)
