"""Everything that carries the viewer's name, and what they look after while they cover."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.accountability import queries
from initiatives.accountability.models import Commitment
from initiatives.accountability.queries import Inbox, Section
from initiatives.base import clock
from initiatives.people.models import User
from initiatives.people.queries import cover_requests
from initiatives.web.frame import page, viewer_of
from initiatives.web.words import day_in_words, number_in_words

SOON = 7


class Row(NamedTuple):
    """A commitment of the inbox, and the one thing to do about it."""

    commitment: Commitment
    about: str
    action_label: str = ""
    action_url: str = ""
    post: bool = False


@page
def my_accountability(request: HttpRequest) -> HttpResponse:
    """The inbox: overdue, due this week, later, and what the viewer waits for."""
    viewer = viewer_of(request)
    inbox = queries.inbox(viewer)
    context = {
        "inbox": inbox,
        "requests": list(cover_requests(viewer)),
        "sentence": sentence(inbox),
        "parts": [part for part in parts_of(viewer, inbox) if part["total"]],
        "next_due": next_due(inbox),
        "workspace_url": reverse("workspace"),
    }
    return render(request, "mine/accountability.html", context)


def sentence(inbox: Inbox) -> str:
    """How many items carry the viewer's name, and how many are overdue, in words."""
    total, late = inbox.total, inbox.overdue.total
    if not total:
        return _("Nothing carries your name today.")
    if total == 1:
        if late:
            return _("One item carries your name. It is overdue.")
        return _("One item carries your name. It is not due yet.")
    overdue = ngettext("%(number)s is overdue.", "%(number)s are overdue.", late)
    said = ngettext(
        "%(number)s item carries your name.", "%(number)s items carry your name.", total
    )
    return " ".join(
        (
            said % {"number": number_in_words(total)},
            overdue % {"number": number_in_words(late)} if late else none_late(inbox),
        )
    )


def none_late(inbox: Inbox) -> str:
    """What to say where nothing is overdue."""
    soon = inbox.due_soon.total
    if not soon:
        return _("None is overdue or due this week.")
    said = ngettext(
        "None is overdue; %(number)s falls due this week.",
        "None is overdue; %(number)s fall due this week.",
        soon,
    )
    return said % {"number": number_in_words(soon).lower()}


def next_due(inbox: Inbox) -> str:
    """When the next item falls due, where nothing has to be done now."""
    if inbox.overdue.total or inbox.due_soon.total or inbox.next_due is None:
        return ""
    return _("The next item falls due on %(day)s.") % {"day": day_in_words(inbox.next_due)}


def parts_of(viewer: User, inbox: Inbox) -> list[dict[str, Any]]:
    """The sections in the order to take them, each with the list that it is the head of."""
    today = clock.today(viewer.time_zone)
    week = today + timedelta(days=SOON)
    after = week + timedelta(days=1)
    mine = f"owner={viewer.pk}&state=open"
    return [
        part(_("Overdue"), inbox.overdue, f"owner={viewer.pk}&overdue=true"),
        part(_("Due this week"), inbox.due_soon, f"{mine}&due_after={today}&due_before={week}"),
        part(_("Later"), inbox.later, f"{mine}&due_after={after}"),
        *(covered(owner, section) for owner, section in inbox.covered.items()),
        {
            "title": _("Waiting on others"),
            "lede": _("Promised by others for what you own, sponsor or asked for, and overdue."),
            "total": inbox.waiting.total,
            "rows": [waiting(commitment) for commitment in inbox.waiting.items],
        },
    ]


def part(title: str, section: Section, query: str) -> dict[str, Any]:
    """One section of what is the viewer's own."""
    return {
        "title": title,
        "total": section.total,
        "rows": [to_do(commitment) for commitment in section.items],
        "url": f"{reverse('commitment_list')}?{query}",
    }


def covered(owner: User, section: Section) -> dict[str, Any]:
    """What somebody promised who is away and whom the viewer covers for."""
    query = f"owner={owner.pk}&state=open"
    lede = _("Overdue, or due this week. %(owner)s stays accountable; you may act for them.") % {
        "owner": owner
    }
    return part(_("While you cover for %(owner)s") % {"owner": owner}, section, query) | {
        "lede": lede,
        "id": f"cover-{owner.pk}",
    }


def to_do(commitment: Commitment) -> Row:
    """First one says that one knows of it; after that it is done, with evidence."""
    about = subject_of(commitment)
    if commitment.acknowledged_at is None:
        url = reverse("commitment_acknowledge", args=[commitment.pk]) + "?from=mine"
        return Row(commitment, about, _("Acknowledge"), url, post=True)
    return Row(
        commitment,
        about,
        _("Fulfil"),
        reverse("commitment_fulfil", args=[commitment.pk]) + "?from=mine",
    )


def waiting(commitment: Commitment) -> Row:
    """What somebody else has to do."""
    return Row(
        commitment,
        _("Waiting on %(owner)s · %(subject)s")
        % {"owner": commitment.owner, "subject": subject_of(commitment)},
    )


def subject_of(commitment: Commitment) -> str:
    """What a commitment is about: its initiative or shortfall, else its entity."""
    subject = commitment.initiative or commitment.shortfall
    return f"{subject.reference} · {subject}" if subject else str(commitment.entity)
