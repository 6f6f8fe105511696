"""The roles that a person holds on an entity and on everything below it."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class Role(TextChoices):
    ADMINISTRATOR = "system_administrator", _("System administrator")
    LEAD = "equity_lead", _("Equity lead")
    MEMBER = "team_member", _("Team member")
    EXECUTIVE = "executive", _("Executive")
    AUDITOR = "auditor", _("Auditor")


class EntityKind(TextChoices):
    SYSTEM = "system", _("Health system")
    HOSPITAL = "hospital", _("Hospital")
    CLINIC = "clinic", _("Clinic")
    SCHOOL = "school", _("School")
    DEPARTMENT = "department", _("Department")
    PROGRAM = "program", _("Program")
    PARTNER = "partner", _("Partner organization")


class Turn(TextChoices):
    MERGED = "merged", _("Became part of")
    APART = "apart", _("No longer part of")
    SPLIT = "split", _("Split off from")


class CoverState(TextChoices):
    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")


class Scope(TextChoices):
    READ = "read", _("Read")
    WRITE = "write", _("Read and write")


# The collections of the API, to which a token's scope can be narrowed; tests/api holds them against
# its addresses.
AREAS = (
    *("alignments", "assessments", "attestations", "calculators", "commitments", "covers"),
    *("crosswalk-links", "decisions", "definitions", "deliveries", "drivers", "entities"),
    *("exports", "feedback", "frameworks", "group-roles", "history", "imports", "initiatives"),
    *("job-families", "jobs"),
    *("me", "measures", "observation-imports", "observations", "outside-frameworks", "pdsa-cycles"),
    *(
        "people",
        "policies",
        "principles",
        "reminders",
        "report-backs",
        "retention",
        "reporting",
        "reviews",
    ),
    *("saved-views", "search", "services", "shortfalls", "signals", "status", "stratifications"),
    "switches",
    *("webhook-deliveries", "webhooks", "workforce", "workforce-benchmarks", "workforce-counts"),
)


WEEKDAYS = {
    1: _("Monday"),
    2: _("Tuesday"),
    3: _("Wednesday"),
    4: _("Thursday"),
    5: _("Friday"),
} | {
    6: _("Saturday"),
    7: _("Sunday"),
}
