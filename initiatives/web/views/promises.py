"""What people do with commitments: make, acknowledge, fulfil, move, reassign, withdraw."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.accountability import queries, rules, services
from initiatives.accountability.choices import CommitmentKind, CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer, unless
from initiatives.people import queries as people
from initiatives.people.models import Entity
from initiatives.portfolio import queries as portfolio
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls import queries as shortfalls
from initiatives.shortfalls.models import Shortfall
from initiatives.web.forms.commitments import FulfilForm, MoveForm, PromiseForm, ReassignForm
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ReasonForm
from initiatives.web.views.asked import key_in
from initiatives.web.views.standing import StandingPage
from initiatives.web.words import day_in_words

Crumbs = list[tuple[str, str]]
NOWHERE = _(
    "To make a commitment you need a role at an entity, or a part in an initiative. "
    "Open the initiative that it belongs to, and make it there."
)


class Make(ActionPage):
    """A promise about an initiative, a shortfall, or nothing but an entity."""

    form_class = PromiseForm
    template_name = "commitments/make.html"
    title = _("Make a commitment")
    lede = _("A dated promise with one owner, who is reminded until it is kept.")
    submit = _("Make the commitment")

    @cached_property
    def initiative(self) -> Initiative | None:
        key = key_in(self.request, "initiative")
        return portfolio.initiative(self.viewer, key) if key else None

    @cached_property
    def shortfall(self) -> Shortfall | None:
        key = None if self.initiative else key_in(self.request, "shortfall")
        return shortfalls.shortfall(self.viewer, key) if key else None

    @property
    def subject(self) -> Initiative | Shortfall | None:
        return self.initiative or self.shortfall

    @cached_property
    def offered(self) -> list[Entity]:
        """The entities at which the viewer may promise something that is about nothing else."""
        tree = people.tree(self.viewer)
        return [entity for entity in tree if rules.may_promise(self.viewer, entity)]

    def permission(self) -> Answer:
        if self.subject is None:
            return unless(bool(self.offered), NOWHERE)
        return rules.may_promise(self.viewer, self.subject.entity, self.initiative, self.shortfall)

    def initial(self) -> dict[str, Any]:
        start: dict[str, Any] = {"owner": self.viewer.pk, "kind": CommitmentKind.ACTION}
        if self.shortfall:
            start |= {"kind": CommitmentKind.ANSWER, "owner": self.shortfall.owner_id}
        elif not self.initiative:
            start |= {"offered": self.offered, "entity": self.request.GET.get("entity", "")}
        return start

    def perform(self, given: dict[str, Any]) -> Commitment:
        return services.make_commitment(
            actor=self.viewer, initiative=self.initiative, shortfall=self.shortfall, **given
        )

    def get_done(self, result: Commitment) -> str:
        return gettext("%(reference)s is promised by %(owner)s for %(day)s.") % {
            "reference": result.reference,
            "owner": result.owner,
            "day": day_in_words(result.due_on),
        }

    def url_after(self, result: Commitment | None) -> str:
        if result:
            return reverse("commitment", args=[result.pk])
        return address_of(self.subject) if self.subject else reverse("commitment_list")

    def crumbs(self) -> Crumbs:
        crumbs = [(gettext("Commitments"), reverse("commitment_list"))]
        return [*crumbs, (self.subject.reference, self.url_after(None))] if self.subject else crumbs

    def context(self) -> dict[str, Any]:
        return {"subject": self.subject, "subject_url": self.url_after(None)}


def address_of(subject: Initiative | Shortfall) -> str:
    """The page of what a commitment is about."""
    name = "initiative" if isinstance(subject, Initiative) else "shortfall"
    return reverse(name, args=[subject.pk])


class CommitmentPage(StandingPage):
    """What the pages that act on a commitment share."""

    template_name = "commitments/action.html"
    states = (CommitmentState.OPEN,)
    question = ""

    def find(self) -> Commitment:
        return queries.commitment(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_change(self.viewer, self.record)

    def get_title(self) -> str:
        return self.question.format(self.record.reference)

    def url_after(self, result: Any) -> str:
        if self.request.GET.get("from") == "mine":
            return reverse("my_accountability")
        return reverse("commitment", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        page = reverse("commitment", args=[self.record.pk])
        return [(gettext("Commitments"), reverse("commitment_list")), (self.record.reference, page)]


class Acknowledge(CommitmentPage):
    """To say that one knows of it."""

    question = _("Do you take on {}?")
    lede = _("You say that you know of it and mean to keep it. Reminders go on until it is done.")
    submit = _("Acknowledge")

    def permission(self) -> Answer:
        return rules.may_act(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Commitment:
        known = self.record.acknowledged_at is not None  # a second click changes nothing
        version = None if known else given["version"]
        return services.acknowledge(actor=self.viewer, commitment=self.record, version=version)

    def get_done(self, result: Commitment) -> str:
        return gettext("“%(result)s” is acknowledged.") % {"result": result}


class Fulfil(CommitmentPage):
    """To say that it is done, and how one can see it."""

    form_class = FulfilForm
    question = _("Fulfil {}")
    submit = _("Record as fulfilled")

    def permission(self) -> Answer:
        return rules.may_act(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Commitment:
        return services.fulfil(actor=self.viewer, commitment=self.record, **given)

    def get_done(self, result: Commitment) -> str:
        return gettext("“%(result)s” is recorded as fulfilled.") % {"result": result}


class Move(CommitmentPage):
    """To another date, with a reason."""

    form_class = MoveForm
    question = _("Move {} to another date")
    lede = _("The old date and the reason stay in the history, and reminders start afresh.")
    submit = _("Move it")

    def initial(self) -> dict[str, Any]:
        return {"due_on": self.record.due_on}

    def perform(self, given: dict[str, Any]) -> Commitment:
        return services.move(actor=self.viewer, commitment=self.record, **given)

    def get_done(self, result: Commitment) -> str:
        return gettext("%(reference)s is due on %(day)s now.") % {
            "reference": result.reference,
            "day": day_in_words(result.due_on),
        }


class Reassign(CommitmentPage):
    """To somebody else, with a reason."""

    form_class = ReassignForm
    question = _("Give {} to somebody else")
    lede = _("Its new owner is asked to acknowledge it, and is the one reminded from here on.")
    submit = _("Reassign it")

    def perform(self, given: dict[str, Any]) -> Commitment:
        return services.reassign(actor=self.viewer, commitment=self.record, **given)

    def get_done(self, result: Commitment) -> str:
        return gettext("%(reference)s is %(owner)s's now.") % {
            "reference": result.reference,
            "owner": result.owner,
        }

    def url_after(self, result: Commitment | None) -> str:
        """Back to its page, for whoever still sees it after giving it away."""
        if result and not queries.commitments(self.viewer).filter(pk=result.pk).exists():
            return reverse("my_accountability")
        return super().url_after(result)


class Withdraw(CommitmentPage):
    """The promise taken back, with a reason."""

    form_class = ReasonForm
    question = _("Withdraw {}")
    lede = _(
        "It is no longer promised and nobody is reminded of it. It stays on record with the reason."
    )
    submit = _("Withdraw it")
    danger = True
    done = _("It is withdrawn.")

    def perform(self, given: dict[str, Any]) -> Commitment:
        return services.withdraw(actor=self.viewer, commitment=self.record, **given)
