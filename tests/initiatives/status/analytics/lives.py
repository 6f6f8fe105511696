"""Initiatives with a past: what each went through, and on which day."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from initiatives.base import clock
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.services import close_initiative, move_stage
from tests.factories import make_initiative
from tests.initiatives.portfolio.walking import let_past


def ago(days):
    """The clock at noon so many days ago, where the system is."""
    day = clock.today() - timedelta(days=days)
    return clock.at(datetime.combine(day, time(12), timezone.get_default_timezone()))


def month_of(days_ago):
    """The first day of the month so many days ago."""
    day = clock.today() - timedelta(days=days_ago)
    return day.replace(day=1)


def life(cast, began, *moves, stage="proposed", entity=None, principles=None):
    """An initiative chartered so many days ago that went to each stage (days ago, stage)."""
    with ago(began):
        made = make_initiative(
            cast.lee,
            entity or cast.hospital,
            principles=cast.principles[:1] if principles is None else principles,
            owner=cast.alice,
            sponsor=cast.sam,
            stage=stage,
        )
    for day, to in moves:
        with ago(day):
            go(cast, Initiative.objects.get(pk=made.pk), to)
    return Initiative.objects.get(pk=made.pk)


def go(cast, initiative, to):
    """To a stage past whatever its gates ask for, back, or to its end."""
    if to == "abandoned":
        close_initiative(actor=cast.lee, initiative=initiative, outcome=to, summary="No money.")
    elif to in ("idea", "proposed"):
        move_stage(actor=cast.lee, initiative=initiative, stage=to)
    else:
        let_past(cast, initiative, to)
