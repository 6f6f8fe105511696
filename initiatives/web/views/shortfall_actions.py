"""What people do with shortfalls: log, revise, assign, decide on a proposal, close, reopen."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.errors import Missing
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer, unless
from initiatives.people import queries as people
from initiatives.people.models import Entity
from initiatives.portfolio import queries as portfolio
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls import queries, rules, services
from initiatives.shortfalls.choices import STANDING, Severity, ShortfallState
from initiatives.shortfalls.models import Shortfall
from initiatives.web.forms.shortfalls import (
    AcceptForm,
    AssignForm,
    CloseForm,
    LogForm,
    ReopenForm,
    RevisionForm,
)
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ReasonForm
from initiatives.web.views.asked import key_in
from initiatives.web.views.shortfalls import gate_url
from initiatives.web.views.standing import StandingPage

PROPOSED, OPEN = ShortfallState.PROPOSED, ShortfallState.OPEN
CLOSED, DISMISSED = ShortfallState.CLOSED, ShortfallState.DISMISSED
Crumbs = list[tuple[str, str]]
NOWHERE = _(
    "To log a shortfall you need a role at an entity. Ask an equity lead to log it for you."
)


class Log(ActionPage):
    """A shortfall of an initiative, against a principle, at an entity, or none of these given."""

    form_class = LogForm
    template_name = "shortfalls/log.html"
    title = _("Log a shortfall")
    lede = _(
        "What is logged stays on record until someone other than its owner confirms "
        "that it is put right."
    )
    submit = _("Log the shortfall")

    @cached_property
    def initiative(self) -> Initiative | None:
        key = key_in(self.request, "initiative")
        return portfolio.initiative(self.viewer, key) if key else None

    @cached_property
    def offered(self) -> list[Entity]:
        """The entities at which the viewer may log."""
        tree = people.tree(self.viewer)
        return [entity for entity in tree if rules.may_log(self.viewer, entity, self.initiative)]

    def permission(self) -> Answer:
        return unless(bool(self.offered), NOWHERE)

    def initial(self) -> dict[str, Any]:
        start: dict[str, Any] = {
            "offered": self.offered,
            "found_on": clock.today(self.viewer.time_zone),
            "entity": self.request.GET.get("entity", ""),
            "principle": self.request.GET.get("principle", ""),
            "severity": Severity.MODERATE,
        }
        if self.initiative:
            place = self.initiative.entity
            start["entity"] = start["entity"] or place.merged_into_id or place.pk
            served = list(self.initiative.principles.all())
            if len(served) == 1:
                start["principle"] = start["principle"] or served[0].pk
        return start

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.log_shortfall(actor=self.viewer, initiative=self.initiative, **given)

    def get_done(self, result: Shortfall) -> str:
        return gettext(
            "%(reference)s is logged. Ask its owner for a commitment that answers it."
        ) % {"reference": result.reference}

    def url_after(self, result: Shortfall | None) -> str:
        if result:
            return reverse("shortfall", args=[result.pk])
        if self.initiative:
            return reverse("initiative", args=[self.initiative.pk])
        return reverse("shortfall_list")

    def crumbs(self) -> Crumbs:
        return [(gettext("Shortfalls"), reverse("shortfall_list"))]

    def context(self) -> dict[str, Any]:
        return {"initiative": self.initiative}


class ShortfallPage(StandingPage):
    """What the pages that act on a shortfall share."""

    template_name = "shortfalls/action.html"
    question = ""

    def find(self) -> Shortfall:
        return queries.shortfall(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_change(self.viewer, self.record)

    def get_title(self) -> str:
        return self.question.format(self.record.reference)

    def url_after(self, result: Any) -> str:
        return reverse("shortfall", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        return [
            (gettext("Shortfalls"), reverse("shortfall_list")),
            (self.record.reference, self.url_after(None)),
        ]

    def link_for(self, missing: Missing) -> str:
        return gate_url(self.record, missing.field)


class Edit(ShortfallPage):
    """What fell short, said better, and why it happened."""

    form_class = RevisionForm
    states = STANDING
    question = _("Edit {}")

    def initial(self) -> dict[str, Any]:
        names = ("title", "severity", "affected", "explanation", "detail")
        return {name: getattr(self.record, name) for name in names}

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.revise_shortfall(actor=self.viewer, shortfall=self.record, **given)


class Assign(ShortfallPage):
    """Who answers for it."""

    form_class = AssignForm
    states = STANDING
    question = _("Who answers for {}?")
    submit = _("Name the owner")

    def permission(self) -> Answer:
        return rules.may_assign(self.viewer, self.record)

    def initial(self) -> dict[str, Any]:
        return {"owner": self.record.owner_id}

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.assign_shortfall(actor=self.viewer, shortfall=self.record, **given)

    def get_done(self, result: Shortfall) -> str:
        return gettext("%(owner)s answers for %(reference)s.") % {
            "owner": result.owner,
            "reference": result.reference,
        }


class Accept(ShortfallPage):
    """A proposal taken into the log."""

    form_class = AcceptForm
    states = (PROPOSED,)
    question = _("Accept {} as a shortfall")
    lede = _("It then counts in the log and in the status of the principle that you choose.")
    submit = _("Accept it")

    def initial(self) -> dict[str, Any]:
        names = ("principle", "severity", "owner")
        return {name: getattr(self.record, name) for name in names}

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.accept_shortfall(actor=self.viewer, shortfall=self.record, **given)

    def get_done(self, result: Shortfall) -> str:
        return gettext("%(reference)s is in the log.") % {"reference": result.reference}


class Dismiss(ShortfallPage):
    """A proposal that is no shortfall, with the reason."""

    form_class = ReasonForm
    states = (PROPOSED,)
    question = _("Dismiss {}")
    lede = _("It stays on record with your reason, and can be reopened.")
    submit = _("Dismiss it")
    danger = True

    def permission(self) -> Answer:
        return rules.may_dismiss(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.dismiss_shortfall(actor=self.viewer, shortfall=self.record, **given)

    def get_done(self, result: Shortfall) -> str:
        return gettext("%(reference)s is dismissed.") % {"reference": result.reference}


class Close(ShortfallPage):
    """The confirmation, by someone other than the owner, that it is put right."""

    form_class = CloseForm
    template_name = "shortfalls/close.html"
    states = (OPEN,)
    question = _("Confirm that {} is put right")
    lede = _("Somebody other than its owner confirms it. It can be reopened.")
    submit = _("Confirm and close")

    def permission(self) -> Answer:
        return rules.may_confirm(self.viewer, self.record)

    def context(self) -> dict[str, Any]:
        return {"gate": self.links(rules.missing_to_close(self.record))}

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.close_shortfall(actor=self.viewer, shortfall=self.record, **given)

    def get_done(self, result: Shortfall) -> str:
        return gettext("%(reference)s is closed, confirmed by you.") % {
            "reference": result.reference
        }


class Reopen(ShortfallPage):
    """A closed or dismissed one, open again."""

    form_class = ReopenForm
    states = (CLOSED, DISMISSED)
    question = _("Reopen {}")
    lede = _("The history keeps who had confirmed it and why.")
    submit = _("Reopen it")

    def permission(self) -> Answer:
        return rules.may_reopen(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.reopen_shortfall(actor=self.viewer, shortfall=self.record, **given)

    def get_done(self, result: Shortfall) -> str:
        return gettext("%(reference)s is open again.") % {"reference": result.reference}
