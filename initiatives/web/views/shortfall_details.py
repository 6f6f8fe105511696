"""The sources, size and cause of a shortfall, merging it with a twin, and who may know of it."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.shortfalls import queries, rules, services
from initiatives.shortfalls.choices import STANDING, CauseKind, ShortfallState
from initiatives.shortfalls.models import Shortfall
from initiatives.web.forms.shortfalls import DescribeForm, MergeForm, RestrictForm, SourceForm
from initiatives.web.frame.forms import ReasonForm
from initiatives.web.views.asked import key_in
from initiatives.web.views.shortfall_actions import CLOSED, OPEN, ShortfallPage

EVERY_STATE = tuple(ShortfallState.values)
NUMBERS = ("size_count", "size_out_of", "compared_with", "compared_count", "compared_out_of")


class AddSource(ShortfallPage):
    """Another way in which the same was found."""

    form_class = SourceForm
    states = STANDING
    question = _("Add how {} was found too")
    lede = _("The same shortfall, seen another way: it stays one entry, with each of its sources.")
    submit = _("Add it")

    def permission(self) -> Answer:
        return rules.may_add_source(self.viewer, self.record)

    def initial(self) -> dict[str, Any]:
        return {"found_on": clock.today(self.viewer.time_zone)}

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.add_source(actor=self.viewer, shortfall=self.record, **given)


class Describe(ShortfallPage):
    """How large it is, and why it happened."""

    form_class = DescribeForm
    states = STANDING
    question = _("Size and cause of {}")
    lede = _(
        "Numbers of people, never names. Where a number is small, only those who may change the "
        "shortfall see any. Look for causes in how we work, not in single people."
    )

    def initial(self) -> dict[str, Any]:
        found = self.record
        causes = {
            f"cause_{kind}": "\n".join(found.causes.get(kind.value, ())) for kind in CauseKind
        }
        numbers = {name: getattr(found, name) for name in NUMBERS}
        return numbers | causes | {"whys": "\n".join(found.whys)}

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.describe_shortfall(actor=self.viewer, shortfall=self.record, **given)


class Merge(ShortfallPage):
    """Two entries side by side, and which of them goes on."""

    form_class = MergeForm
    template_name = "shortfalls/merge.html"
    states = STANDING
    question = _("Are these the same shortfall?")
    lede = _(
        "If so, one goes on with the sources and the commitments of both. The other stays whole "
        "and readable, and can be split off again."
    )
    submit = _("Merge them")

    @cached_property
    def other(self) -> Shortfall:
        """The one to compare with; raises Http404 where the address names none."""
        key = key_in(self.request, "with")
        if key is None:
            raise Http404(gettext("There is nothing to compare it with."))
        return queries.shortfall(self.viewer, key)

    def permission(self) -> Answer:
        other = rules.may_change(self.viewer, self.other)
        return super().permission() if other else other

    def initial(self) -> dict[str, Any]:
        both = (self.record, self.other)
        found = [one for one in both if one.state == OPEN] or both
        return {
            "pair": [(one.pk, f"{one.reference} {one.title}") for one in both],
            "stays": min(found, key=lambda one: (one.found_on, one.pk)).pk,
        }

    def perform(self, given: dict[str, Any]) -> Shortfall:
        if given["stays"] == self.record.pk:
            return services.merge_shortfall(
                actor=self.viewer, shortfall=self.other, into=self.record
            )
        return services.merge_shortfall(
            actor=self.viewer, shortfall=self.record, into=self.other, version=given["version"]
        )

    def url_after(self, result: Shortfall | None) -> str:
        return reverse("shortfall", args=[(result or self.record).pk])

    def get_done(self, result: Shortfall) -> str:
        return gettext("%(reference)s goes on, with the sources of both.") % {
            "reference": result.reference
        }

    def context(self) -> dict[str, Any]:
        both = (self.record, self.other)
        return {"both": [(one, queries.sources(self.viewer, one)) for one in both]}


class Split(ShortfallPage):
    """What was another shortfall after all."""

    form_class = ReasonForm
    states = (ShortfallState.MERGED,)
    question = _("Split {} off again")
    lede = _("It stands for itself again, as it did before it was merged.")
    submit = _("Split it off")

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.split_shortfall(actor=self.viewer, shortfall=self.record, **given)


class KeepClosed(ShortfallPage):
    """What its data show again is no ground to reopen it."""

    form_class = ReasonForm
    states = (CLOSED,)
    question = _("Keep {} closed")
    lede = _("The signal is dismissed with your reason, and both stay on record.")
    submit = _("Keep it closed")

    def permission(self) -> Answer:
        return rules.may_dismiss(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.keep_closed(actor=self.viewer, shortfall=self.record, **given)


class Restrict(ShortfallPage):
    """Who may know of it."""

    form_class = RestrictForm
    states = EVERY_STATE
    question = _("Who may know of {}?")
    lede = _(
        "Only its owner, who logged it, who promised an answer, the equity leads, administrators "
        "and auditors over its entity, and those you name here will see it. For everyone else it "
        "is in no list, number, search, mail or file."
    )
    submit = _("Make it confidential")
    danger = True

    def permission(self) -> Answer:
        return rules.may_restrict(self.viewer, self.record)

    def initial(self) -> dict[str, Any]:
        return {
            "reason": self.record.confidential_because,
            "named": list(self.record.named.values_list("pk", flat=True)),
        }

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.restrict_shortfall(actor=self.viewer, shortfall=self.record, **given)

    def get_done(self, result: Shortfall) -> str:
        return gettext("%(reference)s is confidential.") % {"reference": result.reference}


class Unrestrict(ShortfallPage):
    """Open again to everybody in whose sight it is."""

    form_class = ReasonForm
    states = EVERY_STATE
    question = _("Open {} to everyone who sees its entity")
    lede = _(
        "It counts again in every list and number. The history keeps that it was confidential."
    )
    submit = _("Open it")

    def permission(self) -> Answer:
        return rules.may_restrict(self.viewer, self.record)

    def perform(self, given: dict[str, Any]) -> Shortfall:
        return services.unrestrict_shortfall(actor=self.viewer, shortfall=self.record, **given)

    def get_done(self, result: Shortfall) -> str:
        return gettext("%(reference)s is open to everyone who sees its entity.") % {
            "reference": result.reference
        }
