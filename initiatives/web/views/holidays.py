"""The organisation's days off: the list by year, adding, filling a year, removing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from initiatives.accountability import queries, services
from initiatives.accountability.models import Holiday
from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.base.references import plain_key
from initiatives.people.rules import may_administer_all
from initiatives.web.forms.policies import CountryForm, FillForm, HolidayForm
from initiatives.web.frame import ActionPage, page, viewer_of
from initiatives.web.frame.forms import ViewerForm
from initiatives.web.words import day_in_words

HERE = "US"
HERE_STATE = "WA"


@page
def holidays(request: HttpRequest) -> HttpResponse:
    """The days off of a year, this one unless another is asked for."""
    viewer = viewer_of(request)
    this_year = clock.today(viewer.time_zone).year
    asked = plain_key(request.GET.get("year", "")) or this_year
    year = asked if 1 <= asked <= 9999 else this_year
    years = sorted({*queries.years_of_holidays(), this_year, year})
    context = {
        "year": year,
        "tabs": [
            {"label": str(one), "url": f"?year={one}", "current": one == year} for one in years
        ],
        "holidays": queries.holidays_of(year),
        "may_administer": may_administer_all(viewer),
        "crumbs": crumbs_to_list()[:1],
    }
    return render(request, "policies/holidays.html", context)


def crumbs_to_list() -> list[tuple[str, str]]:
    """The way down to the list."""
    return [
        (gettext("Reminder policies"), reverse("policy_list")),
        (gettext("Holidays"), reverse("holiday_list")),
    ]


def list_of(year: int) -> str:
    """The list of a year."""
    return f"{reverse('holiday_list')}?year={year}"


class HolidayPage(ActionPage):
    """What the pages that change days off share."""

    form_class: type[ViewerForm] = ViewerForm

    def permission(self) -> Answer:
        return may_administer_all(self.viewer)

    def url_after(self, result: Holiday | None) -> str:
        return list_of(result.day.year) if result else reverse("holiday_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return crumbs_to_list()


class Add(HolidayPage):
    """One day off."""

    form_class = HolidayForm
    title = _("Add a holiday")
    lede = _(
        "No digest goes on this day, and it does not count where a policy counts working days."
    )
    submit = _("Add the holiday")

    def perform(self, given: dict[str, Any]) -> Holiday:
        return services.add_holiday(actor=self.viewer, **given)

    def get_done(self, result: Holiday) -> str:
        return gettext("%(result)s on %(day)s is added.") % {
            "result": result.name,
            "day": day_in_words(result.day),
        }


class Remove(HolidayPage):
    """An ordinary day again."""

    submit = _("Remove it")
    danger = True
    done = _("The holiday is removed.")

    def find(self) -> Holiday:
        return queries.holiday(self.kwargs["pk"])

    def get_title(self) -> str:
        return gettext("Remove %(name)s, %(day)s?") % {
            "name": self.record.name,
            "day": day_in_words(self.record.day),
        }

    def perform(self, given: dict[str, Any]) -> None:
        services.remove_holiday(actor=self.viewer, holiday=self.record)

    def url_after(self, result: Any) -> str:
        return list_of(self.record.day.year)


class Fill(HolidayPage):
    """The public holidays of a year, by country and state."""

    form_class = FillForm
    template_name = "policies/fill.html"
    title = _("Fill a year with public holidays")
    lede = _("Days that are there already stay as they are. Each can be removed again.")
    submit = _("Add its holidays")

    def initial(self) -> dict[str, Any]:
        known = dict(services.countries())
        asked = self.request.POST.get("country") or self.request.GET.get("country") or HERE
        country = asked if asked in known else HERE
        return {"country": country, "subdivision": HERE_STATE if country == HERE else ""}

    def context(self) -> dict[str, Any]:
        initial = self.initial()
        return {
            "country": dict(services.countries())[initial["country"]],
            "countries": CountryForm(viewer=self.viewer, initial=initial),
        }

    def perform(self, given: dict[str, Any]) -> tuple[int, int]:
        fresh = services.fill_holidays(actor=self.viewer, **given)
        return given["year"], len(fresh)

    def get_done(self, result: tuple[int, int]) -> str:
        year, number = result
        if not number:
            return gettext("No holidays of %(year)s added.") % {"year": year}
        said = ngettext(
            "%(number)s holiday of %(year)s added.",
            "%(number)s holidays of %(year)s added.",
            number,
        )
        return said % {"number": number, "year": year}

    def url_after(self, result: Any) -> str:
        return list_of(result[0]) if result else reverse("holiday_list")
