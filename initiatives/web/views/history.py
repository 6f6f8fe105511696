"""What happened, for whoever may see what it happened to: who, when, before and after, and why."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from initiatives.base.lazy import gettext_lazy as _
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
    "framework": "framework",
    "definition": "definition",
    "outsideframework": "crosswalk_framework",
    "measure": "measure",
    "stratification": "vocabulary",
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
    ("webhook", _("Webhook")),
    ("entity", _("Entity")),
    ("user", _("Person")),
    ("grouprole", _("Role by group")),
    ("policy", _("Reminder policy")),
    ("retentionterm", _("For how long data are kept")),
    ("engine", _("Reminder engine")),
    ("jobrun", _("Job of the worker")),
    ("switch", _("Switch of a part of the product")),
]
VERBS = (
    gettext_noop("accepted"),
    gettext_noop("acknowledged"),
    gettext_noop("added"),
    gettext_noop("added a holiday to"),
    gettext_noop("added an event to"),
    gettext_noop("added holidays to"),
    gettext_noop("adjusted"),
    gettext_noop("agreed to cover for"),
    gettext_noop("aligned"),
    gettext_noop("answered"),
    gettext_noop("approved"),
    gettext_noop("approved a phase of"),
    gettext_noop("asked for"),
    gettext_noop("asked for cover"),
    gettext_noop("assessed"),
    gettext_noop("assigned"),
    gettext_noop("attested"),
    gettext_noop("cancelled"),
    gettext_noop("carried over"),
    gettext_noop("changed how people are reminded by"),
    gettext_noop("changed in an emergency"),
    gettext_noop("chartered"),
    gettext_noop("chose a reference group of"),
    gettext_noop("chose how to be reminded"),
    gettext_noop("chose the measures of"),
    gettext_noop("chose the monthly mail of"),
    gettext_noop("chose which groups meet in"),
    gettext_noop("cited"),
    gettext_noop("closed"),
    gettext_noop("closed a calendar feed"),
    gettext_noop("confirmed"),
    gettext_noop("connected a chat"),
    gettext_noop("corrected"),
    gettext_noop("could not reach"),
    gettext_noop("created"),
    gettext_noop("deactivated"),
    gettext_noop("decided"),
    gettext_noop("decided anew"),
    gettext_noop("declined to cover for"),
    gettext_noop("defined"),
    gettext_noop("deleted the contact of"),
    gettext_noop("deleted the file of"),
    gettext_noop("described"),
    gettext_noop("disabled"),
    gettext_noop("discarded"),
    gettext_noop("disconnected a chat"),
    gettext_noop("dismissed"),
    gettext_noop("downloaded"),
    gettext_noop("drafted"),
    gettext_noop("drew"),
    gettext_noop("dropped"),
    gettext_noop("enabled"),
    gettext_noop("ended"),
    gettext_noop("ended the cover of"),
    gettext_noop("ended the snooze of"),
    gettext_noop("entered"),
    gettext_noop("erased"),
    gettext_noop("exported the data of"),
    gettext_noop("found again"),
    gettext_noop("fulfilled"),
    gettext_noop("granted"),
    gettext_noop("held"),
    gettext_noop("imported"),
    gettext_noop("issued a token to"),
    gettext_noop("kept closed"),
    gettext_noop("let go"),
    gettext_noop("let in"),
    gettext_noop("let reminders go"),
    gettext_noop("linked"),
    gettext_noop("linked an institution to"),
    gettext_noop("loaded"),
    gettext_noop("logged"),
    gettext_noop("looked again at"),
    gettext_noop("made confidential"),
    gettext_noop("made open to all"),
    gettext_noop("made recovery codes of"),
    gettext_noop("merged"),
    gettext_noop("moved"),
    gettext_noop("offered again"),
    gettext_noop("opened a calendar feed"),
    gettext_noop("opened the emergency pages"),
    gettext_noop("overrode the gate of"),
    gettext_noop("planned"),
    gettext_noop("planned the handover of"),
    gettext_noop("promised"),
    gettext_noop("proposed"),
    gettext_noop("proposed a phase of"),
    gettext_noop("published"),
    gettext_noop("put in force"),
    gettext_noop("put on hold"),
    gettext_noop("raised"),
    gettext_noop("raised again"),
    gettext_noop("read the contact of"),
    gettext_noop("realigned"),
    gettext_noop("reassigned"),
    gettext_noop("received"),
    gettext_noop("recorded"),
    gettext_noop("removed a holiday from"),
    gettext_noop("removed a second factor of"),
    gettext_noop("removed an event from"),
    gettext_noop("reopened"),
    gettext_noop("replayed"),
    gettext_noop("resumed"),
    gettext_noop("retired"),
    gettext_noop("returned"),
    gettext_noop("reviewed"),
    gettext_noop("revised"),
    gettext_noop("revoked a token of"),
    gettext_noop("rotated the secret of"),
    gettext_noop("saw counts of"),
    gettext_noop("scored"),
    gettext_noop("seen again"),
    gettext_noop("sent again"),
    gettext_noop("set apart"),
    gettext_noop("set how long to keep"),
    gettext_noop("set up a second factor of"),
    gettext_noop("signed in by break-glass"),
    gettext_noop("slowed down sign-in to"),
    gettext_noop("snoozed"),
    gettext_noop("split"),
    gettext_noop("started reminders"),
    gettext_noop("stopped reminders"),
    gettext_noop("superseded"),
    gettext_noop("switched off"),
    gettext_noop("switched on"),
    gettext_noop("tested"),
    gettext_noop("themed"),
    gettext_noop("took in"),
    gettext_noop("went along"),
    gettext_noop("went on"),
    gettext_noop("went on with"),
    gettext_noop("withdrew"),
    gettext_noop("withdrew a phase of"),
    gettext_noop("withdrew alignment of"),
    gettext_noop("worded"),
    gettext_noop("wrote"),
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
            "verb": [(verb, gettext(verb).capitalize()) for verb in VERBS],
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
