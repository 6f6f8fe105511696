"""The evidence of an initiative's progress, and the score that it proposes.

It rests on what everybody who sees the initiative may see: small numbers are masked whoever asks,
so that the score tells none of them and is the same for all.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q

from initiatives.measures.alarm.shapes import Plan
from initiatives.measures.choices import SignalKind, SignalState
from initiatives.measures.models import Measure, OperationalDefinition, Phase, Signal
from initiatives.measures.queries.cells import Standing as Recorded
from initiatives.measures.queries.cells import standings
from initiatives.measures.queries.charts import starts_of
from initiatives.measures.queries.masking import masked
from initiatives.measures.queries.published import periods_of
from initiatives.measures.queries.watched import line_of
from initiatives.measures.rules.gains import figures_of, gains, share_closed
from initiatives.people.models import User
from initiatives.portfolio.choices import BEFORE_APPROVAL, CycleStep, TeamPart
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules import visible_initiatives
from initiatives.portfolio.rules.charter import missing_aim_parts
from initiatives.portfolio.rules.evidence import Evidence, Reading
from initiatives.portfolio.rules.progress import Proposal, propose
from initiatives.portfolio.rules.standing import Standing

LEADS = (TeamPart.LEAD, TeamPart.CLINICAL_LEAD)
PAST_DO = (CycleStep.STUDY, CycleStep.ACT, CycleStep.DONE)
FOR_THE_WORSE = (SignalKind.WORSE, SignalKind.WIDENING, SignalKind.OVERALL)


def progress(viewer: User, initiative: Initiative) -> Proposal:
    """The score proposed for an initiative; raises Initiative.DoesNotExist for one out of sight.

    Nine queries, however many measures, figures and cycles there are.
    """
    return proposal_of(visible_initiatives(viewer).get(pk=initiative.pk))


def proposal_of(initiative: Initiative) -> Proposal:
    """The same for the tracker itself, which shows nothing of it by that."""
    return propose(evidence(initiative))


def evidence(initiative: Initiative) -> Evidence:
    """Everything that the scale asks about."""
    parts = dict(
        initiative.members.order_by()
        .values("part")
        .annotate(n=Count("pk"))
        .values_list("part", "n")
    )
    leads = sum(parts.get(part, 0) for part in LEADS)
    team = sum(number for part, number in parts.items() if part != TeamPart.ADVISER)
    drivers = Q(drivers__retired_at=None)
    tests = Q(drivers__cycles__step__in=PAST_DO)
    counted = Initiative.objects.filter(pk=initiative.pk).aggregate(
        standing=Count("drivers", filter=drivers, distinct=True),
        done=Count("drivers__cycles", filter=tests, distinct=True),
    )
    handover = Standing(initiative).handover
    return Evidence(
        approved=initiative.stage not in BEFORE_APPROVAL,
        leads=leads,
        members=team - min(leads, 1),
        aim_missing=tuple(missing_aim_parts(initiative)),
        measures=tuple(readings(initiative)),
        groups_worse=worse_signals(initiative),
        control_plan=bool(handover.control_plan),
        operational_owner=handover.operational_owner_id is not None,
        drivers=counted["standing"],
        tests=counted["done"],
    )


def worse_signals(initiative: Initiative) -> int:
    """Signals for the worse that wait, but for those that would tell of what few may know."""
    waiting = Signal.objects.filter(
        measure__initiative=initiative, state=SignalState.OPEN, kind__in=FOR_THE_WORSE
    )
    return waiting.exclude(source__shortfall__confidential=True).count()


def readings(initiative: Initiative) -> list[Reading]:
    """What its measures with a definition in force show, by name."""
    in_force = OperationalDefinition.objects.filter(measure__initiative=initiative, in_force=True)
    definitions = list(in_force.select_related("measure").order_by("measure__name", "measure"))
    keys = [one.measure_id for one in definitions]
    recorded, phases, overlapping = standings(keys), phases_of(keys), overlapping_of(keys)
    return [
        reading(one, recorded[key], phases[key], overlapping[key])
        for one, key in zip(definitions, keys, strict=True)
    ]


def reading(
    definition: OperationalDefinition,
    recorded: Recorded,
    phases: Iterable[date],
    overlapping: dict[int, bool],
) -> Reading:
    """What a measure shows of everybody, judged on the cells that everyone may see."""
    measure = definition.measure
    cells = masked(recorded, overlapping, measure.threshold, definition.chart)
    periods = periods_of(cells, definition)
    plan = Plan(
        chart=definition.chart,
        direction=definition.direction,
        rules=definition.rules,
        screen=definition.screen,
        freeze=definition.freeze,
        phases=tuple(starts_of(phases, periods)),
        floor=measure.floor,
    )
    line = line_of(cells, None, periods)
    figures = figures_of(line, plan, definition.multiplier)
    held, adverse = gains(line, plan)
    return Reading(
        key=measure.pk,
        name=measure.name,
        kind=measure.kind,
        periods=len(figures),
        has_target=definition.target is not None,
        closed=share_closed(figures, definition.baseline, definition.target, plan.sign),
        held=held,
        adverse=adverse,
    )


def phases_of(measures: list[int]) -> dict[int, list[date]]:
    """The first days of the phases that stand, by measure."""
    found: dict[int, list[date]] = defaultdict(list)
    rows = Phase.objects.filter(
        measure__in=measures, approved_at__isnull=False, withdrawn_at__isnull=True
    )
    for measure, starts in rows.order_by("starts").values_list("measure", "starts"):
        found[measure].append(starts)
    return found


def overlapping_of(measures: list[int]) -> dict[int, dict[int, bool]]:
    """By measure: of each of its vocabularies, whether a person may be in several groups."""
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    rows = Measure.objects.filter(pk__in=measures, stratifications__isnull=False).order_by()
    for row in rows.values_list("pk", "stratifications", "stratifications__overlapping"):
        found[row[0]][row[1]] = row[2]
    return found
