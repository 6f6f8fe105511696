"""What each gate asks for, and how the cast's people give it: one way for all tests that walk."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from initiatives.base import clock
from initiatives.framework.models import Expectation
from initiatives.framework.services import approve_definition
from initiatives.measures.services import record_observations
from initiatives.people.models import User
from initiatives.portfolio.choices import TeamPart
from initiatives.portfolio.models import Alignment, Initiative
from initiatives.portfolio.rules.charter import Charter
from initiatives.portfolio.services import (
    Judged,
    align,
    assess,
    cite_definitions_in_force,
    create_initiative,
    override_gate,
    revise_charter,
    write_handover,
)
from tests.initiatives.measures.making import make_measure, make_stratification, month
from tests.initiatives.portfolio.testing import make_cycle, make_idea

AIM = {
    "aim_direction": "increase",
    "aim_measure": "use of an interpreter",
    "aim_baseline": "62 %",
    "aim_target": "85 %",
    "aim_by": date(2027, 3, 31),
    "aim_population": "patients who prefer another language",
    "aim_setting": "all wards",
}


def expect(principle, *texts):
    """Let a principle expect something."""
    known = principle.expectations.count()
    for position, text in enumerate(texts, known + 1):
        Expectation.objects.create(principle=principle, position=position, text=text)


def answers_for(alignment, rating):
    """Every expectation of a principle judged alike."""
    return {one.pk: Judged(rating) for one in alignment.principle.expectations.all()}


def judge(cast, alignment, checkpoint, rating="met", **said):
    """An assessment, by the sponsor unless by somebody else."""
    said.setdefault("actor", cast.sam)
    said.setdefault("answers", answers_for(alignment, rating))
    said.setdefault("evidence", "Seen in the charter.")
    return assess(alignment=alignment, checkpoint=checkpoint, rating=rating, **said)


def let_past(cast, initiative, stage):
    """At a later stage, by an executive, whatever its gates ask for."""
    return override_gate(actor=cast.erin, initiative=initiative, stage=stage, reason="Known well.")


@dataclass
class Walk:
    """An idea of which nothing is written yet, and what its gates ask for by stage."""

    cast: object
    initiative: Initiative = field(init=False)

    def __post_init__(self):
        expect(self.cast.principles[0], "an owner", "a sponsor")
        approve_definition(
            actor=self.cast.lee, term="equity", text="Fair.", source="A book", approver="Office"
        )
        self.initiative = create_initiative(
            actor=self.cast.lee,
            charter=Charter(title="Interpreters at night", entity=self.cast.hospital),
            stage="idea",
        )
        self.initiative.citations.all().delete()
        self.cast.initiative = self.initiative  # what makes measures and ideas makes them for it

    def needs(self):
        """Stage by stage: what its gate asks for, and what gives it."""
        return {
            "proposed": {"problem": self.revise(problem="Nobody interprets at night.")},
            "approved": {
                "owner": self.revise(owner=self.cast.alice),
                "sponsor": self.revise(sponsor=self.cast.sam),
                "member_0": self.revise(team={self.cast.bob.pk: TeamPart.LEAD}),
                "aim_direction": self.revise(**AIM),
                "alignments": self.align,
                "definitions": self.cite,
                "assess.charter": self.judge("charter"),
            },
            "planning": {"started_on": self.revise(started_on=date(2026, 9, 1))},
            "testing": {
                "drivers": lambda: make_idea(self.cast),
                "assess.measurement": self.judge("measurement"),
                "measures.process": lambda: self.count("process"),
                "measures.balancing": lambda: self.count("balancing"),
                "measures.outcome": lambda: self.count("outcome"),
                "measures.baseline": self.observe,
                "unstratified_because": self.stratify,
            },
            "implementing": {
                "cycles": lambda: self.test("scale_up"),
                "assess.test_review": self.judge("test_review"),
            },
            "sustaining": {
                "ideas": lambda: self.test("implement"),
                "control_plan": self.hand_over(control_plan="The charge nurse counts monthly."),
                "operational_owner": self.hand_over(operational_owner=self.cast.bob),
            },
            "spread": {"spread_plan": self.hand_over(spread_plan="The clinic is next.")},
        }

    def revise(self, **values):
        return lambda: revise_charter(
            actor=self.cast.lee,
            initiative=self.fresh(),
            charter=replace(Charter.of(self.fresh()), **values),
        )

    def align(self):
        align(
            actor=self.cast.bob,
            initiative=self.fresh(),
            principle=self.cast.principles[0],
            rationale="It serves it.",
        )

    def cite(self):
        cite_definitions_in_force(actor=self.cast.bob, initiative=self.fresh())

    def judge(self, checkpoint):
        return lambda: judge(
            self.cast, Alignment.objects.get(initiative=self.initiative), checkpoint
        )

    def count(self, kind):
        self.cast.initiative = self.fresh()
        make_measure(self.cast, kind=kind, name=f"The {kind}")

    def observe(self):
        measure = self.initiative.measures.get(kind="outcome")
        entry = month(8, numerator=30, denominator=90)
        record_observations(actor=self.cast.bob, measure=measure, entries=[entry])

    def stratify(self):
        self.initiative.measures.get(kind="outcome").stratifications.add(make_stratification())

    def test(self, decision):
        idea = self.initiative.drivers.get(kind="idea")
        make_cycle(self.cast, idea, "done", decision=decision)

    def hand_over(self, **values):
        def write():
            known = getattr(self.fresh(), "handover", None)
            names = ("control_plan", "spread_plan", "operational_owner", "look_again_on")
            plans = {name: getattr(known, name) for name in names} if known else {}
            write_handover(actor=self.cast.lee, initiative=self.fresh(), **(plans | values))

        return write

    def fresh(self):
        return Initiative.objects.get(pk=self.initiative.pk)

    def who_moves(self, stage):
        """The sponsor approves; otherwise the owner moves it."""
        person = self.cast.lee if stage in ("proposed", "approved") else self.cast.alice
        return User.objects.get(pk=person.pk)


def days(number):
    """So many days from today."""
    return clock.today() + timedelta(days=number)
