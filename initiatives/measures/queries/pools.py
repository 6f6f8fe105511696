"""The groups of a measure in a window, and where two vocabularies meet; masked where it must be."""

from collections.abc import Mapping
from dataclasses import dataclass

from initiatives.measures.models import Intersection, Measure, Stratification, Stratum
from initiatives.measures.queries.cells import Cell, Group, Place, Standing, hide, standing
from initiatives.measures.queries.masking import hidden_places
from initiatives.measures.queries.published import Published
from initiatives.measures.queries.sums import added_up, total
from initiatives.measures.queries.windows import Window
from initiatives.measures.suppression import Meeting, Pooled, Sheet, masks_of_pool

Pair = tuple[int, int]  # a group of the first vocabulary, and one of the second


@dataclass(frozen=True, slots=True)
class Taken:
    """Everybody (None) and the groups of one vocabulary in a window.

    `withheld`: no sum could be shown without telling what is masked, so there is none.
    """

    window: Window
    cells: dict[Group, Cell]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Crossed:
    """Where the groups of two vocabularies meet, with those of each in all, in a window."""

    window: Window
    rows: list[Stratum]
    columns: list[Stratum]
    cells: dict[Pair, Cell]
    row_totals: Taken
    column_totals: Taken
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Summed:
    """The sums of a window, one by vocabulary, and what is masked of them; None: all of them."""

    vocabularies: tuple[Stratification, ...]
    sides: tuple[dict[Group, Cell], ...]
    meetings: dict[Pair, Cell]
    masks: set[Pooled | Meeting] | None

    def taken(self, vocabulary: Stratification, window: Window) -> Taken:
        """The groups of one of the vocabularies, as they may be shown."""
        side = self.vocabularies.index(vocabulary)
        if self.masks is None:
            return Taken(window, {}, withheld=True)
        masks = self.masks
        return Taken(
            window,
            {
                group: hide(cell) if Pooled(side, group) in masks else cell
                for group, cell in self.sides[side].items()
            },
        )


def taken(found: Published, window: Window) -> Taken:
    """The groups of what is published, in one of its windows."""
    if not window.is_sum:
        period = window.periods[0]
        cells = {group: cell for (day, group), cell in found.cells.items() if day == period}
        return Taken(window, cells)
    if found.whole:
        return Taken(window, added_up(found.cells.values(), window))
    assert found.stratification is not None
    pair = pair_of(found.measure)
    own = (found.stratification,)
    sums = summed(found, pair if pair and found.stratification in pair else own, window)
    return sums.taken(found.stratification, window)


def crossed(found: Published, window: Window) -> Crossed | None:
    """Where the two chosen vocabularies meet; None where none were chosen, or nothing recorded.

    `found` is what is published of one of them. A single period is for who holds the data role.
    """
    pair = pair_of(found.measure)
    if pair is None or not (window.is_sum or found.whole):
        return None
    sums = summed(found, pair, window)
    if not sums.meetings:
        return None
    masks = sums.masks or set()
    cells = {
        key: hide(cell) if Meeting(*key) in masks else cell for key, cell in sums.meetings.items()
    }
    return Crossed(
        window=window,
        rows=list(pair[0].strata.all()),
        columns=list(pair[1].strata.all()),
        cells={} if sums.masks is None else cells,
        row_totals=sums.taken(pair[0], window),
        column_totals=sums.taken(pair[1], window),
        withheld=sums.masks is None,
    )


def pair_of(measure: Measure) -> tuple[Stratification, Stratification] | None:
    """The two vocabularies that are shown where they meet, in the order in which data have them."""
    found = Intersection.objects.filter(measure=measure).select_related("one", "other").first()
    if found is None:
        return None
    one, other = sorted((found.one, found.other), key=lambda vocabulary: vocabulary.pk)
    return one, other


def summed(found: Published, vocabularies: tuple[Stratification, ...], window: Window) -> Summed:
    """The sums of a window by one vocabulary or by two, with their masks decided together."""
    everything = standing(found.measure, meetings=len(vocabularies) > 1)
    keys = [vocabulary.pk for vocabulary in vocabularies]
    sheets = [groups_in(everything, key, window) for key in keys]
    everybody = [cell for place, cell in everything.cells.items() if place[1] is None]
    sides = tuple(added_up([*everybody, *sheet.values()], window) for sheet in sheets)
    met = meetings_in(everything, keys, window)
    if len(vocabularies) > 1 and not met:  # nothing joins the two
        assert found.stratification is not None
        return summed(found, (found.stratification,), window)
    masks = set() if found.whole else masks_of(found, everything, vocabularies, sheets, met, window)
    if masks is not None and not found.whole:
        sides = tuple(without_hidden_total(found, side, window) for side in sides)
    return Summed(vocabularies, sides, met, masks)


def groups_in(everything: Standing, vocabulary: int, window: Window) -> dict[Place, Cell]:
    """The groups of a vocabulary in the periods of a window."""
    return {
        (period, group): cell
        for (period, group), cell in everything.cells.items()
        if period in window.periods
        and group is not None
        and everything.vocabulary_of[group] == vocabulary
    }


def meetings_in(everything: Standing, keys: list[int], window: Window) -> dict[Pair, Cell]:
    """The sums where the groups of two vocabularies meet."""
    gathered: dict[Pair, list[Cell]] = {}
    for (period, group, other), cell in everything.meetings.items():
        of = [everything.vocabulary_of.get(one) for one in (group, other)]
        if period in window.periods and of == keys:
            gathered.setdefault((group, other), []).append(cell)
    return {key: total(cells) for key, cells in gathered.items()}


def masks_of(
    found: Published,
    everything: Standing,
    vocabularies: tuple[Stratification, ...],
    sheets: list[dict[Place, Cell]],
    met: Mapping[Pair, Cell],
    window: Window,
) -> set[Pooled | Meeting] | None:
    """What is masked of the sums, so that they tell nothing that is masked of single periods.

    All of it where everybody is masked in a period: vocabularies share that number, and each would
    have to keep it.
    """
    definition = found.definition
    assert definition is not None
    overlapping = dict(found.measure.stratifications.values_list("pk", "overlapping"))
    threshold = found.measure.threshold
    hidden = hidden_places(everything, overlapping, threshold, definition.chart)
    shares_people = any(vocabulary.overlapping for vocabulary in vocabularies)
    if not shares_people and any((period, None) in hidden for period in window.periods):
        return None
    return masks_of_pool(
        [sheet_of(cells, hidden, definition.chart) for cells in sheets],
        {key: parts for key, cell in met.items() if (parts := cell.parts(definition.chart))},
        hidden_periods={
            period
            for period in window.periods
            if shares_people or (period, None) not in everything.cells
        },
        threshold=threshold,
    )


def sheet_of(cells: Mapping[Place, Cell], hidden: set[Place], chart: str) -> Sheet:
    """A vocabulary for the audit: the counts of its groups, and which are masked."""
    parts = {place: found for place, cell in cells.items() if (found := cell.parts(chart))}
    return Sheet(parts, frozenset(hidden & set(parts)))


def without_hidden_total(
    found: Published, side: dict[Group, Cell], window: Window
) -> dict[Group, Cell]:
    """Everybody is not added up where one of the periods is masked, or has no figure."""
    shown = [found.cells.get((period, None)) for period in window.periods]
    if None in side and any(cell is None or cell.masked for cell in shown):
        return {**side, None: hide(side[None])}
    return side
