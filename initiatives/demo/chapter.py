"""What the chapters of the demonstration's story have in common."""

from initiatives.demo.timeline import Timeline
from initiatives.framework.models import Framework
from initiatives.people.models import Entity, User


class Chapter:
    """Puts what happens on its days; entities and people by their keys, principles by number."""

    def __init__(
        self,
        timeline: Timeline,
        entities: dict[str, Entity],
        people: dict[str, User],
        framework: Framework,
    ) -> None:
        self.timeline, self.entities, self.people = timeline, entities, people
        self.lead = people["lead"]
        self.principles = {one.number: one for one in framework.principles.all()}
