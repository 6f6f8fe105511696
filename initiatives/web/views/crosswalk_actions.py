"""What an equity lead of the whole system adds to the crosswalk: reviews and attestations."""

from typing import Any

from django.urls import reverse

from initiatives.base.lazy import format_lazy
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.framework import queries, rules, services
from initiatives.framework.models import Attestation, CrosswalkLink, Requirement
from initiatives.history import queries as history
from initiatives.web.forms.crosswalk import AttestForm, ReviewForm
from initiatives.web.frame import ActionPage
from initiatives.web.views.crosswalk import DECIDES, crumbs

SHOWN = 50


class CrosswalkPage(ActionPage):
    """What both share: the requirement that they are about."""

    @property
    def requirement(self) -> Requirement:
        raise NotImplementedError

    def permission(self) -> Answer:
        return rules.may_map(self.viewer)

    def url_after(self, result: Any) -> str:
        about = self.requirement
        page = reverse("crosswalk_framework", args=[about.framework_id])
        return f"{page}#requirement-{about.pk}"

    def crumbs(self) -> list[tuple[str, str]]:
        outside = self.requirement.framework
        page = reverse("crosswalk_framework", args=[outside.pk])
        return [*crumbs(), (outside.short_name, page)]


class Review(CrosswalkPage):
    """Whether a link holds, and how closely, under the reviewer's name."""

    record: CrosswalkLink
    form_class = ReviewForm
    template_name = "crosswalk/review.html"
    title = _("Review this link")
    submit = _("Confirm this link")
    done = _("The link is confirmed under your name.")

    def find(self) -> CrosswalkLink:
        return queries.crosswalk_link(self.viewer, self.kwargs["pk"])

    @property
    def requirement(self) -> Requirement:
        return self.record.requirement

    def initial(self) -> dict[str, Any]:
        return {"strength": self.record.strength, "note": self.record.note}

    def perform(self, given: dict[str, Any]) -> CrosswalkLink:
        return services.review_link(actor=self.viewer, link=self.record, **given)

    def context(self) -> dict[str, Any]:
        return {
            "requirement": self.requirement,
            "events": history.events_about(self.viewer, self.record)[:SHOWN],
        }


class Attest(CrosswalkPage):
    """What the organization attests for a requirement; what it said before stays."""

    record: Requirement
    form_class = AttestForm
    template_name = "crosswalk/attest.html"
    title = _("What we attest")
    lede = format_lazy(_("You write in the name of the whole system. {decides}"), decides=DECIDES)
    submit = _("Attest this")
    done = _("It is recorded under your name.")

    def find(self) -> Requirement:
        return queries.requirement(self.viewer, self.kwargs["pk"])

    @property
    def requirement(self) -> Requirement:
        return self.record

    def perform(self, given: dict[str, Any]) -> Attestation:
        return services.attest(actor=self.viewer, requirement=self.record, **given)

    def context(self) -> dict[str, Any]:
        said = queries.latest_attestations(self.viewer, self.record.framework)
        return {"requirement": self.record, "attestations": said.get(self.record.code, [])}
