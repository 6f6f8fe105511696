"""What a charter holds, and its aim as one sentence.

The seven parts and their order follow the SMART aim of the Model for Improvement: how good, by
when, for whom.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.utils.translation import gettext

from initiatives.base.days import full_day
from initiatives.base.lazy import gettext_lazy as _
from initiatives.people.models import Entity, User
from initiatives.portfolio.choices import Direction
from initiatives.portfolio.models import Initiative

AIM_PARTS: Mapping[str, str] = {
    "aim_direction": _("increase or decrease"),
    "aim_measure": _("what is measured"),
    "aim_baseline": _("from where it stands"),
    "aim_target": _("to what"),
    "aim_by": _("by when"),
    "aim_population": _("among whom"),
    "aim_setting": "where",
}


@dataclass(frozen=True)
class Charter:
    """All that a team writes in a charter; `team` maps people's keys to their part."""

    title: str
    entity: Entity
    entities: tuple[Entity, ...] = ()
    sponsor: User | None = None
    owner: User | None = None
    team: Mapping[int, str] = field(default_factory=dict)
    problem: str = ""
    population: str = ""
    aim_summary: str = ""
    aim_direction: str = ""
    aim_measure: str = ""
    aim_baseline: str = ""
    aim_target: str = ""
    aim_by: date | None = None
    aim_population: str = ""
    aim_setting: str = ""
    unstratified_because: str = ""
    started_on: date | None = None
    started_note: str = ""
    target_on: date | None = None
    target_note: str = ""
    notes: str = ""

    @classmethod
    def of(cls, initiative: Initiative) -> "Charter":
        """The charter as it stands."""
        own = {name: getattr(initiative, name) for name in columns()}
        places = initiative.places.select_related("entity").order_by("entity__name")
        return cls(
            entities=tuple(place.entity for place in places),
            team=dict(initiative.members.values_list("user_id", "part")),
            **own,
        )

    def all_entities(self) -> dict[int, Entity]:
        """Every entity where it takes place, by key, the answerable one first."""
        return {entity.pk: entity for entity in (self.entity, *self.entities)}


def columns() -> list[str]:
    """The parts of a charter that are columns of the initiative itself."""
    return [item.name for item in fields(Charter) if item.name not in ("entities", "team")]


def missing_aim_parts(charter: Any) -> list[str]:
    """What the aim still lacks, in words, of a Charter or an Initiative."""
    return [str(words) for name, words in AIM_PARTS.items() if not getattr(charter, name)]


def aim_sentence(charter: Any) -> str:
    """The aim as one sentence once its seven parts are there; till then the team's own words."""
    if missing_aim_parts(charter):
        return str(charter.aim_summary)
    said = gettext(
        "Decrease %(measure)s from %(baseline)s to %(target)s by %(by)s among %(population)s "
        "in %(setting)s."
    )
    if charter.aim_direction == Direction.INCREASE:
        said = gettext(
            "Increase %(measure)s from %(baseline)s to %(target)s by %(by)s among %(population)s "
            "in %(setting)s."
        )
    parts = ("measure", "baseline", "target", "population", "setting")
    values = {name: getattr(charter, f"aim_{name}") for name in parts}
    return said % (values | {"by": full_day(charter.aim_by)})
