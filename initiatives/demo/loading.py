"""Building the demonstration system: by the product's own services, at the days of its story."""

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.core.mail import get_connection
from django.db import transaction

from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.demo.charting import Charting
from initiatives.demo.crossing import Crossing
from initiatives.demo.deciding import Deciding
from initiatives.demo.lives import Lives
from initiatives.demo.measuring import Measuring
from initiatives.demo.people import DOMAIN, add_people, add_service, plant_entities
from initiatives.demo.reviewing import Reviewing
from initiatives.demo.story import Story
from initiatives.demo.timeline import Timeline, at_work, days_before
from initiatives.demo.voices import Voices
from initiatives.demo.workforce import Workforce
from initiatives.framework.loading import read_definitions, read_framework
from initiatives.framework.models import Framework
from initiatives.framework.services import load_definitions, load_framework
from initiatives.measures.services import promise_data, watch_overdue
from initiatives.people.models import Entity, User
from initiatives.portfolio.services import preview_register, watch_progress, write_register
from initiatives.shortfalls.services import (
    propose_from_assessments,
    propose_from_missed_commitments,
    propose_from_signals,
)
from initiatives.status.services import build_snapshot

HERE = Path(__file__).parent / "data"
FRAMEWORK = HERE.parents[1] / "framework" / "data"
PRINCIPLES, DEFINITIONS = FRAMEWORK / "uw_medicine.yaml", FRAMEWORK / "definitions.yaml"
CROSSWALK = FRAMEWORK / "crosswalk.yaml"
REGISTER = HERE / "equity_register.csv"
BEGAN, IMPORTED = 130, 120  # days ago
SWEPT = (60, 45, 30, 21, 14, 10, 7, 5, 3, 2, 1)  # days ago on which reminders went out
LOOKED_FOR_MISSED = (24, 1)  # days ago on which missed promises proposed shortfalls
LOOKED_AT_DATA = 1  # days ago on which data were asked for, and signals proposed shortfalls
LOOKED_AT_PROGRESS = 8  # days ago on which owners were asked for reviews, and told of it since

KEPT = range(0, IMPORTED, 7)  # days ago of which the status was kept: a night a week, and today


def read(name: str) -> Any:
    """A data file of the demonstration."""
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def is_loaded() -> bool:
    """True when the demonstration's people are there."""
    return User.objects.filter(email__endswith=f"@{DOMAIN}").exists()


def holds_real_entries() -> bool:
    """True when there are people, entities or principles that are not the demonstration's."""
    ours = read_framework(PRINCIPLES.read_bytes()).digest
    others = Framework.objects.exclude(digest=ours)
    return User.objects.exists() or Entity.objects.exists() or others.exists()


@transaction.atomic
def load_demo() -> bool:
    """Build it in an empty system; False, changing nothing, when it is there already.

    Raises Invalid in a system that holds anything else.
    """
    if is_loaded():
        return False
    if holds_real_entries():
        raise Invalid(
            {"system": "This system holds real entries; the demonstration stays out of it."}
        )
    build(clock.now())
    return True


def remind(nowhere: Any) -> None:
    """One sweep of a day of the story, at an hour at which its people are written to."""
    with at_work():
        sweep(nowhere)


def look_at_data() -> None:
    """What the worker does with the data of measures."""
    promise_data()
    watch_overdue()
    propose_from_signals()


def build(now: datetime) -> None:
    """Everything, in the order in which it would have happened until now."""
    system = read("system.yaml")
    with days_before(now, BEGAN):
        entities = plant_entities(system["entities"])
        root = next(entity for entity in entities.values() if entity.parent is None)
        people = add_people(system["people"], root)
        lead = people["lead"]
        add_service(people)
        framework, _ = load_framework(content=read_framework(PRINCIPLES.read_bytes()))
        definitions = read_definitions(DEFINITIONS.read_bytes())
        load_definitions(content=definitions, approver=f"{lead}, {lead.title}", actor=lead)
    with days_before(now, IMPORTED):
        register = preview_register(
            actor=lead, content=REGISTER.read_bytes(), file_name=REGISTER.name
        )
        write_register(actor=lead, register_import=register)
    timeline = Timeline(now)
    nowhere = get_connection("django.core.mail.backends.dummy.EmailBackend")
    for days in SWEPT:  # as far as the books go it was sent; the mails themselves are not made
        timeline.on(days, lambda: remind(nowhere))
    for days in LOOKED_FOR_MISSED:
        timeline.on(days, propose_from_missed_commitments)
        timeline.on(days, propose_from_assessments)
    timeline.on(LOOKED_AT_DATA, look_at_data)
    Story(timeline, entities, people, framework).tell(read("promises.yaml"))
    Lives(timeline, entities, people, framework).tell(read("lives.yaml"))
    Deciding(timeline, entities, people, framework).tell(read("decisions.yaml"))
    timeline.on(LOOKED_AT_PROGRESS, watch_progress)
    Reviewing(timeline, entities, people, framework).tell(read("reviews.yaml"))
    Voices(timeline, entities, people, framework).tell(read("voices.yaml"))
    Crossing(timeline, entities, people, framework).tell(CROSSWALK, read("crossing.yaml"))
    measured = read("measures.yaml")
    measuring = Measuring(timeline, people)
    measuring.tell(measured)
    Charting(measuring).tell(measured)
    Workforce(timeline, entities, people, framework).tell(read("workforce.yaml"))
    for days in KEPT:  # last, so that a day is kept as it ended
        timeline.on(days, build_snapshot)
    timeline.play()
