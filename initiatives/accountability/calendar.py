"""A person's commitments as a calendar: RFC 5545, one all-day event each.

The feed is public to whoever has its address, so it says what is promised and when, no more.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from initiatives.accountability.queries.calendar import Entry

OFTEN = timedelta(hours=1)
PRODUCT = "-//QI Tracker//Accountability//EN"
MEDIA_TYPE = "text/calendar; charset=utf-8"
BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")  # control characters are no text in RFC 5545


def calendar_of(entries: Iterable[Entry], site: str, name: str) -> bytes:
    """The calendar as bytes; the same entries give the same bytes.

    `site` is the address of the tracker, such as https://qi.example.org; its host makes the UIDs,
    so an entry that moves or is done changes in place.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(one_line(name)))
    calendar.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(event_of(entry, site))
    return bytes(calendar.to_ical())


def event_of(entry: Entry, site: str) -> Event:
    """One all-day event: free time, without an alarm, since reminders come by other ways."""
    event = Event()
    event.add("uid", f"commitment-{entry.key}@{host_of(site)}")
    event.add("sequence", entry.version)
    event.add("dtstamp", entry.updated_at)
    event.add("created", entry.created_at)
    event.add("last-modified", entry.updated_at)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", summary_of(entry))
    event.add("status", "CANCELLED" if entry.gone else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", site + reverse("commitment", args=[entry.key]))
    return event


def summary_of(entry: Entry) -> str:
    """What the calendar shows: on one line, whatever somebody typed."""
    title = one_line(entry.title) or _("No longer yours")
    shown = _("Done: %(title)s") % {"title": title} if entry.done else title
    return f"{shown} ({entry.reference})"


def one_line(text: str) -> str:
    """Text without line breaks and other control characters."""
    return BREAKS.sub(" ", text).strip()


def host_of(site: str) -> str:
    """The host of an address."""
    return site.split("//")[-1].split("/")[0].split(":")[0]
