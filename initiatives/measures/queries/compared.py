"""A group beside the others, in words and as it is drawn; a masked one without any number."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures import disparity, drawing
from initiatives.measures.models import OperationalDefinition, Stratum
from initiatives.measures.queries.cells import Cell
from initiatives.measures.queries.published import Published
from initiatives.measures.queries.windows import Window

MASKED = _("Too few to show without telling who they are.")
NO_DATA = _("Nothing was recorded.")


@dataclass(frozen=True, slots=True)
class Compared:
    """A group in a window: its counts as the viewer sees them, and how it compares if it can be."""

    stratum: Stratum
    cell: Cell | None
    result: disparity.Comparison | None

    @property
    def is_masked(self) -> bool:
        """Whether its counts are too small to show."""
        return self.cell is not None and self.cell.masked

    @property
    def words(self) -> str:
        """What may be said of it, in a sentence."""
        if self.is_masked:
            return MASKED
        return disparity.sentence(self.result) if self.result else NO_DATA


def plot_of(
    found: Published,
    definition: OperationalDefinition,
    chosen: Window,
    groups: Sequence[Compared],
    reference: disparity.Reference | None,
) -> drawing.DotPlot:
    """The groups with their intervals, held to the reference."""
    factor = definition.multiplier
    return drawing.DotPlot(
        title=f"{found.measure.name}: {found.stratification}, {chosen.label}",
        sentence=sentence_of(groups, reference),
        rows=tuple(row_of(one, factor) for one in groups),
        line=float(reference.rate) * factor if reference else None,
        line_label=reference.label if reference else "",
        unit=definition.unit,
    )


def row_of(one: Compared, factor: float) -> drawing.Row:
    """A group as it is drawn; a masked one has no number."""
    if one.is_masked:
        return drawing.Row(one.stratum.label, "masked", why=MASKED)
    if one.result is None:
        return drawing.Row(one.stratum.label, "few", why=NO_DATA)
    rate = one.result.rate.times(factor)
    return drawing.Row(
        label=one.stratum.label,
        tone=tone_of(one.result),
        people=one.result.group.denominator,
        value=rate.value,
        low=rate.low,
        high=rate.high,
        why=one.result.why if one.result.verdict is disparity.Verdict.TOO_FEW else "",
    )


def tone_of(result: disparity.Comparison) -> str:
    """How a group is drawn: its verdict, never a difference that says nothing."""
    if result.is_reference:
        return "reference"
    if result.verdict is disparity.Verdict.TOO_FEW:
        return "few"
    if result.verdict is disparity.Verdict.NO_GAP_DETECTED:
        return "same"
    return "worse" if result.standing is disparity.Standing.WORSE else "better"


def sentence_of(groups: Sequence[Compared], reference: disparity.Reference | None) -> str:
    """What the comparison says: who is behind, of whom too little is known, who is masked."""
    if reference is None:
        return gettext("The groups cannot be compared.")
    tones = [(one.stratum.label, tone_of(one.result)) for one in groups if one.result]
    behind = [label for label, tone in tones if tone == "worse"]
    few = sum(tone == "few" for _, tone in tones)
    masked = sum(one.is_masked for one in groups)
    said = [
        gettext("Behind %(reference)s: %(behind)s.")
        % {"reference": reference.label, "behind": ", ".join(behind)}
        if behind
        else gettext(
            "No meaningful gap to %(reference)s was detected where there are enough people."
        )
        % {"reference": reference.label}
    ]
    if few:
        said.append(
            gettext("Too few to say: %(few)s of %(groups)s groups.")
            % {"few": few, "groups": len(groups)}
        )
    if masked:
        said.append(gettext("Masked: %(masked)s.") % {"masked": masked})
    return " ".join(said)
