"""The story of the demonstration: charters, assessments, promises and shortfalls on their days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Any

from initiatives.accountability.models import Commitment
from initiatives.accountability.services import (
    acknowledge,
    fulfil,
    make_commitment,
    move,
    reassign,
    withdraw,
)
from initiatives.base import clock
from initiatives.framework.models import Principle
from initiatives.framework.queries import principles
from initiatives.people.models import Entity, User
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import AIM_PARTS, Charter
from initiatives.portfolio.services import assess, create_initiative, revise_charter
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import close_shortfall, log_shortfall, reopen_shortfall

ENTERED, CHARTERED, PROMISED_BEFORE, ACTED_BEFORE = 118, 112, 50, 3  # days
EARLIEST = 110
ANSWERED_AFTER = 4
ORDER = count()
SEEN = "Done, and seen by a colleague; the note is in the shared folder."


class Story:
    """Tells the story to an empty system that knows its entities, people and principles.

    What happens is kept by its day and told the oldest first, so that history reads as it would.
    """

    def __init__(
        self, entities: dict[str, Entity], people: dict[str, User], data: dict[str, Any]
    ) -> None:
        self.entities, self.people, self.data = entities, people, data
        self.lead = people["lead"]
        self.today, self.told_at = clock.today(), clock.now()
        self.principles: dict[int, Principle] = {one.number: one for one in principles(self.lead)}
        self.coming: list[tuple[int, int, Callable[[], Any]]] = []

    def on(self, days_ago: int, happens: Callable[[], Any]) -> None:
        """Keep something for its day; of one day, in the order in which it was said."""
        heappush(self.coming, (-days_ago, next(ORDER), happens))

    def tell(self) -> None:
        """All of it, the oldest first; what happens may bring more about on a later day."""
        for row in self.data["by_hand"]:
            self.enter(**row)
        for row in self.data["charters"]:
            self.charter(**row)
        for row in self.data["assessments"]:
            self.assess(*row)
        for row in self.data["commitments"]:
            self.promise(*row)
        for row in self.data["shortfalls"]:
            self.shortfall(**row)
        while self.coming:
            days, _, happens = heappop(self.coming)
            with clock.at(self.told_at + timedelta(days=days)):
                happens()

    def day(self, offset: int) -> date:
        """The day of loading and so many days."""
        return self.today + timedelta(days=offset)

    def initiative(self, words: str) -> Initiative:
        """The initiative whose title begins so, as it is by now."""
        return Initiative.objects.select_related("entity").get(title__startswith=words)

    def enter(
        self, title: str, entity: str, stage: str, principles: list[int], **fields: Any
    ) -> None:
        """An initiative that a person entered by hand."""
        people: dict[str, Any] = {
            name: self.people[fields.pop(name)] for name in ("owner", "sponsor") if name in fields
        }
        charter = Charter(title=title, entity=self.entities[entity], **people, **fields)
        served = [(self.principles[number], f"{fields['aim_summary']}.") for number in principles]
        self.on(
            ENTERED,
            lambda: create_initiative(
                actor=self.lead, charter=charter, alignments=served, stage=stage
            ),
        )

    def charter(self, initiative: str, **parts: Any) -> None:
        """A charter that a team completed."""
        self.on(CHARTERED, lambda: self.complete(self.initiative(initiative), **parts))

    def complete(
        self,
        initiative: Initiative,
        problem: str,
        population: str,
        aim: list[Any],
        entities: list[str],
        team: dict[str, str],
    ) -> None:
        """Fill in the charter of an initiative."""
        parts = dict(zip(AIM_PARTS, aim, strict=True))
        revised = replace(
            Charter.of(initiative),
            problem=problem,
            population=population,
            entities=tuple(self.entities[name] for name in entities),
            team={self.people[key].pk: part for key, part in team.items()},
            **parts | {"aim_by": self.day(parts["aim_by"])},
        )
        revise_charter(actor=self.lead, initiative=initiative, charter=revised)

    def assess(
        self,
        initiative: str,
        principle: int,
        checkpoint: str,
        rating: str,
        assessor: str,
        days: int,
        evidence: str,
    ) -> None:
        """A judgement on its day."""
        self.on(
            days,
            lambda: assess(
                actor=self.people[assessor],
                alignment=self.initiative(initiative).alignments.get(principle__number=principle),
                checkpoint=checkpoint,
                rating=rating,
                evidence=evidence,
            ),
        )

    def promise(self, initiative: str, title: str, owner: str, due: int, then: str = "") -> None:
        """A promise about an initiative, made some weeks before its date."""
        made = min(max(PROMISED_BEFORE - due, ACTED_BEFORE + 1), EARLIEST)
        self.on(
            made,
            lambda: self.make(title, owner, due, then, initiative=self.initiative(initiative)),
        )

    def make(self, title: str, owner: str, due: int, then: str, **subject: Any) -> None:
        """Make a promise; what comes of it comes a few days before its date, or lately."""
        commitment = make_commitment(
            actor=self.lead,
            title=title,
            owner=self.people[owner],
            due_on=self.day(due),
            **subject,
        )
        self.on(max(ACTED_BEFORE - due, ACTED_BEFORE), lambda: self.come(commitment, then))

    def come(self, commitment: Commitment, then: str) -> None:
        """What its owner or the lead did about it, if anything."""
        if then == "acknowledged":
            acknowledge(actor=commitment.owner, commitment=commitment)
        elif then == "fulfilled":
            fulfil(actor=commitment.owner, commitment=commitment, evidence=SEEN)
        elif then == "withdrawn":
            withdraw(
                actor=self.lead, commitment=commitment, reason="The intranet itself was retired."
            )
        elif then == "moved":
            later = commitment.due_on + timedelta(days=10)
            move(actor=self.lead, commitment=commitment, due_on=later, reason="The room was taken.")
        elif then == "reassigned":
            reassign(
                actor=self.lead,
                commitment=commitment,
                owner=self.people["member"],
                reason="The portal team works with Jonah.",
            )

    def shortfall(self, found: int, **fields: Any) -> None:
        """A shortfall, on the day it was found."""
        self.on(found, lambda: self.log(found, **fields))

    def log(
        self,
        found: int,
        principle: int,
        entity: str,
        answers: list[list[Any]] | None = None,
        closed: list[Any] | None = None,
        reopened: list[Any] | None = None,
        **fields: Any,
    ) -> None:
        """Log it; the promises that answer it and its end come on their days."""
        if "initiative" in fields:
            fields["initiative"] = self.initiative(fields["initiative"])
        if "owner" in fields:
            fields["owner"] = self.people[fields["owner"]]
        logged = log_shortfall(
            actor=self.lead,
            principle=self.principles[principle],
            entity=self.entities[entity],
            **fields,
        )
        for what, owner, due, *then in answers or []:
            made = max(found - ANSWERED_AFTER, ACTED_BEFORE + 1)
            outcome = then[0] if then else ""
            words = {"shortfall": logged, "kind": "answer"}
            self.on(made, partial(self.make, what, owner, due, outcome, **words))
        if closed:
            self.on(closed[1], lambda: self.close(logged, *closed))
        if reopened:
            self.on(reopened[1], lambda: self.reopen(logged, *reopened))

    def close(self, shortfall: Shortfall, who: str, days: int, confirmation: str) -> None:
        """Confirmed by someone else."""
        close_shortfall(actor=self.people[who], shortfall=shortfall, confirmation=confirmation)

    def reopen(self, shortfall: Shortfall, who: str, days: int, reason: str) -> None:
        """Opened again."""
        reopen_shortfall(actor=self.people[who], shortfall=shortfall, reason=reason)
