"""What happened, for whoever may see what it happened to: who, when, before and after, and why."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from initiatives.base.references import plain_key
from initiatives.history import queries
from initiatives.history.filters import EventFilter
from initiatives.history.models import Event
from initiatives.people import queries as people
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
    "webhook": "webhook",
}
KINDS = [
    ("initiative", "Initiative"),
    ("commitment", "Commitment"),
    ("shortfall", "Shortfall"),
    ("feedback", "Community feedback"),
    ("reportback", "Answer to the community"),
    ("theme", "Theme"),
    ("languagereview", "Language of the public pages"),
    ("driver", "Part of a driver diagram"),
    ("pdsacycle", "PDSA cycle"),
    ("review", "Review of an initiative"),
    ("measure", "Measure"),
    ("signal", "Signal"),
    ("stratification", "Vocabulary"),
    ("jobfamily", "Job family"),
    ("workforcecount", "Workforce count"),
    ("communitybenchmark", "Community benchmark"),
    ("registerimport", "Import of a register"),
    ("observationimport", "Import of figures"),
    ("framework", "Framework"),
    ("definition", "Definition"),
    ("outsideframework", "Outside framework"),
    ("crosswalklink", "Link of the crosswalk"),
    ("attestation", "Attestation"),
    ("export", "Export"),
    ("webhook", "Webhook"),
    ("entity", "Entity"),
    ("user", "Person"),
    ("grouprole", "Role by group"),
    ("policy", "Reminder policy"),
    ("retentionterm", "For how long data are kept"),
    ("engine", "Reminder engine"),
]
VERBS = (
    "accepted",
    "acknowledged",
    "added a holiday to",
    "added an event to",
    "added holidays to",
    "added",
    "adjusted",
    "agreed to cover for",
    "aligned",
    "answered",
    "approved a phase of",
    "approved",
    "asked for cover",
    "asked for",
    "assessed",
    "assigned",
    "attested",
    "cancelled",
    "carried over",
    "changed how people are reminded by",
    "changed in an emergency",
    "chartered",
    "chose a reference group of",
    "chose how to be reminded",
    "chose the measures of",
    "chose the monthly mail of",
    "chose which groups meet in",
    "cited",
    "closed a calendar feed",
    "closed",
    "confirmed",
    "connected a chat",
    "corrected",
    "could not reach",
    "created",
    "deactivated",
    "decided anew",
    "decided",
    "declined to cover for",
    "defined",
    "deleted the contact of",
    "deleted the file of",
    "described",
    "disabled",
    "discarded",
    "disconnected a chat",
    "dismissed",
    "downloaded",
    "drafted",
    "drew",
    "dropped",
    "enabled",
    "ended the cover of",
    "ended the snooze of",
    "ended",
    "entered",
    "erased",
    "exported the data of",
    "found again",
    "fulfilled",
    "granted",
    "held",
    "imported",
    "issued a token to",
    "kept closed",
    "let go",
    "let in",
    "let reminders go",
    "linked an institution to",
    "linked",
    "loaded",
    "logged",
    "looked again at",
    "made confidential",
    "made open to all",
    "made recovery codes of",
    "merged",
    "moved",
    "opened a calendar feed",
    "opened the emergency pages",
    "overrode the gate of",
    "planned the handover of",
    "planned",
    "promised",
    "proposed a phase of",
    "proposed",
    "published",
    "put in force",
    "put on hold",
    "raised again",
    "raised",
    "read the contact of",
    "realigned",
    "reassigned",
    "received",
    "recorded",
    "removed a holiday from",
    "removed a second factor of",
    "removed an event from",
    "reopened",
    "replayed",
    "resumed",
    "retired",
    "returned",
    "reviewed",
    "revised",
    "revoked a token of",
    "rotated the secret of",
    "saw counts of",
    "scored",
    "seen again",
    "sent again",
    "set apart",
    "set how long to keep",
    "set up a second factor of",
    "signed in by break-glass",
    "slowed down sign-in to",
    "snoozed",
    "split",
    "started reminders",
    "stopped reminders",
    "superseded",
    "tested",
    "themed",
    "took in",
    "went along",
    "went on with",
    "went on",
    "withdrew a phase of",
    "withdrew alignment of",
    "withdrew",
    "worded",
    "wrote",
)

KIND_WORDS = dict(KINDS)


class History(ListPage):
    """Every event that the viewer may see, newest first."""

    filter_class = EventFilter
    template_name = "history/list.html"
    table_name = "history"
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
        return super().list_context(filters, rows, choices)

    def context(self) -> dict[str, Any]:
        return {"seal": queries.latest_seal()}


def address_of(event: Event) -> str:
    """The page of the record that an event is about; empty for records without one."""
    name = PAGES.get(event.subject_kind)
    return reverse(name, args=[event.subject_id]) if name else ""
