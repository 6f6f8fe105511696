"""What the gates look at of one initiative, each thing read once and only when it is asked for."""

from functools import cached_property

from initiatives.accountability.choices import CommitmentKind, CommitmentState
from initiatives.portfolio.choices import Decision, DriverKind, IdeaState
from initiatives.portfolio.models import (
    Alignment,
    Assessment,
    Driver,
    Handover,
    Initiative,
    PdsaCycle,
)
from initiatives.portfolio.rules.questions import questions

GOES_ON = (Decision.ADOPT, Decision.SCALE_UP, Decision.IMPLEMENT)
# These end by themselves, outlast it, or are answered where they were raised.
ASKED_FOR = (CommitmentKind.DATA, CommitmentKind.REVIEW, CommitmentKind.SIGNAL)


class Standing:
    """An initiative as its gates see it."""

    def __init__(self, initiative: Initiative) -> None:
        self.initiative = initiative

    @cached_property
    def parts(self) -> set[str]:
        """The parts that its team's members take."""
        return set(self.initiative.members.values_list("part", flat=True))

    @cached_property
    def alignments(self) -> list[Alignment]:
        """Those with the principles in force."""
        rows = self.initiative.alignments.filter(principle__framework__in_force=True)
        rows = rows.select_related("principle", "carried_from")
        return list(rows.order_by("principle__number", "pk"))

    @cached_property
    def assessed(self) -> set[tuple[int, str]]:
        """Which alignments were assessed at which checkpoints."""
        found = Assessment.objects.filter(alignment__initiative=self.initiative).order_by()
        return set(found.values_list("alignment_id", "checkpoint").distinct())

    def is_assessed(self, alignment: Alignment, checkpoint: str) -> bool:
        """Itself, or under a former edition that asked nothing else."""
        if (alignment.pk, checkpoint) in self.assessed:
            return True
        former = alignment.carried_from
        known = former is not None and self.is_assessed(former, checkpoint)
        return known and not questions(alignment, checkpoint)

    @cached_property
    def cites(self) -> bool:
        """Whether it says by which definitions it works."""
        return self.initiative.citations.exists()

    @cached_property
    def ideas(self) -> list[str]:
        """The states of its change ideas."""
        found = Driver.objects.filter(
            initiative=self.initiative, kind=DriverKind.IDEA, retired_at=None
        )
        return list(found.order_by().values_list("state", flat=True))

    @property
    def implemented(self) -> bool:
        """Whether an idea became part of the work."""
        return IdeaState.IMPLEMENTED in self.ideas

    @cached_property
    def tested(self) -> bool:
        """Whether a test ended with the decision to go on with what it tested."""
        cycles = PdsaCycle.objects.filter(idea__initiative=self.initiative, decision__in=GOES_ON)
        return cycles.filter(step="done").exists()

    @cached_property
    def handover(self) -> Handover:
        """What is written of how it ends; a blank one where nothing is."""
        found = Handover.objects.filter(initiative=self.initiative).first()
        return found or Handover(initiative=self.initiative)

    @cached_property
    def promises(self) -> int:
        """How many commitments of its people are open; those that ask for data or a look are not
        counted, since they end with it or outlast it.
        """
        still = self.initiative.commitments.filter(state=CommitmentState.OPEN)
        return still.exclude(kind__in=ASKED_FOR).count()
