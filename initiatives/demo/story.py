"""The story of the demonstration: charters, assessments, promises and shortfalls on their days."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
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
SEEN = "Done, and seen by a colleague; the note is in the shared folder."


class Story:
    """Tells the story to an empty system that knows its entities, people and principles."""

    def __init__(
        self, entities: dict[str, Entity], people: dict[str, User], data: dict[str, Any]
    ) -> None:
        self.entities, self.people, self.data = entities, people, data
        self.lead = people["lead"]
        self.today = clock.today()
        self.began = clock.now()
        self.principles: dict[int, Principle] = {one.number: one for one in principles(self.lead)}

    def tell(self) -> None:
        """All of it, the oldest first."""
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

    @contextmanager
    def ago(self, days: int) -> Iterator[None]:
        """The clock set so many days before the story began to be told."""
        with clock.at(self.began - timedelta(days=max(days, 0))):
            yield

    def day(self, offset: int) -> date:
        """The day of loading and so many days."""
        return self.today + timedelta(days=offset)

    def initiative(self, words: str) -> Initiative:
        """The initiative whose title begins so."""
        return Initiative.objects.select_related("entity").get(title__startswith=words)

    def enter(
        self, title: str, entity: str, stage: str, principles: list[int], **fields: Any
    ) -> None:
        """An initiative that a person entered by hand."""
        people = {
            name: self.people[fields.pop(name)] for name in ("owner", "sponsor") if name in fields
        }
        charter = Charter(title=title, entity=self.entities[entity], **people, **fields)
        served = [(self.principles[number], f"{fields['aim_summary']}.") for number in principles]
        with self.ago(ENTERED):
            create_initiative(actor=self.lead, charter=charter, alignments=served, stage=stage)

    def charter(
        self,
        initiative: str,
        problem: str,
        population: str,
        aim: list[Any],
        entities: list[str],
        team: dict[str, str],
    ) -> None:
        """A charter that a team completed."""
        found = self.initiative(initiative)
        parts = dict(zip(AIM_PARTS, aim, strict=True))
        parts["aim_by"] = self.day(parts["aim_by"])
        revised = replace(
            Charter.of(found),
            problem=problem,
            population=population,
            entities=tuple(self.entities[name] for name in entities),
            team={self.people[key].pk: part for key, part in team.items()},
            **parts,
        )
        with self.ago(CHARTERED):
            revise_charter(actor=self.lead, initiative=found, charter=revised)

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
        alignment = self.initiative(initiative).alignments.get(principle__number=principle)
        with self.ago(days):
            assess(
                actor=self.people[assessor],
                alignment=alignment,
                checkpoint=checkpoint,
                rating=rating,
                evidence=evidence,
            )

    def promise(self, initiative: str, title: str, owner: str, due: int, then: str = "") -> None:
        """A promise about an initiative, and what came of it."""
        self.kept(title, owner, due, then, initiative=self.initiative(initiative))

    def kept(self, title: str, owner: str, due: int, then: str, **subject: Any) -> Commitment:
        """A promise made some weeks before its date, and what came of it."""
        made = min(max(PROMISED_BEFORE - due, ACTED_BEFORE + 1), EARLIEST)
        with self.ago(made):
            commitment = make_commitment(
                actor=self.lead,
                title=title,
                owner=self.people[owner],
                due_on=self.day(due),
                **subject,
            )
        with self.ago(max(ACTED_BEFORE - due, ACTED_BEFORE)):
            return self.came(commitment, then)

    def came(self, commitment: Commitment, then: str) -> Commitment:
        """What its owner or the lead did about it, if anything."""
        if then == "acknowledged":
            return acknowledge(actor=commitment.owner, commitment=commitment)
        if then == "fulfilled":
            return fulfil(actor=commitment.owner, commitment=commitment, evidence=SEEN)
        if then == "withdrawn":
            return withdraw(
                actor=self.lead, commitment=commitment, reason="The intranet itself was retired."
            )
        if then == "moved":
            later = commitment.due_on + timedelta(days=10)
            return move(
                actor=self.lead, commitment=commitment, due_on=later, reason="The room was taken."
            )
        if then == "reassigned":
            return reassign(
                actor=self.lead,
                commitment=commitment,
                owner=self.people["member"],
                reason="The portal team works with Jonah.",
            )
        return commitment

    def shortfall(
        self,
        title: str,
        principle: int,
        entity: str,
        severity: str,
        found: int,
        answers: list[list[Any]] | None = None,
        closed: list[Any] | None = None,
        reopened: list[Any] | None = None,
        **fields: Any,
    ) -> None:
        """A shortfall with the promises that answer it, and how it ended if it did."""
        if "initiative" in fields:
            fields["initiative"] = self.initiative(fields["initiative"])
        if "owner" in fields:
            fields["owner"] = self.people[fields["owner"]]
        with self.ago(found):
            logged = log_shortfall(
                actor=self.lead,
                title=title,
                principle=self.principles[principle],
                entity=self.entities[entity],
                severity=severity,
                **fields,
            )
        for what, owner, due, *then in answers or []:
            self.kept(what, owner, due, then[0] if then else "", shortfall=logged, kind="answer")
        self.end(logged, closed, reopened)

    def end(
        self, shortfall: Shortfall, closed: list[Any] | None, reopened: list[Any] | None
    ) -> None:
        """Confirmed closed by someone, and opened again, on their days."""
        if closed:
            who, days, confirmation = closed
            with self.ago(days):
                shortfall = close_shortfall(
                    actor=self.people[who], shortfall=shortfall, confirmation=confirmation
                )
        if reopened:
            who, days, reason = reopened
            with self.ago(days):
                reopen_shortfall(actor=self.people[who], shortfall=shortfall, reason=reason)
