"""Chartering an initiative, and revising its charter."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer, unless
from initiatives.people import queries as people
from initiatives.portfolio import queries, rules, services
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import Charter, columns
from initiatives.web.forms.charter import CharterRevision, NewCharter
from initiatives.web.frame import ActionPage

NOWHERE = _(
    "To charter an initiative you need the role of team member, equity lead or administrator "
    "at some entity. An administrator can give it to you."
)


class Create(ActionPage):
    """A new charter."""

    form_class = NewCharter
    template_name = "initiatives/charter.html"
    title = _("Charter an initiative")
    lede = _("About ten minutes. Only the title and the entity are needed to begin.")
    submit = _("Charter the initiative")

    def permission(self) -> Answer:
        entities = people.tree(self.viewer)
        return unless(any(rules.may_create(self.viewer, one) for one in entities), NOWHERE)

    def initial(self) -> dict[str, Any]:
        return {"entity": self.request.GET.get("entity", "")}

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.create_initiative(
            actor=self.viewer,
            charter=given["charter"],
            alignments=given["alignments"],
            stage=given["stage"],
        )

    def get_done(self, result: Initiative) -> str:
        return gettext("%(reference)s is chartered.") % {"reference": result.reference}

    def url_after(self, result: Initiative | None) -> str:
        return reverse("initiative", args=[result.pk]) if result else reverse("initiative_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Initiatives"), reverse("initiative_list"))]


class Edit(ActionPage):
    """A charter revised."""

    form_class = CharterRevision
    template_name = "initiatives/charter.html"
    submit = _("Save the charter")
    done = _("The charter is saved.")

    def find(self) -> Initiative:
        return queries.initiative(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_edit(self.viewer, self.record)

    def initial(self) -> dict[str, Any]:
        charter = Charter.of(self.record)
        members = self.record.members.select_related("user")
        return {name: getattr(charter, name) for name in columns()} | {
            "entities": [one for one in charter.entities if one != charter.entity],
            "team": {member.user: member.part for member in members},
        }

    def perform(self, given: dict[str, Any]) -> Initiative:
        return services.revise_charter(
            actor=self.viewer,
            initiative=self.record,
            charter=given["charter"],
            version=given["version"],
            reason=given["reason"],
        )

    def get_title(self) -> str:
        return gettext("Charter of %(title)s") % {"title": self.record.title}

    def url_after(self, result: Any) -> str:
        return reverse("initiative", args=[self.record.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Initiatives"), reverse("initiative_list")), crumb_of(self.record)]


def crumb_of(initiative: Initiative) -> tuple[str, str]:
    """An initiative as the crumb that leads back to it."""
    return (initiative.reference, reverse("initiative", args=[initiative.pk]))
