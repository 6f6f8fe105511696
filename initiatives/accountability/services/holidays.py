"""The organisation's days off: added, removed, and a year filled in from a country's law."""

import re
from datetime import date

import holidays as public
from django.db import transaction
from django.utils.translation import gettext as _
from holidays.registry import COUNTRIES

from initiatives.accountability.models import Holiday
from initiatives.accountability.queries import system_policy
from initiatives.base.errors import Invalid
from initiatives.base.records import one_at_a_time, required
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.people.rules import may_administer_all

FIRST_YEAR, LAST_YEAR = 2000, 2100
NAME_LENGTH = 120


def countries() -> list[tuple[str, str]]:
    """The countries whose days off are known: code and English name, by name."""
    names = {code: in_words(name) for name, code, *_ in COUNTRIES.values()}
    return sorted(
        ((code, names.get(code, code)) for code in public.list_supported_countries()),
        key=lambda one: one[1],
    )


def in_words(name: str) -> str:
    """United States, of `UnitedStates`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def subdivisions(country: str) -> list[str]:
    """The codes of a country's parts that have days off of their own; none for no country."""
    return list(public.list_supported_countries().get(country, []))


@transaction.atomic
def add_holiday(*, actor: User, day: date, name: str) -> Holiday:
    """A day on which no digest goes and which no working day counts; raises Invalid for another."""
    may_administer_all(actor).require()
    required(name=name)
    check_year(day.year, "day")
    one_at_a_time("holidays")
    if there := Holiday.objects.filter(day=day).first():
        raise Invalid({"day": _("This day is there already: %(there)s.") % {"there": there.name}})
    made = Holiday.objects.create(day=day, name=name.strip()[:NAME_LENGTH])
    record(
        actor=actor,
        verb="added a holiday to",
        subject=system_policy(),
        after={"day": day.isoformat(), "name": made.name},
    )
    return made


@transaction.atomic
def remove_holiday(*, actor: User, holiday: Holiday) -> None:
    """A working day again; nothing happens where it was removed before."""
    may_administer_all(actor).require()
    there = Holiday.objects.select_for_update().filter(pk=holiday.pk).first()
    if there is None:
        return
    there.delete()
    record(
        actor=actor,
        verb="removed a holiday from",
        subject=system_policy(),
        before={"day": holiday.day.isoformat(), "name": holiday.name},
    )


@transaction.atomic
def fill_holidays(*, actor: User, year: int, country: str, subdivision: str = "") -> list[Holiday]:
    """The public holidays of a year in a country or a part of it; returns those that are new.

    Days that are there already keep their names. Raises Invalid for a year, country or part that
    is not known.
    """
    may_administer_all(actor).require()
    found = public_holidays(year, country, subdivision)
    one_at_a_time("holidays")
    there = set(Holiday.objects.filter(day__in=found).values_list("day", flat=True))
    fresh = [Holiday(day=day, name=name) for day, name in found.items() if day not in there]
    Holiday.objects.bulk_create(fresh)
    if fresh:
        record(
            actor=actor,
            verb="added holidays to",
            subject=system_policy(),
            after={
                "year": year,
                "from": f"{country} {subdivision}".strip(),
                "days": [f"{one.day.isoformat()} {one.name}" for one in fresh],
            },
        )
    return fresh


def public_holidays(year: int, country: str, subdivision: str = "") -> dict[date, str]:
    """The days off by law, in order, with those observed in place of a weekend."""
    check_year(year, "year")
    if country not in public.list_supported_countries():
        raise Invalid({"country": _("The holidays of this country are not known here.")})
    if subdivision and subdivision not in subdivisions(country):
        raise Invalid({"subdivision": _("This state or region is not known here.")})
    found = public.country_holidays(country, subdiv=subdivision or None, years=year)
    return {day: str(name)[:NAME_LENGTH] for day, name in sorted(found.items()) if day.year == year}


def check_year(year: int, field: str) -> None:
    """Raises Invalid for a year that nobody plans for."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid(
            {
                field: _("Give a year from %(first_year)s to %(last_year)s.")
                % {"first_year": FIRST_YEAR, "last_year": LAST_YEAR}
            }
        )
