"""The story of the demonstration: charters, assessments, promises and shortfalls on their days."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
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
from initiatives.demo.chapter import Chapter
from initiatives.demo.lives import answers_for
from initiatives.framework.services import approve_definition
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import AIM_PARTS, Charter
from initiatives.portfolio.services import (
    assess,
    cite_definitions_in_force,
    create_initiative,
    revise_charter,
)
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import (
    close_shortfall,
    dismiss_shortfall,
    log_shortfall,
    merge_shortfall,
    reopen_shortfall,
    restrict_shortfall,
)

ENTERED, CHARTERED, PROMISED_BEFORE, ACTED_BEFORE = 118, 112, 50, 3  # days
EARLIEST = 110
ANSWERED_AFTER = 4
INVENTED = "Invented for the demonstration."
INVENTED_CHARTER = "Problem, population, aim and team are invented for the demonstration."


class Story(Chapter):
    """Tells the story to an empty system that knows its entities, people and principles."""

    def tell(self, data: dict[str, Any]) -> None:
        """Put each thing on its day."""
        for row in data["by_hand"]:
            self.enter(**row)
        for row in data["charters"]:
            self.charter(**row)
        for row in data["definitions"]:
            self.definition(**row)
        for row in data["assessments"]:
            self.assess(*row)
        for row in data["commitments"]:
            self.promise(*row)
        for row in data["shortfalls"]:
            self.shortfall(**row)
        for row in data["dismissed"]:
            self.dismiss(*row)

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
        self.timeline.on(
            ENTERED,
            lambda: create_initiative(
                actor=self.lead, charter=charter, alignments=served, stage=stage
            ),
        )

    def charter(self, initiative: str, **parts: Any) -> None:
        """A charter that a team completed."""
        self.timeline.on(CHARTERED, lambda: self.complete(self.initiative(initiative), **parts))

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
        now = Charter.of(initiative)
        revised = replace(
            now,
            notes=f"{now.notes}\n{INVENTED_CHARTER}".strip(),
            problem=problem,
            population=population,
            entities=tuple(self.entities[name] for name in entities),
            team={self.people[key].pk: part for key, part in team.items()},
            **parts | {"aim_by": self.timeline.day(parts["aim_by"])},
        )
        revise_charter(actor=self.lead, initiative=initiative, charter=revised)

    def definition(self, days: int, cited_by: str, **words: Any) -> None:
        """A definition that was said better on a day, and an initiative that works by it since."""

        def approve_and_cite() -> None:
            approve_definition(actor=self.lead, **words)
            cite_definitions_in_force(actor=self.lead, initiative=self.initiative(cited_by))

        self.timeline.on(days, approve_and_cite)

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

        def judge() -> None:
            served = self.initiative(initiative).alignments.get(principle__number=principle)
            assess(
                actor=self.people[assessor],
                alignment=served,
                checkpoint=checkpoint,
                rating=rating,
                answers=answers_for(served, rating),
                evidence=evidence,
            )

        self.timeline.on(days, judge)

    def promise(self, initiative: str, title: str, owner: str, due: int, *outcome: Any) -> None:
        """A promise about an initiative, made some weeks before its date."""
        made = min(max(PROMISED_BEFORE - due, ACTED_BEFORE + 1), EARLIEST)
        self.timeline.on(
            made,
            lambda: self.make(title, owner, due, *outcome, initiative=self.initiative(initiative)),
        )

    def make(
        self,
        title: str,
        owner: str,
        due: int,
        then: str = "",
        words: str = "",
        days: int | None = None,
        **subject: Any,
    ) -> None:
        """Make a promise; what comes of it comes a few days before its date, or lately."""
        commitment = make_commitment(
            actor=self.lead,
            title=title,
            detail=INVENTED,
            owner=self.people[owner],
            due_on=self.timeline.day(due),
            **subject,
        )
        happens = max(ACTED_BEFORE - due, ACTED_BEFORE) if days is None else days
        self.timeline.on(happens, lambda: self.come(commitment, then, words))

    def come(self, commitment: Commitment, then: str, words: str) -> None:
        """What its owner or the lead did about it, if anything."""
        if then == "acknowledged":
            acknowledge(actor=commitment.owner, commitment=commitment)
        elif then == "fulfilled":
            fulfil(actor=commitment.owner, commitment=commitment, evidence=words)
        elif then == "withdrawn":
            withdraw(actor=self.lead, commitment=commitment, reason=words)
        elif then == "moved":
            later = commitment.due_on + timedelta(days=10)
            move(actor=self.lead, commitment=commitment, due_on=later, reason=words)
        elif then == "reassigned":
            owner = self.people["member"]
            reassign(actor=self.lead, commitment=commitment, owner=owner, reason=words)

    def shortfall(self, found: int, **fields: Any) -> None:
        """A shortfall, on the day it was found."""
        self.timeline.on(found, lambda: self.log(found, **fields))

    def log(
        self,
        found: int,
        principle: int,
        entity: str,
        answers: list[list[Any]] | None = None,
        closed: list[Any] | None = None,
        reopened: list[Any] | None = None,
        merged: list[Any] | None = None,
        confidential: str = "",
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
            detail=INVENTED,
            **fields,
        )
        made = max(found - ANSWERED_AFTER, ACTED_BEFORE + 1)
        for answer in answers or []:
            self.timeline.on(made, partial(self.make, *answer, shortfall=logged, kind="answer"))
        if closed:
            self.timeline.on(closed[1], lambda: self.close(logged, *closed))
        if reopened:
            self.timeline.on(reopened[1], lambda: self.reopen(logged, *reopened))
        if merged:
            self.timeline.on(merged[1], lambda: self.merge(logged, *merged))
        if confidential:
            restrict_shortfall(actor=self.lead, shortfall=logged, reason=confidential)

    def close(self, shortfall: Shortfall, who: str, days: int, confirmation: str) -> None:
        """Confirmed by someone else."""
        close_shortfall(actor=self.people[who], shortfall=shortfall, confirmation=confirmation)

    def reopen(self, shortfall: Shortfall, who: str, days: int, reason: str) -> None:
        """Opened again."""
        reopen_shortfall(actor=self.people[who], shortfall=shortfall, reason=reason)

    def merge(self, shortfall: Shortfall, words: str, days: int) -> None:
        """The same as another that was logged before, whose title begins so."""
        into = Shortfall.objects.get(title__startswith=words)
        merge_shortfall(actor=self.lead, shortfall=shortfall, into=into)

    def dismiss(self, missed: str, who: str, days: int, reason: str) -> None:
        """What a missed promise proposed turned out to be none."""
        self.timeline.on(
            days,
            lambda: dismiss_shortfall(
                actor=self.people[who],
                shortfall=Shortfall.objects.get(missed_commitment__title=missed),
                reason=reason,
            ),
        )
