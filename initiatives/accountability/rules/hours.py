"""When a person may be written to: their own hours, judged where they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from initiatives.accountability.models import Preference
from initiatives.base.days import full_day, weekday
from initiatives.people.models import User

ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Hours:
    """A person's zone, working days (ISO weekdays), hour of the digest, and days away."""

    time_zone: str
    working_days: Collection[int]
    digest_at: time = time(7)
    away_from: date | None = None
    away_until: date | None = None


@dataclass(frozen=True)
class Quiet:
    """From when until when nobody is written to; equal times mean never."""

    begins: time
    ends: time

    def covers(self, moment: time) -> bool:
        """Whether a time of day lies within, also across midnight."""
        if self.begins <= self.ends:
            return self.begins <= moment < self.ends
        return moment >= self.begins or moment < self.ends


def hours_of(person: User) -> Hours:
    """A person's hours; the defaults for one who never chose any."""
    chosen: Preference = getattr(person, "preference", None) or Preference(person=person)
    return Hours(
        person.time_zone,
        person.working_days,
        chosen.digest_at,
        chosen.away_from,
        chosen.away_until,
    )


def local(now: datetime, hours: Hours) -> datetime:
    """The instant as the person's clock shows it, without its zone."""
    return now.astimezone(ZoneInfo(hours.time_zone)).replace(tzinfo=None)


def is_away(day: date, hours: Hours) -> bool:
    """Whether a day is one of the person's days away."""
    if hours.away_from is None or hours.away_until is None:
        return False
    return hours.away_from <= day <= hours.away_until


def away(day: date, hours: Hours) -> str:
    """Until when the person is away on a day; nothing where they are not."""
    if hours.away_until is None or not is_away(day, hours):
        return ""
    return _("Away until %(away_until)s.") % {"away_until": full_day(hours.away_until)}


def why_no_digest(now: datetime, hours: Hours, quiet: Quiet, holidays: Collection[date]) -> str:
    """Why the digest of the person's day does not go now; nothing when it may.

    The hour that somebody chose counts even within the quiet hours, for one hour.
    """
    here = local(now, hours)
    if why := away(here.date(), hours):
        return why
    if hours.working_days and here.isoweekday() not in hours.working_days:
        return _("%(here)s is not a working day.") % {"here": weekday(here)}
    if here.date() in holidays:
        return _("It is a holiday.")
    opens = datetime.combine(here.date(), hours.digest_at)
    if here < opens:
        return _("The digest goes at %(digest_at)s.") % {"digest_at": f"{hours.digest_at:%H:%M}"}
    if quiet.covers(here.time()) and here >= opens + ONE_HOUR:
        return _("Quiet hours began at %(begins)s.") % {"begins": f"{quiet.begins:%H:%M}"}
    return ""


def why_no_notice(now: datetime, hours: Hours, quiet: Quiet) -> str:
    """Why an urgent notice does not go now: days away and quiet hours hold, working days do not."""
    here = local(now, hours)
    if why := away(here.date(), hours):
        return why
    if quiet.covers(here.time()):
        return _("Quiet hours last until %(ends)s.") % {"ends": f"{quiet.ends:%H:%M}"}
    return ""
