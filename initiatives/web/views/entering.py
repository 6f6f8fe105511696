"""Entering the figures of a period."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures import queries, services
from initiatives.measures.choices import ObservationState
from initiatives.measures.models import OperationalDefinition
from initiatives.measures.rules.figures import EARLIEST, Entry
from initiatives.measures.rules.missing import period_before, to_enter
from initiatives.measures.rules.periods import next_period, period_of
from initiatives.measures.services import Recorded
from initiatives.web.figures import (
    EVERYBODY,
    fields_of,
)
from initiatives.web.forms.figures import Line, Part, Sheet, lines_of
from initiatives.web.forms.observations import EnterForm
from initiatives.web.frame.forms import ViewerForm
from initiatives.web.measure_words import period_in_words
from initiatives.web.views.entered import by_field, completeness, tallied
from initiatives.web.views.measure_action import MeasurePage

OFFERED = 36  # periods to choose from
NO_PERIOD = _(
    "There is no period {} to enter figures for, so this is the next one without figures."
)


class Enter(MeasurePage):
    """The figures of one period, of everybody and by group, in a form of two minutes."""

    form_class = EnterForm
    template_name = "observations/enter.html"
    submit = _("Save the figures")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.prepare()
        if self.definition is None:
            return self.undefined()
        if self.sheet.stands or any(line.before for line in self.sheet.lines):
            services.note_counts_seen(actor=self.viewer, measure=self.record)
        return self.show(self.get_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.prepare()
        if self.definition is None:
            return self.undefined()
        return super().post(request, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        for name in ("definition", "recorded", "sheet"):
            self.__dict__.pop(name, None)

    def caught_up(self, form: ViewerForm) -> ViewerForm:
        """The same figures over what stands now, beside them."""
        self.prepare()
        sent = self.request.POST.copy()
        sent["version"] = str(self.record.version)
        fresh = self.get_form(sent)
        for message in form.non_field_errors():
            fresh.add_error(None, message)
        return fresh

    def undefined(self) -> HttpResponse:
        """Nothing can be entered before it is agreed how to count."""
        context = {"record": self.record, "crumbs": self.crumbs(), "title": self.get_title()}
        return render(self.request, "observations/undefined.html", context)

    @property
    def agreed(self) -> OperationalDefinition:
        """The definition in force, where there is one."""
        assert self.definition is not None
        return self.definition

    @cached_property
    def today(self) -> date:
        return clock.today(self.viewer.time_zone)

    @cached_property
    def recorded(self) -> list[date]:
        return queries.recorded_periods(self.viewer, self.record)

    @cached_property
    def asked(self) -> date | None:
        """The period that the form or the address names, if there can be figures for it."""
        text = self.request.POST.get("period") or self.request.GET.get("period", "")
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return period_of(day, self.agreed.frequency)[0] if EARLIEST <= day <= self.today else None

    @property
    def starts(self) -> date:
        """The period that is filled in."""
        return self.asked or to_enter(self.recorded, self.agreed.frequency, self.today)

    @cached_property
    def sheet(self) -> Sheet:
        """The rows of the period."""
        stands = queries.standing_in(self.viewer, self.record, self.starts)
        before = queries.standing_before(self.viewer, self.record, self.starts)
        everybody = Line(str(EVERYBODY), stands=stands.get(None), before=before.get(None))
        parts = [
            Part(one.title, lines_of(one.strata.all(), stands, before), one.overlapping)
            for one in self.record.stratifications.all()
        ]
        return Sheet(
            self.starts,
            self.agreed.chart,
            fields_of(self.agreed),
            (Part(str(EVERYBODY), (everybody,)), *parts),
        )

    def initial(self) -> dict[str, Any]:
        known = next(iter(self.sheet.stands), None)
        over = period_of(self.starts, self.agreed.frequency)[1] < self.today
        usual = ObservationState.FINAL if over else ObservationState.PROVISIONAL
        return {
            "sheet": self.sheet,
            "period": self.starts,
            "state": known.state if known else usual,
            "source": known.source if known else self.agreed.source[:200],
            "note": known.note if known else "",
        }

    def perform(self, given: dict[str, Any]) -> tuple[Recorded, list[Entry]]:
        try:
            done = services.record_observations(
                actor=self.viewer,
                measure=self.record,
                entries=given["entries"],
                version=given["version"],
            )
        except Invalid as error:
            raise Invalid(by_field(error.errors, given["lines"], self.sheet)) from None
        return done, given["entries"]

    def get_done(self, result: tuple[Recorded, list[Entry]]) -> str:
        done, entries = result
        figures = tallied(done.new, done.corrected, done.same)
        period = period_in_words(self.starts, self.agreed.frequency)
        known = completeness({entry.stratum: entry for entry in entries}, self.sheet)
        return gettext("%(period)s is saved: %(figures)s.%(known)s") % {
            "period": period,
            "figures": figures,
            "known": known,
        }

    def url_after(self, result: Any) -> str:
        page = "measure_observations" if result else "measure"
        return reverse(page, args=[self.record.pk])

    def get_title(self) -> str:
        if self.definition is None:
            return gettext("Enter figures: %(name)s") % {"name": self.record.name}
        return f"{period_in_words(self.starts, self.agreed.frequency)}: {self.record.name}"

    def context(self) -> dict[str, Any]:
        frequency = self.agreed.frequency
        asked = self.request.GET.get("period", "")
        later = next_period(self.starts, frequency)[0]
        return {
            "definition": self.definition,
            "period": period_in_words(self.starts, frequency),
            "last_period": self.last_period(),
            "running": period_of(self.starts, frequency)[1] >= self.today,
            "earlier_url": self.url_of(period_before(self.starts, frequency)),
            "later_url": self.url_of(later) if later <= self.today else "",
            "choices": self.period_choices(),
            "unknown_period": NO_PERIOD.format(asked[:40]) if asked and not self.asked else "",
            "figures": self.sheet.figures,
        }

    def url_of(self, starts: date) -> str:
        """The form of another period."""
        return f"{reverse('measure_enter', args=[self.record.pk])}?period={starts.isoformat()}"

    def last_period(self) -> str:
        """The period whose figures stand beside, in words; empty where there is none."""
        before = next((line.before for line in self.sheet.lines if line.before), None)
        return period_in_words(before.starts, self.agreed.frequency) if before else ""

    def period_choices(self) -> list[tuple[str, str, bool]]:
        """The latest periods, the newest first, each with whether it has figures."""
        frequency = self.agreed.frequency
        first = period_of(self.today, frequency)[0]
        offered = [first]
        while len(offered) < OFFERED:
            offered.append(period_before(offered[-1], frequency))
        had = {period_of(one, frequency)[0] for one in self.recorded}
        return [
            (
                one.isoformat(),
                period_in_words(one, frequency)
                + ("" if one in had else gettext(", no figures yet")),
                one == self.starts,
            )
            for one in offered
        ]
