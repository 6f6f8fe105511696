"""Everything that carries the viewer's name, and what they look after while they cover."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

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
        return "Nothing carries your name today."
    if total == 1:
        return f"One item carries your name. It is {'overdue' if late else 'not due yet'}."
    overdue = f"{number_in_words(late)} {'is' if late == 1 else 'are'} overdue."
    return (
        f"{number_in_words(total)} items carry your name. {overdue if late else none_late(inbox)}"
    )


def none_late(inbox: Inbox) -> str:
    """What to say where nothing is overdue."""
    soon = inbox.due_soon.total
    if not soon:
        return "None is overdue or due this week."
    verb = "falls" if soon == 1 else "fall"
    return f"None is overdue; {number_in_words(soon).lower()} {verb} due this week."


def next_due(inbox: Inbox) -> str:
    """When the next item falls due, where nothing has to be done now."""
    if inbox.overdue.total or inbox.due_soon.total or inbox.next_due is None:
        return ""
    return f"The next item falls due on {day_in_words(inbox.next_due)}."


def parts_of(viewer: User, inbox: Inbox) -> list[dict[str, Any]]:
    """The sections in the order to take them, each with the list that it is the head of."""
    today = clock.today(viewer.time_zone)
    week = today + timedelta(days=SOON)
    after = week + timedelta(days=1)
    mine = f"owner={viewer.pk}&state=open"
    return [
        part("Overdue", inbox.overdue, f"owner={viewer.pk}&overdue=true"),
        part("Due this week", inbox.due_soon, f"{mine}&due_after={today}&due_before={week}"),
        part("Later", inbox.later, f"{mine}&due_after={after}"),
        *(covered(owner, section) for owner, section in inbox.covered.items()),
        {
            "title": "Waiting on others",
            "lede": "Promised by others for what you own, sponsor or asked for, and overdue.",
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
    lede = f"Overdue, or due this week. {owner} stays accountable; you may act for them."
    return part(f"While you cover for {owner}", section, query) | {
        "lede": lede,
        "id": f"cover-{owner.pk}",
    }


def to_do(commitment: Commitment) -> Row:
    """First one says that one knows of it; after that it is done, with evidence."""
    about = subject_of(commitment)
    if commitment.acknowledged_at is None:
        url = reverse("commitment_acknowledge", args=[commitment.pk]) + "?from=mine"
        return Row(commitment, about, "Acknowledge", url, post=True)
    return Row(
        commitment,
        about,
        "Fulfil",
        reverse("commitment_fulfil", args=[commitment.pk]) + "?from=mine",
    )


def waiting(commitment: Commitment) -> Row:
    """What somebody else has to do."""
    return Row(commitment, f"Waiting on {commitment.owner} · {subject_of(commitment)}")


def subject_of(commitment: Commitment) -> str:
    """What a commitment is about: its initiative or shortfall, else its entity."""
    subject = commitment.initiative or commitment.shortfall
    return f"{subject.reference} · {subject}" if subject else str(commitment.entity)
