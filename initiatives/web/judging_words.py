"""How the charts of a measure are judged, in words."""

from collections.abc import Iterable, Iterator

from initiatives.measures import rules, spc
from initiatives.measures.models import OperationalDefinition, Phase
from initiatives.web.words import day_in_words

CHARTS = {
    "run": "a run chart: the median, without limits",
    "i": "an individuals chart (XmR): the mean, with limits from how much one figure differs from "
    "the next",
    "mr": "a moving range chart: how much one figure differs from the one before",
    "p": "a proportions chart (p): all events by all people, with limits that are wider where "
    "fewer people were counted",
    "pp": "a Laney proportions chart (p\N{PRIME}): limits widened by how much periods truly differ",
    "u": "a rates chart (u): all events by all that was at risk, with limits that are wider where "
    "less was at risk",
    "up": "a Laney rates chart (u\N{PRIME}): limits widened by how much periods truly differ",
    "c": "a counts chart (c): the mean count, with limits as chance alone would set them",
    "g": "a chart of cases between events (g): the median, since such counts are skewed",
    "t": "a chart of the time between events (t)",
}


def judged(definition: OperationalDefinition, phases: Iterable[Phase]) -> Iterator[str]:
    """How the chart is judged: its kind, its rules, what its limits come from, its phases."""
    yield f"Drawn as {CHARTS[definition.chart]}."
    rule_set = spc.RULE_SETS[definition.rules]
    yield f"Judged by the {rule_set.title}, version {definition.rules_version}."
    if definition.chart in ("i", "t"):
        yield (
            "Screening is on: jumps that are far larger than the others are left out of the limits "
            "once."
            if definition.screen
            else "Screening is off: every jump from one figure to the next counts for the limits."
        )
    if definition.freeze:
        yield f"Frozen baseline: centre and limits come from the first {definition.freeze} periods."
    for phase in phases:
        yield phase_in_words(phase, definition)
    approved = f", approved by {definition.approved_by}" if definition.approved_by else ""
    when = f" on {day_in_words(definition.approved_at.date())}" if definition.approved_at else ""
    yield f"Counted under version {definition.number} of its definition{approved}{when}."


def phase_in_words(phase: Phase, definition: OperationalDefinition) -> str:
    """Since when centre and limits are drawn anew, who approved that, and why."""
    since = rules.label_of(phase.starts, definition.frequency)
    return (
        f"New centre and limits since {since}: {phase.reason.rstrip('.')}. Proposed by "
        f"{phase.proposed_by}, approved by {phase.approved_by}."
    )
