"""What an initiative must have before it enters a stage: the gates of its life.

Each gate asks for what the stage that it opens works with (docs/lifecycle.md says which and why).
What only higher packages know, they ask themselves: `introduce`, wired in `initiatives/apps.py`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.utils.translation import gettext, ngettext

from initiatives.base.errors import Missing
from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.choices import BEFORE_APPROVAL, Checkpoint, Stage, TeamPart
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import AIM_PARTS
from initiatives.portfolio.rules.standing import Standing

STAGES = list(Stage.values)
OWNER = Missing("owner", _("Name an accountable owner."))
ALIGNED = Missing("alignments", _("Align it with at least one principle and say how it serves it."))
Asker = Callable[[Standing], Iterable[Missing]]
_askers: dict[str, list[Asker]] = defaultdict(list)


def introduce(stage: str, asker: Asker) -> None:
    """Let the gate to a stage ask for more; a second introduction of the same changes nothing."""
    if asker not in _askers[stage]:
        _askers[stage].append(asker)


def missing_to_run(initiative: Initiative) -> list[Missing]:
    """What no initiative past proposed is without: an accountable owner and a principle."""
    missing = []
    if initiative.owner_id is None:
        missing.append(OWNER)
    if not initiative.alignments.exists():
        missing.append(ALIGNED)
    return missing


def missing_for(initiative: Initiative, stage: str) -> list[Missing]:
    """What keeps an initiative from being at a stage at all, however it came there."""
    return [] if stage in BEFORE_APPROVAL else missing_to_run(initiative)


def missing_at(standing: Standing, stage: str) -> list[Missing]:
    """What the gate to one stage still asks for; the gate to closing asks of good ends only."""
    return [missing for asker in _askers[stage] for missing in asker(standing)]


def missing_on_the_way(initiative: Initiative, stage: str) -> list[Missing]:
    """What the gates between where it is and a later stage ask for; nothing on the way back."""
    standing = Standing(initiative)
    now, then = STAGES.index(initiative.stage), STAGES.index(stage)
    between = STAGES[now + 1 : then + 1] if initiative.stage != Stage.CLOSED else []
    return [missing for one in between for missing in missing_at(standing, one)]


def next_stage(stage: str) -> str:
    """The stage after it; empty after the last."""
    at = STAGES.index(stage) + 1
    return STAGES[at] if at < len(STAGES) else ""


def gates_of(initiative: Initiative) -> tuple[list[Missing], list[Missing]]:
    """What the next gate asks for, and what those behind it would: it came in, or was let past."""
    if initiative.stage == Stage.CLOSED:
        return [], []
    standing = Standing(initiative)
    ahead = next_stage(initiative.stage)
    behind = STAGES[: STAGES.index(initiative.stage) + 1]
    passed = [missing for stage in behind for missing in missing_at(standing, stage)]
    return missing_at(standing, ahead), passed


def unassessed(standing: Standing, checkpoint: Checkpoint) -> list[Missing]:
    """The principles that nobody has assessed yet at a checkpoint."""
    word = checkpoint.label.lower()
    return [
        Missing(
            f"assess.{checkpoint.value}.{alignment.pk}",
            gettext(
                "Let someone other than the owner assess principle "
                "%(number)s at the checkpoint: %(word)s."
            )
            % {"number": alignment.principle.number, "word": word},
        )
        for alignment in standing.alignments
        if not standing.is_assessed(alignment, checkpoint)
    ]


def to_be_proposed(standing: Standing) -> Iterable[Missing]:
    """A problem that others can understand."""
    if not standing.initiative.problem:
        yield Missing(
            "problem", gettext("Describe the problem: what falls short, where, for whom.")
        )


def to_be_approved(standing: Standing) -> Iterable[Missing]:
    """A whole charter: owner, sponsor, lead, aim, principles with their review, definitions."""
    initiative = standing.initiative
    if initiative.owner_id is None:
        yield OWNER
    if initiative.sponsor_id is None:
        yield Missing("sponsor", gettext("Name a sponsor, who clears the way."))
    if TeamPart.LEAD not in standing.parts:
        yield Missing("member_0", gettext("Name a lead in its team."))
    lacking = [name for name in AIM_PARTS if not getattr(initiative, name)]
    if lacking:
        words = ", ".join(str(AIM_PARTS[name]) for name in lacking)
        yield Missing(
            lacking[0], gettext("Complete the aim; it lacks: %(words)s.") % {"words": words}
        )
    if not standing.alignments:
        yield ALIGNED
    if not standing.cites:
        yield Missing("definitions", gettext("Cite the definitions that it works by."))
    yield from unassessed(standing, Checkpoint.CHARTER)


def to_be_planned(standing: Standing) -> Iterable[Missing]:
    """A beginning."""
    initiative = standing.initiative
    if not (initiative.started_on or initiative.started_note):
        yield Missing("started_on", gettext("Say when it starts."))


def to_be_tested(standing: Standing) -> Iterable[Missing]:
    """A change to test, and a plan for measuring that was assessed."""
    if not standing.ideas:
        yield Missing("drivers", gettext("Put at least one change idea into the driver diagram."))
    yield from unassessed(standing, Checkpoint.MEASUREMENT)


def to_be_implemented(standing: Standing) -> Iterable[Missing]:
    """A change that a test showed to be worth it."""
    if not standing.tested:
        yield Missing(
            "cycles",
            gettext("Finish a test cycle with the decision to adopt, scale up or implement."),
        )
    yield from unassessed(standing, Checkpoint.TEST_REVIEW)


def to_be_sustained(standing: Standing) -> Iterable[Missing]:
    """A change that is part of the work, with somebody and a plan to keep it so."""
    if not standing.implemented:
        yield Missing(
            "ideas", gettext("Finish a test cycle with the decision to implement the change.")
        )
    yield from to_be_kept_up(standing)


def to_be_kept_up(standing: Standing) -> Iterable[Missing]:
    """Somebody and a plan to keep a change up."""
    if standing.handover.operational_owner_id is None:
        yield Missing(
            "operational_owner", gettext("Name the operational owner who keeps the change up.")
        )
    if not standing.handover.control_plan:
        yield Missing(
            "control_plan", gettext("Write the control plan: what is watched, and what then.")
        )


def to_be_spread(standing: Standing) -> Iterable[Missing]:
    """A place to spread to, or a reason not to."""
    if not standing.handover.spread_plan:
        yield Missing(
            "spread_plan", gettext("Say where it spreads to and how, or why it does not.")
        )


def to_be_closed(standing: Standing) -> Iterable[Missing]:
    """All that a change needs to last: an owner, plans, a day to look, and nothing left undone."""
    yield from to_be_kept_up(standing)
    yield from to_be_spread(standing)
    if standing.handover.look_again_on is None:
        yield Missing("look_again_on", gettext("Choose a day to look whether it lasted."))
    if standing.promises:
        said = ngettext(
            "Fulfil or withdraw what is promised: %(number)d commitment is open.",
            "Fulfil or withdraw what is promised: %(number)d are open.",
            standing.promises,
        )
        yield Missing("commitments", said % {"number": standing.promises})
    yield from unassessed(standing, Checkpoint.CLOSURE)


for stage, asker in (
    (Stage.PROPOSED, to_be_proposed),
    (Stage.APPROVED, to_be_approved),
    (Stage.PLANNING, to_be_planned),
    (Stage.TESTING, to_be_tested),
    (Stage.IMPLEMENTING, to_be_implemented),
    (Stage.SUSTAINING, to_be_sustained),
    (Stage.SPREAD, to_be_spread),
    (Stage.CLOSED, to_be_closed),
):
    introduce(stage, asker)
