"""How the charts of a measure are judged, in words."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.measures import rules, spc
from initiatives.measures.models import OperationalDefinition, Phase
from initiatives.web.words import day_in_words

CHARTS = {
    "run": gettext_lazy("a run chart: the median, without limits"),
    "i": gettext_lazy(
        "an individuals chart (XmR): the mean, with limits from how much one figure differs from "
        "the next"
    ),
    "mr": gettext_lazy("a moving range chart: how much one figure differs from the one before"),
    "p": gettext_lazy(
        "a proportions chart (p): all events by all people, with limits that are wider where "
        "fewer people were counted"
    ),
    "pp": gettext_lazy(
        "a Laney proportions chart (p′): limits widened by how much periods truly differ"  # noqa: RUF001
    ),
    "u": gettext_lazy(
        "a rates chart (u): all events by all that was at risk, with limits that are wider where "
        "less was at risk"
    ),
    "up": gettext_lazy(
        "a Laney rates chart (u′): limits widened by how much periods truly differ"  # noqa: RUF001
    ),
    "c": gettext_lazy(
        "a counts chart (c): the mean count, with limits as chance alone would set them"
    ),
    "g": gettext_lazy(
        "a chart of cases between events (g): the median, since such counts are skewed"
    ),
    "t": gettext_lazy("a chart of the time between events (t)"),
}


def judged(definition: OperationalDefinition, phases: Iterable[Phase]) -> Iterator[str]:
    """How the chart is judged: its kind, its rules, what its limits come from, its phases."""
    yield _("Drawn as %(chart)s.") % {"chart": CHARTS[definition.chart]}
    yield _("Judged by the %(rules)s, version %(version)s.") % {
        "rules": spc.RULE_SETS[definition.rules].title,
        "version": definition.rules_version,
    }
    if definition.chart in ("i", "t"):
        yield screening_in_words(definition)
    if definition.freeze:
        yield _("Frozen baseline: centre and limits come from the first %(periods)s periods.") % {
            "periods": definition.freeze
        }
    for phase in phases:
        yield phase_in_words(phase, definition)
    yield counted_under(definition)


def screening_in_words(definition: OperationalDefinition) -> str:
    """What becomes of jumps that are far larger than the others."""
    if definition.screen:
        return _(
            "Screening is on: jumps that are far larger than the others are left out of the limits "
            "once."
        )
    return _("Screening is off: every jump from one figure to the next counts for the limits.")


def counted_under(definition: OperationalDefinition) -> str:
    """Under which version of its definition something is counted, and who approved that."""
    said = {"number": definition.number, "person": definition.approved_by}
    if definition.approved_by is None or definition.approved_at is None:
        return _("Counted under version %(number)s of its definition.") % said
    day = day_in_words(definition.approved_at.date())
    return _(
        "Counted under version %(number)s of its definition, approved by %(person)s on %(day)s."
    ) % {**said, "day": day}


def phase_in_words(phase: Phase, definition: OperationalDefinition) -> str:
    """Since when centre and limits are drawn anew, who approved that, and why."""
    return _(
        "New centre and limits since %(since)s: %(reason)s. Proposed by %(proposed_by)s, approved "
        "by %(approved_by)s."
    ) % {
        "since": rules.label_of(phase.starts, definition.frequency),
        "reason": phase.reason.rstrip("."),
        "proposed_by": phase.proposed_by,
        "approved_by": phase.approved_by,
    }
