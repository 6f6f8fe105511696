"""Diagrams and cycles for tests."""

from datetime import timedelta
from typing import Any

from initiatives.base import clock
from initiatives.measures.services import record_review
from initiatives.portfolio.rules.stalling import month_before, month_of
from initiatives.portfolio.services import add_driver, advance_cycle, plan_cycle, write_cycle

DONE: dict[str, dict[str, Any]] = {
    "do": {"as_planned": "yes", "observations": "Three of four were reached."},
    "study": {
        "finding": "partly",
        "learning": "Mornings work.",
        "groups": [{"group": "Somali", "finding": "not_met", "learning": "No interpreter."}],
    },
    "act": {"decision": "scale_up", "decision_reason": "It works in the morning."},
}


def plan(cast, **said):
    """A whole plan from today on, which Bob owns."""
    today = clock.today(cast.bob.time_zone)
    return {
        "title": "Call on day two",
        "scale": "one",
        "purpose": "test",
        "owner": cast.bob,
        "question": "Do they answer?",
        "prediction": "Eight of ten answer.",
        "prediction_reason": "They did in spring.",
        "plan_who": "The ward nurse",
        "plan_what": "Call on the second day",
        "plan_when": "Monday morning",
        "plan_where": "4 West",
        "data_to_collect": "Answered or not, by language",
        "planned_from": today,
        "planned_until": today + timedelta(days=2),
        "study_by": today + timedelta(days=5),
    } | said


def make_idea(cast, text="Call early"):
    """A change idea below a secondary and a primary driver."""
    about = {"actor": cast.bob, "initiative": cast.initiative}
    primary = add_driver(kind="primary", text="Contact after discharge", **about)
    second = add_driver(kind="secondary", text="Reached in their language", parent=primary, **about)
    return add_driver(kind="idea", text=text, parent=second, **about)


def make_cycle(cast, idea, step="plan", **said):
    """A cycle of an idea that went on to a step, with all that the steps before it ask for."""
    follows, decision = said.pop("follows", None), said.pop("decision", "scale_up")
    cycle = plan_cycle(actor=cast.bob, idea=idea, follows=follows, **plan(cast, **said))
    while cycle.step != step:
        if cycle.step in DONE:
            told = written(cast, cycle.step)
            told |= {"decision": decision} if cycle.step == "act" else {}
            cycle = write_cycle(actor=cast.bob, cycle=cycle, **told)
        cycle = advance_cycle(actor=cast.bob, cycle=cycle)
    return cycle


def written(cast, step):
    """What a step asks for."""
    ended = {"ended_on": clock.today(cast.bob.time_zone)} if step == "do" else {}
    return DONE[step] | ended


def months_back(cast, back):
    """The first day of the month that many months before Bob's own."""
    month = month_of(clock.today(cast.bob.time_zone))
    for _ in range(back):
        month = month_before(month)
    return month


def make_review(cast, back=1, **said):
    """Bob's review of the month that many months ago, held on its first day."""
    month = months_back(cast, back)
    about = {
        "actor": said.pop("actor", cast.bob),
        "initiative": said.pop("initiative", cast.initiative),
        "held_on": said.pop("held_on", month),
    }
    said = {"said": "on_track", "status": "The calls go well."} | said
    return record_review(month=month, **about, **said)
