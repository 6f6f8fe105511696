"""Building the demonstration system: by the product's own services, at the days of its story."""

from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.core.mail import get_connection
from django.db import transaction

from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.demo.people import DOMAIN, add_people, plant_entities
from initiatives.demo.story import Story
from initiatives.framework.loading import read_framework
from initiatives.framework.services import approve_definition, load_framework
from initiatives.people.models import Entity, User
from initiatives.portfolio.services import preview_register, write_register
from initiatives.shortfalls.services import propose_from_missed_commitments

HERE = Path(__file__).parent / "data"
FRAMEWORK = HERE.parents[1] / "framework" / "data"
REGISTER = HERE / "equity_register.csv"
BEGAN, IMPORTED, LAST_NIGHT = 130, 120, 1  # days ago
SWEPT = (60, 45, 30, 21, 14, 10, 7, 5, 3, 2, 1)  # days ago on which reminders went out


def read(name: str) -> Any:
    """A data file of the demonstration."""
    return yaml.safe_load((HERE / name).read_text())


def is_loaded() -> bool:
    """True when the demonstration's people are there."""
    return User.objects.filter(email__endswith=f"@{DOMAIN}").exists()


@transaction.atomic
def load_demo() -> bool:
    """Build it in an empty system; False, changing nothing, when it is there already.

    Raises Invalid in a system that holds anything else.
    """
    if is_loaded():
        return False
    if User.objects.exists() or Entity.objects.exists():
        raise Invalid(
            {"system": "This system holds real entries; the demonstration stays out of it."}
        )
    build()
    return True


def build() -> None:
    """Everything, in the order in which it would have happened."""
    system, promises = read("system.yaml"), read("promises.yaml")
    with days_ago(BEGAN):
        entities = plant_entities(system["entities"])
        root = next(entity for entity in entities.values() if entity.parent is None)
        people = add_people(system["people"], root)
        load_framework(content=read_framework((FRAMEWORK / "uw_medicine.yaml").read_bytes()))
        for definition in yaml.safe_load((FRAMEWORK / "definitions.yaml").read_text()):
            approve_definition(actor=people["lead"], **definition)
    with days_ago(IMPORTED):
        register = preview_register(
            actor=people["lead"], content=REGISTER.read_bytes(), file_name=REGISTER.name
        )
        write_register(actor=people["lead"], register_import=register)
    story = Story(entities, people, promises)
    nowhere = get_connection("django.core.mail.backends.dummy.EmailBackend")
    for days in SWEPT:  # as far as the books go it was sent; the mails themselves are not made
        story.on(days, lambda: sweep(nowhere))
    story.on(LAST_NIGHT, propose_from_missed_commitments)
    story.tell()


def days_ago(days: int) -> AbstractContextManager[None]:
    """The clock set to this hour so many days ago."""
    return clock.at(clock.now() - timedelta(days=days))
