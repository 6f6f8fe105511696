"""With whom the groups of a measure are compared, and which two vocabularies meet."""

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures import queries, rules, services
from initiatives.measures.models import Intersection, ReferenceGroup, Stratification
from initiatives.web.forms.charting import MeetingForm, ReferenceForm
from initiatives.web.frame import page, viewer_of
from initiatives.web.measure_words import vocabulary_label, vocabulary_name
from initiatives.web.views.measures import Crumbs, MeasurePage, crumbs_of


class Compared(NamedTuple):
    """A vocabulary of a measure, and its reference group where one is chosen."""

    vocabulary: Stratification
    label: str
    reference: ReferenceGroup | None


@page
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """The vocabularies of a measure: with whom groups are compared, and which two meet."""
    viewer = viewer_of(request)
    measure = queries.measure(viewer, pk)
    chosen = {one.stratification_id: one for one in queries.references(measure)}
    own = list(measure.stratifications.all())
    context = {
        "measure": measure,
        "compared": [Compared(one, vocabulary_label(one), chosen.get(one.pk)) for one in own],
        "meeting": queries.intersection(measure),
        "may_meet": sum(not one.overlapping for one in own) > 1,
        "may_define": rules.may_define(viewer, measure.initiative),
        "crumbs": crumbs_of(measure),
    }
    return render(request, "measures/comparison.html", context)


class GroupsPage(MeasurePage):
    """What is said of the groups of a measure."""

    def url_after(self, result: Any) -> str:
        return reverse("measure_comparison", args=[self.record.pk])

    def crumbs(self) -> Crumbs:
        return [*crumbs_of(self.record), (gettext("Groups"), self.url_after(None))]


class Reference(GroupsPage):
    """The group of a vocabulary that the others are compared with, frozen until it is changed."""

    form_class = ReferenceForm
    submit = _("Choose this group")
    lede = _(
        "The others are compared with one group that stays the same. A best group that changes "
        "from period to period makes gaps of its own. It is a point of comparison, not a norm."
    )

    @cached_property
    def vocabulary(self) -> Stratification:
        """The vocabulary that the address names by key."""
        key = self.request.GET.get("by", "")
        own: dict[str, Stratification] = {
            str(one.pk): one for one in self.record.stratifications.all()
        }
        if key not in own:
            raise Http404(gettext("This measure has no such vocabulary."))
        return own[key]

    def get_title(self) -> str:
        return gettext("Reference group: %(vocabulary)s") % {
            "vocabulary": vocabulary_name(self.vocabulary)
        }

    def initial(self) -> dict[str, Any]:
        found = queries.references(self.record).filter(stratification=self.vocabulary).first()
        return {
            "groups": self.vocabulary.strata.filter(absent=""),
            "stratum": found and found.stratum_id,
            "because": found.because if found else "",
        }

    def perform(self, given: dict[str, Any]) -> ReferenceGroup | None:
        return services.choose_reference(
            actor=self.viewer, measure=self.record, stratification=self.vocabulary, **given
        )

    def get_done(self, result: ReferenceGroup | None) -> str:
        if result is None:
            return gettext("The best group with enough people is the reference.")
        return gettext("Groups are compared with %(stratum)s.") % {"stratum": result.stratum}


class Meeting(GroupsPage):
    """The two vocabularies whose groups are shown where they meet."""

    form_class = MeetingForm
    title = _("Where two vocabularies meet")
    lede = _(
        "One pair a measure, such as race by age: more pairs would share totals, from which small "
        "counts could be told. What is recorded of other pairs stays and is not shown."
    )
    submit = _("Show them so")

    def initial(self) -> dict[str, Any]:
        found = queries.intersection(self.record)
        return {
            "vocabularies": self.record.stratifications.filter(overlapping=False),
            "one": found and found.one_id,
            "other": found and found.other_id,
        }

    def perform(self, given: dict[str, Any]) -> Intersection | None:
        return services.choose_intersection(actor=self.viewer, measure=self.record, **given)

    def get_done(self, result: Intersection | None) -> str:
        return (
            gettext("%(result)s is shown.") % {"result": result}
            if result
            else gettext("No two vocabularies are shown together.")
        )
