"""One record of every kind, and one call of every operation of the API."""

import re
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from initiatives.accountability.models import Delivery, Reminder
from initiatives.accountability.services import fulfil, sweep
from initiatives.base import clock
from initiatives.framework.services import approve_definition
from initiatives.history.models import Event
from initiatives.people.models import Membership
from initiatives.people.services import save_view
from initiatives.portfolio.services import assess, preview_register
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import dismiss_shortfall, propose_from_missed_commitments
from tests.factories import Cast, make_promise, make_shortfall

REGISTER = b"Title,Site,Accountable,Status,Guiding principles\nFirst,Hospital,Alice,planned,1\n"


class World(Cast):
    """The cast and what they have done; `key` gives the key of anything by its name."""

    def __init__(self) -> None:
        super().__init__()
        about: dict[str, Any] = {"initiative": self.initiative}
        self.alignment, self.assessed = self.initiative.alignments.order_by("principle__number")
        self.assessment = assess(
            actor=self.lee,
            alignment=self.assessed,
            checkpoint="charter",
            rating="met",
            evidence="Seen.",
        )
        self.commitment = make_promise(self.lee, self.alice, -1, **about)
        for _ in range(2):
            make_promise(self.lee, self.alice, -40, **about)
        self.answered = make_shortfall(
            self.lee, self.hospital, self.principles[0], owner=self.alice
        )
        answer = make_promise(self.lee, self.alice, shortfall=self.answered)
        fulfil(actor=self.alice, commitment=answer, evidence="Done.")
        propose_from_missed_commitments()
        self.proposed, self.put_by = Shortfall.objects.filter(state="proposed").order_by("pk")
        dismiss_shortfall(actor=self.lee, shortfall=self.put_by, reason="Known.")
        sweep()
        self.reminder, self.delivery = Reminder.objects.first(), Delivery.objects.first()
        self.principle, self.other_principle = self.principles[0], self.principles[2]
        self.definition = approve_definition(
            actor=self.lee,
            term="equity",
            text="Fairness.",
            source="A book",
            source_url="",
            approver="Office",
            approved_on=date(2026, 1, 1),
        )
        self.view = save_view(actor=self.lee, list_name="initiatives", name="Mine", query="owner=1")
        self.register = preview_register(actor=self.lee, content=REGISTER, file_name="register.csv")
        self.seat = Membership.objects.get(user=self.charlie)
        self.event = Event.objects.filter(subject_kind="initiative").first()

    def key(self, name: str) -> int:
        return int(getattr(self, name).pk)

    def filled(self, value: Any) -> Any:
        """`$alice` as Alice's key, wherever it stands; days as dates from today."""
        if isinstance(value, dict):
            return {name: self.filled(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.filled(inner) for inner in value]
        if isinstance(value, timedelta):
            return (clock.today("UTC") + value).isoformat()
        if not isinstance(value, str):
            return value
        if value.startswith("$"):
            return self.key(value[1:])
        return re.sub(r"\$(\w+)", lambda name: str(self.key(name[1])), value)

    def send(self, caller: Any, method: str, path: str, body: Any = None) -> Any:
        """One call, with the version that the record has now where a change needs it."""
        path = self.filled(path)
        if method == "FILE":
            body = {"file": SimpleUploadedFile("register.csv", REGISTER)}
            return caller.post(path, body, format="multipart")
        extra = {}
        if method == "PATCH":
            extra["HTTP_IF_MATCH"] = caller.get(path).get("ETag", '"1"')
        return getattr(caller, method.lower())(path, self.filled(body), **extra)


SOON = timedelta(days=30)
READS = (
    *("frameworks/", "frameworks/$framework/", "principles/", "principles/$principle/"),
    *("definitions/", "definitions/$definition/", "entities/", "entities/$clinic/"),
    *("people/", "people/$alice/", "people/$charlie/roles/", "initiatives/"),
    *("initiatives/$initiative/", "initiatives/$initiative/history/", "alignments/"),
    *("alignments/$alignment/", "assessments/", "assessments/$assessment/", "commitments/"),
    *("commitments/$commitment/", "reminders/", "reminders/$reminder/", "deliveries/"),
    *("deliveries/$delivery/", "shortfalls/", "shortfalls/$answered/", "status/"),
    *("status/cell/?principle=$principle&entity=$hospital", "status/decisions/", "history/"),
    *("history/$event/", "imports/", "imports/$register/", "saved-views/", "saved-views/$view/"),
    "me/",
)
# Who may, and what they send.
WRITES: tuple[tuple[str, str, str, Any], ...] = (
    (
        "lee",
        "POST",
        "definitions/",
        {"term": "bias", "text": "A leaning.", "source": "A book", "approver": "Office"},
    ),
    (
        "root",
        "POST",
        "entities/",
        {"name": "New", "short_name": "N", "kind": "clinic", "parent": "$system"},
    ),
    ("root", "PATCH", "entities/$clinic/", {"name": "Old clinic"}),
    ("root", "POST", "entities/$clinic/move/", {"parent": "$hospital", "reason": "Merged."}),
    ("root", "POST", "people/", {"email": "new@example.org", "name": "New"}),
    ("root", "POST", "people/$nobody/deactivate/", {"reason": "Left."}),
    ("root", "POST", "people/$bob/roles/", {"entity": "$clinic", "role": "auditor"}),
    ("root", "POST", "people/$charlie/roles/end/", {"role": "$seat", "reason": "Left."}),
    (
        "charlie",
        "POST",
        "initiatives/",
        {
            "title": "New",
            "entity": "$clinic",
            "entities": ["$clinic"],
            "owner": "$alice",
            "sponsor": None,
            "team": [{"user": "$bob", "part": "lead"}],
            "aim_direction": "increase",
            "aim_by": SOON,
            "alignments": [{"principle": "$principle", "rationale": "It serves it."}],
        },
    ),
    ("bob", "PATCH", "initiatives/$initiative/", {"problem": "Too few.", "target_on": SOON}),
    (
        "alice",
        "POST",
        "initiatives/$initiative/stage/",
        {"stage": "approved", "reason": "Ready."},
    ),
    ("alice", "POST", "initiatives/$initiative/cite/", None),
    (
        "alice",
        "POST",
        "alignments/",
        {"initiative": "$initiative", "principle": "$other_principle", "rationale": "It does."},
    ),
    ("alice", "PATCH", "alignments/$alignment/", {"rationale": "It does, so."}),
    ("alice", "POST", "alignments/$alignment/withdraw/", {"reason": "Not so."}),
    (
        "lee",
        "POST",
        "assessments/",
        {
            "alignment": "$alignment",
            "checkpoint": "charter",
            "rating": "not_applicable",
            "reason": "Not here.",
        },
    ),
    (
        "alice",
        "POST",
        "commitments/",
        {"title": "New", "owner": "$bob", "due_on": SOON, "initiative": "$initiative"},
    ),
    ("alice", "POST", "commitments/$commitment/acknowledge/", None),
    (
        "alice",
        "POST",
        "commitments/$commitment/fulfil/",
        {"evidence": "Done.", "evidence_url": "https://example.org/minutes"},
    ),
    ("alice", "POST", "commitments/$commitment/move/", {"due_on": SOON, "reason": "Ill."}),
    ("lee", "POST", "commitments/$commitment/reassign/", {"owner": "$bob", "reason": "Left."}),
    ("lee", "POST", "commitments/$commitment/withdraw/", {"reason": "Moot."}),
    (
        "charlie",
        "POST",
        "shortfalls/",
        {
            "title": "New",
            "entity": "$clinic",
            "principle": "$principle",
            "severity": "high",
            "affected": "All.",
        },
    ),
    ("lee", "PATCH", "shortfalls/$answered/", {"explanation": "Too few rooms."}),
    ("lee", "POST", "shortfalls/$answered/assign/", {"owner": "$alice", "reason": "Hers."}),
    (
        "lee",
        "POST",
        "shortfalls/$proposed/accept/",
        {"principle": "$principle", "severity": "low"},
    ),
    ("lee", "POST", "shortfalls/$proposed/dismiss/", {"reason": "Known."}),
    ("lee", "POST", "shortfalls/$put_by/reopen/", {"reason": "Again."}),
    ("lee", "POST", "shortfalls/$answered/close/", {"confirmation": "Seen."}),
    ("lee", "FILE", "imports/", None),
    ("lee", "POST", "imports/$register/write/", None),
    ("lee", "POST", "imports/$register/discard/", None),
    (
        "lee",
        "POST",
        "saved-views/",
        {"list_name": "initiatives", "name": "Late", "query": "overdue=true"},
    ),
    ("lee", "DELETE", "saved-views/$view/", None),
    ("nobody", "PATCH", "me/", {"time_zone": "Asia/Tokyo", "working_days": [1, 2, 3]}),
)
