"""How the groups of a measure compare: the parts that its page and the page of groups share."""

from typing import Any

from django.urls import reverse

from initiatives.measures import drawing, queries
from initiatives.measures.models import OperationalDefinition, Stratification
from initiatives.web.crossed_words import crossed_table
from initiatives.web.gap_words import (
    difference_unit,
    known_in_words,
    plot_of,
    rows_of,
)
from initiatives.web.summary_words import summary_rows
from initiatives.web.views.measure_reading import Reading

LEAST = 2  # periods, of which anything over time can be shown


def groups_context(read: Reading, *, whole: bool = False) -> dict[str, Any]:
    """Everything below "Who is still being missed"; with the summary measures for the `whole`."""
    definition = read.definition
    if definition is None:
        return {}
    found = read.disparities
    context: dict[str, Any] = {"tabs": tabs_of(read, whole=whole), "disparities": found}
    if found is None:
        return context
    rows = rows_of(found, definition)
    return {
        **context,
        "group_rows": rows,
        "plot": plot_of(found),
        "absent": [one.stratum.label for one in found.groups if not one.cell],
        "behind": sum(row.mark == "behind" for row in rows),
        "difference_unit": difference_unit(definition),
        "known": known_in_words(found.completeness, definition),
        "summary": list(summary_rows(found.summary(read.measure.floor), definition))
        if whole
        else [],
        **over_time(read),
        **meetings(read, definition),
    }


def tabs_of(read: Reading, *, whole: bool) -> list[dict[str, Any]]:
    """The vocabularies as links, where there is more than one."""
    name = "measure_groups" if whole else "measure"
    address = reverse(name, args=[read.measure.pk])
    if len(read.vocabularies) < 2:
        return []
    return [
        {
            "label": one.title,
            "url": f"{address}?by={one.key}#missed",
            "current": one == read.vocabulary,
        }
        for one in read.vocabularies
    ]


def over_time(read: Reading) -> dict[str, Any]:
    """A small chart for each group on one scale, and its gap to the reference that stays."""
    if len(read.found.periods) < LEAST:
        return {}
    there = {group for _, group in read.found.cells}
    charts = [
        queries.charted(read.found, one.pk, read.marks)
        for one in read.found.groups
        if one.pk in there
    ]
    reference = queries.reference_stratum(read.found)
    gaps = queries.gaps_over_time(read.found, reference) if reference else []
    gaps = [gap for gap in gaps if gap.group in there]
    return {
        "small": charts,
        "small_scale": drawing.shared_scale([chart.drawing for chart in charts]),
        "reference": reference,
        "gaps": gaps,
        "gap_scale": drawing.shared_scale([gap.drawing for gap in gaps]),
    }


def meetings(read: Reading, definition: OperationalDefinition) -> dict[str, Any]:
    """Where the two chosen vocabularies meet, if this is one of them."""
    pair = queries.intersection(read.measure)
    if pair is None or read.window is None or read.vocabulary not in (pair.one, pair.other):
        return {}
    crossed = queries.crossed(read.found, read.window)
    return {
        "pair": in_order(pair.one, pair.other),
        "crossed": crossed,
        "crossed_table": crossed_table(crossed, definition) if crossed else None,
        "sums": [one for one in read.windows if one.is_sum],
    }


def in_order(one: Stratification, other: Stratification) -> list[Stratification]:
    """The two as the table has them: rows first."""
    return sorted((one, other), key=lambda vocabulary: vocabulary.pk)
