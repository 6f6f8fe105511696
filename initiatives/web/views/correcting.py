"""Correcting one figure: a row of its own, with what was there before kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.errors import Invalid, Stale
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.measures import queries, rules, services
from initiatives.measures.models import Observation, OperationalDefinition
from initiatives.measures.services import Recorded
from initiatives.web.figures import (
    agreed,
    fields_of,
    figure_in_words,
    group_in_words,
)
from initiatives.web.forms.correcting import CorrectForm
from initiatives.web.frame import ActionPage
from initiatives.web.frame.forms import ViewerForm
from initiatives.web.measure_words import period_in_words
from initiatives.web.views.observations import before

MEANWHILE = _(
    "{who} corrected this while you had it open. It now says: {figure}. Look at it again, then "
    "repeat your change."
)


class Correct(ActionPage):
    """The figure of a period and group, put right, left out of the limits, or taken in again."""

    form_class = CorrectForm
    template_name = "observations/correct.html"
    lede = _("What was there before stays on record, with who changed it and why.")
    submit = _("Save the correction")

    def find(self) -> Observation:
        """What stands now in the place of the figure that the address names."""
        named = queries.observation(self.viewer, self.kwargs["pk"])
        rules.may_record(self.viewer, named.measure).require()
        self.measure = queries.measure(self.viewer, named.measure_id)
        return queries.what_stands(self.viewer, named)

    def permission(self) -> Answer:
        return rules.may_record(self.viewer, self.measure)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.prepare()
        if self.record.pk != kwargs["pk"]:
            messages.info(request, gettext("That figure was corrected; this is what stands now."))
            return redirect(reverse("measure_correct", args=[self.record.pk]))
        services.note_counts_seen(actor=self.viewer, measure=self.measure)
        return self.show(self.get_form())

    @property
    def definition(self) -> OperationalDefinition:
        """How it is counted now: the definition in force, under which a correction stands."""
        found = agreed(self.measure)
        assert found is not None  # what is recorded stands under one
        return found

    def initial(self) -> dict[str, Any]:
        names = ("state", "source", "note", "excluded_because")
        return {
            "row": self.record,
            "figures": fields_of(self.definition),
            "standing": self.record.pk,
            "excluded": bool(self.record.excluded_because),
        } | {name: getattr(self.record, name) for name in names}

    def perform(self, given: dict[str, Any]) -> Recorded:
        """A version of the measure that was read with what stands leaves nothing in between."""
        if given["standing"] != self.record.pk:
            raise Stale(
                MEANWHILE.format(who=self.record.entered_by.name, figure=self.figure or "nothing")
            )
        try:
            return services.record_observations(
                actor=self.viewer,
                measure=self.measure,
                entries=[given["entry"]],
                version=self.measure.version,
            )
        except Invalid as error:
            found = {name.removeprefix("1."): text for name, text in error.errors.items()}
            raise Invalid(found) from None

    def caught_up(self, form: ViewerForm) -> ViewerForm:
        """The same entries over what stands now."""
        self.prepare()
        sent = self.request.POST.copy()
        sent["standing"] = str(self.record.pk)
        fresh = self.get_form(sent)
        for message in form.non_field_errors():
            fresh.add_error(None, message)
        return fresh

    @property
    def figure(self) -> str:
        return figure_in_words(self.record)

    @property
    def period(self) -> str:
        return period_in_words(self.record.starts, self.definition.frequency)

    @property
    def group(self) -> str:
        return group_in_words(self.record.stratum, self.record.other_stratum)

    def get_title(self) -> str:
        return gettext("Correct %(period)s: %(group)s") % {
            "period": self.period,
            "group": self.group,
        }

    def get_done(self, result: Recorded) -> str:
        if not result.corrected:
            return gettext("Nothing was changed.")
        return gettext("%(period)s, %(group)s, is corrected. What was there before is kept.") % {
            "period": self.period,
            "group": self.group,
        }

    def url_after(self, result: Any) -> str:
        return reverse("measure_observations", args=[self.measure.pk])

    def crumbs(self) -> list[tuple[str, str]]:
        return [
            (gettext("Measures"), reverse("measure_list")),
            (self.measure.name, reverse("measure", args=[self.measure.pk])),
            (gettext("Figures"), self.url_after(None)),
        ]

    def context(self) -> dict[str, Any]:
        earlier = queries.earlier(self.viewer, self.measure, [self.record])
        return {
            "figure": self.figure,
            "definition": self.definition,
            "before": before(self.record, earlier.get(queries.place_of(self.record), [])),
        }
