"""A cell: one principle at one entity with all below it, and the lists that its numbers count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.framework.models import Principle
from initiatives.people.models import Entity
from initiatives.status.choices import Level, State
from initiatives.status.counting import Key
from initiatives.status.rules import BUILT_IN, Facts, Judgement, Rules, judge
from initiatives.status.scope import EVERYTHING, Scope


@dataclass(frozen=True)
class Cell:
    """What is so, how it is judged, and at which entities right below it nothing serves."""

    principle: Principle
    entity: Entity
    facts: Facts
    judged: Judgement
    scope: Scope = EVERYTHING
    gaps: tuple[Entity, ...] = ()

    @property
    def initiatives(self) -> int:
        return self.facts.initiatives

    @property
    def overdue(self) -> int:
        return self.facts.overdue

    @property
    def no_return(self) -> int:
        return self.facts.no_return

    @property
    def open_shortfalls(self) -> int:
        return self.facts.open_shortfalls

    @property
    def open_signals(self) -> int:
        return self.facts.open_signals

    @property
    def differs(self) -> int:
        return self.facts.differs

    @property
    def last_activity(self) -> datetime | None:
        return self.facts.last_activity

    @property
    def level(self) -> Level:
        """How far the evidence of the furthest initiative goes."""
        return Level(self.facts.level)

    @property
    def state(self) -> State:
        return self.judged.state

    @property
    def reasons(self) -> tuple[str, ...]:
        return self.judged.reasons

    @property
    def rules_version(self) -> str:
        return self.judged.rules_version

    @property
    def left_behind(self) -> tuple[str, ...]:
        """Who is left behind, whatever the whole looks like: groups in the data, then places."""
        places = tuple(
            _("%(short_name)s, where nothing serves it") % {"short_name": entity.short_name}
            for entity in self.gaps
        )
        return (*self.facts.behind, *(places if self.initiatives else ()))

    @property
    def is_gap(self) -> bool:
        """True where nothing at all is there: a gap that should be seen."""
        counted = (self.initiatives, self.overdue, self.open_shortfalls, self.open_signals)
        return not any(counted)

    @property
    def initiatives_query(self) -> str:
        return self.query()

    @property
    def overdue_query(self) -> str:
        return self.query(overdue="true")

    @property
    def no_return_query(self) -> str:
        return self.query(overdue="true", kind=["data", "review"])

    @property
    def shortfalls_query(self) -> str:
        return self.query(state="open")

    @property
    def signals_query(self) -> str:
        return self.query(state="open")

    @property
    def differs_query(self) -> str:
        return self.query(differs="true")

    def query(self, **more: str | list[str]) -> str:
        """The query string of a list, for this principle at this entity."""
        asked = {"principle": self.principle.pk, "entity": self.entity.pk}
        return urlencode({**asked, **self.scope.query, **more}, doseq=True)


def cell_of(
    principle: Principle,
    entity: Entity,
    counted: Mapping[Key, Facts],
    rules: Rules = BUILT_IN,
    scope: Scope = EVERYTHING,
    gaps: tuple[Entity, ...] = (),
) -> Cell:
    """A cell from what was counted; nothing counted is a gap, and unknown."""
    found = counted.get((principle.pk, entity.pk)) or Facts(as_of=clock.now())
    return Cell(principle, entity, found, judge(found, rules), scope, gaps)
