"""What the gate to testing asks of measures: enough of them, by group, with a baseline."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from initiatives.base.errors import Missing
from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.choices import MeasureKind
from initiatives.measures.models import Measure, Observation
from initiatives.portfolio.rules.standing import Standing

NEEDED = {
    MeasureKind.OUTCOME: _("Define and approve an outcome measure: whether people are better off."),
    MeasureKind.PROCESS: _(
        "Define and approve a process measure: whether the change is carried out."
    ),
    MeasureKind.BALANCING: _(
        "Define and approve a balancing measure: whether anything gets worse."
    ),
}


def to_be_tested(standing: Standing) -> Iterable[Missing]:
    """A family of measures in force, one of them by group, one with a baseline."""
    groups = Measure.stratifications.through.objects.filter(measure=OuterRef("pk"))
    figures = Observation.objects.filter(measure=OuterRef("pk"), replaced_by=None)
    measures = list(
        Measure.objects.filter(initiative=standing.initiative, definitions__in_force=True)
        .order_by()
        .values_list("kind", Exists(groups), Exists(figures))
    )
    kinds = {kind for kind, _, _ in measures}
    for kind, words in NEEDED.items():
        if kind not in kinds:
            yield Missing(f"measures.{kind.value}", words)
    if not (standing.initiative.unstratified_because or any(by for _, by, _ in measures)):
        yield Missing(
            "unstratified_because", gettext("Count a measure by group too, or say why none can be.")
        )
    if measures and not any(known for _, _, known in measures):
        yield Missing("measures.baseline", gettext("Record the baseline: no measure has data yet."))
