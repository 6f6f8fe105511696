"""Who would get what at any instant, and what was sent on its day; nobody is sent anything."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.accountability import queries, services
from initiatives.accountability.choices import Channel
from initiatives.accountability.rules.steps import reason_for
from initiatives.accountability.services import Planned
from initiatives.base import clock
from initiatives.people.models import User
from initiatives.people.rules import may_administer_all
from initiatives.web.forms.engine import InstantForm
from initiatives.web.frame import page, viewer_of

PAGE_SIZE = 20  # messages
ITEMS_SHOWN = 20
UNREADABLE = 400
Item = tuple[Any, str]


@dataclass
class Foretold:
    """One message that somebody would get: about which commitments, why, and why not at once."""

    recipient: User
    day: date
    channel: str
    waits: str
    items: list[Item] = field(default_factory=list)

    @property
    def by(self) -> str:
        """E-mail or chat, in words."""
        return str(Channel(self.channel).label)

    @property
    def first(self) -> list[Item]:
        """The first of its items."""
        return self.items[:ITEMS_SHOWN]


def by_message(planned: Iterable[Planned]) -> list[Foretold]:
    """What is foretold, by person, channel and why it waits; those who get theirs at once first."""
    found: dict[tuple[int, str, str], Foretold] = {}
    for one in planned:
        key = (one.recipient.pk, one.channel, one.waits)
        made = found.setdefault(key, Foretold(one.recipient, one.day, one.channel, one.waits))
        made.items.append((one.commitment, one.why))
    return sorted(found.values(), key=lambda message: bool(message.waits))


def sent_on(day: date) -> list[Foretold]:
    """What was sent on a day of the recipients', in the same shape."""
    found: dict[tuple[int, str], Foretold] = {}
    for one in queries.told_on(day):
        made = found.setdefault(
            (one.recipient_id, one.channel), Foretold(one.recipient, day, one.channel, "")
        )
        made.items.append((one.commitment, reason_for(one.step, one.audience, one.policy.number)))
    return list(found.values())


@page
def preview(request: HttpRequest) -> HttpResponse:
    """What a sweep at an instant would send, and what was sent on that day."""
    viewer = viewer_of(request)
    may_administer_all(viewer).require()
    form = InstantForm(request.GET if "at" in request.GET else None, viewer=viewer)
    context = {"form": form, "crumbs": [(_("Reminders"), reverse("reminder_engine"))]}
    if form.is_bound and not form.is_valid():
        return render(request, "administration/preview.html", context, status=UNREADABLE)
    as_of = form.cleaned_data["at"] if form.is_bound else clock.now()
    if not form.is_bound:
        form.initial["at"] = timezone.localtime(as_of)
    context |= foretold_at(as_of, request.GET.get("page"))
    return render(request, "administration/preview.html", context)


def foretold_at(as_of: datetime, number: str | None) -> dict[str, Any]:
    """What the page says of an instant."""
    foretold = by_message(services.preview(as_of))
    day = timezone.localtime(as_of).date()
    past = as_of <= clock.now()
    return {
        "as_of": as_of,
        "day": day,
        "past": past,
        "rows": Paginator(foretold, PAGE_SIZE).get_page(number),
        "going": sum(not message.waits for message in foretold),
        "waiting": sum(bool(message.waits) for message in foretold),
        "sent": sent_on(day) if past else [],
    }
