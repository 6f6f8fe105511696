"""The roles that a person holds on an entity and on everything below it."""

from django.db.models import TextChoices


class Role(TextChoices):
    ADMINISTRATOR = "system_administrator", "System administrator"
    LEAD = "equity_lead", "Equity lead"
    MEMBER = "team_member", "Team member"
    EXECUTIVE = "executive", "Executive"
    AUDITOR = "auditor", "Auditor"


class EntityKind(TextChoices):
    SYSTEM = "system", "Health system"
    HOSPITAL = "hospital", "Hospital"
    CLINIC = "clinic", "Clinic"
    SCHOOL = "school", "School"
    DEPARTMENT = "department", "Department"
    PROGRAM = "program", "Program"
    PARTNER = "partner", "Partner organization"


class Turn(TextChoices):
    MERGED = "merged", "Became part of"
    APART = "apart", "No longer part of"
    SPLIT = "split", "Split off from"


class CoverState(TextChoices):
    ASKED = "asked", "Asked"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    ENDED = "ended", "Ended"


class Scope(TextChoices):
    READ = "read", "Read"
    WRITE = "write", "Read and write"


# The collections of the API, to which a token's scope can be narrowed; tests/api holds them against
# its addresses.
AREAS = (
    *("alignments", "assessments", "attestations", "calculators", "commitments", "covers"),
    *("crosswalk-links", "decisions", "definitions", "deliveries", "drivers", "entities"),
    *("exports", "feedback", "frameworks", "history", "imports", "initiatives", "job-families"),
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
    *("workforce", "workforce-benchmarks", "workforce-counts"),
)


WEEKDAYS = {1: "Monday", 2: "Tuesday", 3: "Wednesday", 4: "Thursday", 5: "Friday"} | {
    6: "Saturday",
    7: "Sunday",
}
