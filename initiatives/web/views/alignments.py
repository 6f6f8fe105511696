"""Aligning an initiative with principles, and assessing how it lives them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base.errors import Missing
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.community import queries as community
from initiatives.measures import queries as measuring
from initiatives.people.models import User
from initiatives.portfolio import queries, rules, services
from initiatives.portfolio.choices import Checkpoint, EvidenceKind, Rating
from initiatives.portfolio.models import Alignment, Assessment, Initiative
from initiatives.portfolio.rules.questions import answered_before
from initiatives.web.forms.assessing import AssessmentForm
from initiatives.web.forms.initiatives import AlignForm, RationaleForm
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import Choices, ReasonForm
from initiatives.web.views.charter import crumb_of
from initiatives.web.views.lifecycle import InitiativePage

MOST_OFFERED = 100


class Align(InitiativePage):
    """One more principle that an initiative serves."""

    form_class = AlignForm
    template_name = "initiatives/align.html"
    title = _("Align with a principle")
    submit = _("Align")
    done = _("Aligned.")

    def permission(self) -> Answer:
        return rules.may_edit(self.viewer, self.record)

    def initial(self) -> dict[str, Any]:
        aligned = [principle.pk for principle in self.record.principles.all()]
        return {"principle": self.request.GET.get("principle", ""), "aligned": aligned}

    def perform(self, given: dict[str, Any]) -> Alignment:
        return services.align(actor=self.viewer, initiative=self.record, **given)

    def url_after(self, result: Any) -> str:
        return super().url_after(result) + "#principles"


class AlignmentPage(ActionPage):
    """What the pages about one alignment share."""

    template_name = "initiatives/alignment.html"

    def find(self) -> Alignment:
        return queries.alignment(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_edit(self.viewer, self.record.initiative)

    def get_title(self) -> str:
        return f"{self.title} {self.record.principle.number}"

    def url_after(self, result: Any) -> str:
        return reverse("initiative", args=[self.record.initiative_id]) + "#principles"

    def crumbs(self) -> list[tuple[str, str]]:
        return [
            (gettext("Initiatives"), reverse("initiative_list")),
            crumb_of(self.record.initiative),
        ]

    def link_for(self, missing: Missing) -> str:
        if missing.field == "alignments":
            return reverse("initiative_align", args=[self.record.initiative_id])
        return ""


class Edit(AlignmentPage):
    """The rationale of an alignment, said anew."""

    form_class = RationaleForm
    title = _("How it serves principle")

    def initial(self) -> dict[str, Any]:
        return {"rationale": self.record.rationale}

    def perform(self, given: dict[str, Any]) -> Alignment:
        return services.revise_alignment(actor=self.viewer, alignment=self.record, **given)


class Withdraw(AlignmentPage):
    """An alignment taken back, which only one that was never assessed can be."""

    form_class = ReasonForm
    title = _("Withdraw from principle")
    lede = _("It no longer says that it serves this principle. The history keeps that it did.")
    submit = _("Withdraw the alignment")
    danger = True
    done = _("The alignment is withdrawn.")

    def perform(self, given: dict[str, Any]) -> None:
        services.withdraw_alignment(
            actor=self.viewer, alignment=self.record, reason=given["reason"]
        )


class Assess(AlignmentPage):
    """A judgement of how far a principle is lived, kept for good."""

    form_class = AssessmentForm
    template_name = "initiatives/assess.html"
    title = _("Assess principle")
    lede = _("An assessment stays on record for good; a later one stands beside it.")
    submit = _("Record the assessment")
    done = _("The assessment is recorded.")

    def permission(self) -> Answer:
        return rules.may_assess(self.viewer, self.record)

    @cached_property
    def checkpoint(self) -> str:
        """The one that is asked for, else the first that nobody judged yet."""
        asked = self.request.POST.get("checkpoint") or self.request.GET.get("checkpoint", "")
        judged = {one.checkpoint for one in self.record.assessments.all()}
        left = [key for key in Checkpoint.values if key not in judged]
        return asked if asked in Checkpoint.values else [*left, Checkpoint.CLOSURE.value][0]

    def initial(self) -> dict[str, Any]:
        return {
            "alignment": self.record,
            "checkpoint": self.checkpoint,
            "offered": linkable(self.viewer, self.record.initiative),
        }

    def perform(self, given: dict[str, Any]) -> Any:
        return services.assess(actor=self.viewer, alignment=self.record, **given)

    def get_done(self, result: Assessment) -> str:
        if result.rating in (Rating.PARTLY, Rating.NOT_MET):
            return gettext("%(done)s A shortfall is proposed for it within a minute.") % {
                "done": self.done
            }
        return self.done

    def context(self) -> dict[str, Any]:
        return {"before": answered_before(self.record, self.checkpoint)}


def linkable(viewer: User, initiative: Initiative) -> Choices:
    """The records that an assessment of an initiative can rest on, by kind and key."""
    kinds: list[tuple[str, QuerySet[Any]]] = [
        ("measure", measuring.measures(viewer).filter(initiative=initiative)),
        ("definition", initiative.definitions.order_by("term")),
        ("entity", initiative.entities.order_by("name")),
        ("theme", community.themes(viewer)),
    ]
    return [
        (f"{kind}:{row.pk}", f"{EvidenceKind(kind).label}: {row}")
        for kind, rows in kinds
        for row in rows[:MOST_OFFERED]
    ]
