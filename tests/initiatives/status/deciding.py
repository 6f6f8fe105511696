"""Decisions for tests: each with all that it asks for."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from initiatives.base import clock
from initiatives.people.models import User
from initiatives.portfolio.services import move_stage
from initiatives.status.deciding.services import decide
from initiatives.status.queries import decisions
from tests.initiatives.portfolio.walking import Walk


def anew(person):
    """The person as of a new request, who remembers nothing."""
    return User.objects.get(pk=person.pk)


def soon(days=30):
    return clock.today() + timedelta(days=days)


def days_on(days):
    """The clock at noon in the system's time zone, so many days from today."""
    day = clock.today() + timedelta(days=days)
    return clock.at(datetime.combine(day, time(12), ZoneInfo("America/Los_Angeles")))


def terms(cast, verdict):
    """What a decision of this kind says."""
    if verdict in ("fund", "unblock"):
        return {"words": "Two interpreters.", "owner": cast.bob, "due_on": soon()}
    if verdict == "reassign":
        return {"words": "Alice left.", "owner": cast.bob}
    if verdict in ("accept_risk", "defer"):
        return {"words": "The ward moves in spring.", "review_on": soon()}
    return {"words": "Not this year."} if verdict == "decline" else {}


def rule(cast, record, verdict, actor=None, **said):
    """A decision, by the executive unless by somebody else."""
    actor = anew(actor or cast.erin)
    return decide(actor=actor, record=record, verdict=verdict, **(terms(cast, verdict) | said))


def waiting(person):
    """What waits for a person: kinds and records."""
    return [(one.kind, one.record) for one in decisions(anew(person))]


def ready_to_approve(cast):
    """A proposed initiative with all that its gate asks for."""
    walk = Walk(cast)
    for give in walk.needs()["proposed"].values():
        give()
    move_stage(actor=cast.lee, initiative=walk.fresh(), stage="proposed")
    for give in walk.needs()["approved"].values():
        give()
    return walk.fresh()
