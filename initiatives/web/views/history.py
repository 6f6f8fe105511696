"""What happened, for whoever may see what it happened to: who, when, before and after, and why."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from initiatives.base import clock
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.references import plain_key
from initiatives.base.sheets.writing import csv_of
from initiatives.history import queries
from initiatives.history.filters import EventFilter
from initiatives.history.models import Event
from initiatives.people import queries as people
from initiatives.web import words
from initiatives.web.frame import ListPage
from initiatives.web.frame.forms import Choices, person_choices

PAGES = {
    "initiative": "initiative",
    "commitment": "commitment",
    "shortfall": "shortfall",
    "entity": "entity",
    "user": "person",
    "definition": "definition",
    "outsideframework": "crosswalk_framework",
    "measure": "measure",
    "pdsacycle": "cycle",
    "review": "review",
    "policy": "policy",
    "feedback": "voice",
    "reportback": "answer",
    "workforcecount": "workforce_count",
    "communitybenchmark": "workforce_benchmark",
}
KINDS = [
    ("initiative", _("Initiative")),
    ("commitment", _("Commitment")),
    ("shortfall", _("Shortfall")),
    ("feedback", _("Community feedback")),
    ("reportback", _("Answer to the community")),
    ("theme", _("Theme")),
    ("languagereview", _("Language of the public pages")),
    ("driver", _("Part of a driver diagram")),
    ("pdsacycle", _("PDSA cycle")),
    ("review", _("Review of an initiative")),
    ("measure", _("Measure")),
    ("signal", _("Signal")),
    ("stratification", _("Vocabulary")),
    ("jobfamily", _("Job family")),
    ("workforcecount", _("Workforce count")),
    ("communitybenchmark", _("Community benchmark")),
    ("registerimport", _("Import of a register")),
    ("observationimport", _("Import of figures")),
    ("framework", _("Framework")),
    ("definition", _("Definition")),
    ("outsideframework", _("Outside framework")),
    ("crosswalklink", _("Link of the crosswalk")),
    ("attestation", _("Attestation")),
    ("export", _("Export")),
    ("entity", _("Entity")),
    ("user", _("Person")),
    ("policy", _("Reminder policy")),
    ("engine", _("Reminder engine")),
]
VERBS = (
    "accepted",
    "acknowledged",
    "added",
    _("added a holiday to"),
    _("added an event to"),
    _("added holidays to"),
    "adjusted",
    _("agreed to cover for"),
    "aligned",
    "answered",
    "approved",
    _("approved a phase of"),
    _("asked for"),
    _("asked for cover"),
    "assessed",
    "assigned",
    "attested",
    "cancelled",
    _("carried over"),
    _("changed how people are reminded by"),
    "chartered",
    _("chose a reference group of"),
    _("chose how to be reminded"),
    _("chose the measures of"),
    _("chose the monthly mail of"),
    _("chose which groups meet in"),
    "cited",
    "closed",
    _("closed a calendar feed"),
    "confirmed",
    _("connected a chat"),
    "corrected",
    _("could not reach"),
    "created",
    "deactivated",
    "decided",
    _("decided anew"),
    _("declined to cover for"),
    "defined",
    _("deleted the contact of"),
    _("deleted the file of"),
    "described",
    "discarded",
    _("disconnected a chat"),
    "dismissed",
    "downloaded",
    "drafted",
    "drew",
    "dropped",
    "ended",
    _("ended the cover of"),
    _("ended the snooze of"),
    "entered",
    _("found again"),
    "fulfilled",
    "granted",
    "held",
    "imported",
    _("issued a token to"),
    _("kept closed"),
    _("let go"),
    _("let in"),
    _("let reminders go"),
    "linked",
    "loaded",
    "logged",
    _("looked again at"),
    _("made confidential"),
    _("made open to all"),
    "merged",
    "moved",
    _("opened a calendar feed"),
    _("overrode the gate of"),
    "planned",
    _("planned the handover of"),
    "promised",
    "proposed",
    _("proposed a phase of"),
    "published",
    _("put in force"),
    _("put on hold"),
    "raised",
    _("raised again"),
    _("read the contact of"),
    "realigned",
    "reassigned",
    "received",
    "recorded",
    _("removed a holiday from"),
    _("removed an event from"),
    "reopened",
    "resumed",
    "retired",
    "returned",
    "reviewed",
    "revised",
    _("revoked a token of"),
    _("saw counts of"),
    "scored",
    _("seen again"),
    _("sent again"),
    _("set apart"),
    "snoozed",
    "split",
    _("started reminders"),
    _("stopped reminders"),
    "superseded",
    "themed",
    _("took in"),
    _("went along"),
    _("went on"),
    _("went on with"),
    "withdrew",
    _("withdrew a phase of"),
    _("withdrew alignment of"),
    "worded",
    "wrote",
)

KIND_WORDS = dict(KINDS)
EXPORTED = 10_000  # rows of a file
HEADER = (
    *(_("When"), _("Who"), _("Did"), _("Kind of record"), _("Key of record"), _("Record")),
    *(_("Before"), _("After"), _("Why"), _("Number in its chain"), _("Hash")),
)


class History(ListPage):
    """Every event that the viewer may see, newest first."""

    filter_class = EventFilter
    template_name = "history/list.html"
    hidden = ("subject_id",)

    def rows(self) -> QuerySet[Event]:
        return queries.events(self.viewer)

    def choices(self) -> dict[str, Choices]:
        return {
            "subject_kind": KINDS,
            "subject_id": self.record_asked_for(),
            "verb": [(verb, verb.capitalize()) for verb in VERBS],
            "actor": person_choices(people.directory(self.viewer)),
        }

    def record_asked_for(self) -> Choices:
        """The one record that the list is narrowed to, by the name that its history knows."""
        key = plain_key(self.request.GET.get("subject_id", "").strip())
        if not key:
            return []
        kind = self.request.GET.get("subject_kind", "")
        about = self.rows().filter(subject_kind=kind, subject_id=key)
        return list(about.values_list("subject_id", "subject_label")[:1])

    def list_context(self, filters: Any, rows: Any, choices: Any) -> dict[str, Any]:
        """The events of one page, each with its day, its kind and the page of what it is about."""
        for event in rows:
            event.url = address_of(event)
            event.day = timezone.localtime(event.at).date()
            event.kind = KIND_WORDS.get(event.subject_kind, event.subject_kind)
        return super().list_context(filters, rows, choices) | {"exported": EXPORTED}

    def context(self) -> dict[str, Any]:
        return {"seal": queries.latest_seal()}


class Export(History):
    """The events that the filters leave, as a file; those that cannot be read show on the list."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        filters = EventFilter(request.GET, queryset=self.rows(), request=request)
        if filters.errors:
            return redirect(f"{reverse('history')}?{request.GET.urlencode()}")
        day = clock.today(timezone.get_current_timezone_name())
        named = {"content-disposition": f'attachment; filename="history-{day}.csv"'}
        content = csv_of(HEADER, cells_of(filters.qs))
        return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=named)


def cells_of(found: QuerySet[Event]) -> Iterator[tuple[object, ...]]:
    """A row an event, the newest first; where there are more than a file holds, a last one says so.

    What is not in the file must not be missed silently.
    """
    for event in found[:EXPORTED].iterator(chunk_size=1000):
        yield (
            timezone.localtime(event.at).isoformat(timespec="seconds"),
            event.actor.name if event.actor else "QI Tracker",
            event.verb,
            KIND_WORDS.get(event.subject_kind, event.subject_kind),
            event.subject_id,
            event.subject_label,
            words.shown(event.before),
            words.shown(event.after),
            event.reason,
            event.position,
            bytes(event.hash).hex(),
        )
    if found[EXPORTED:].exists():
        yield (
            gettext(
                "Only the newest %(exported)s events are in this file. Narrow by date for others."
            )
            % {"exported": f"{EXPORTED:,}"},
        )


def address_of(event: Event) -> str:
    """The page of the record that an event is about; empty for records without one."""
    name = PAGES.get(event.subject_kind)
    return reverse(name, args=[event.subject_id]) if name else ""
