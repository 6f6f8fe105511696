"""The page of a measure: its chart, who is still being missed, and the facts."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from initiatives.measures import queries, rules, spc
from initiatives.measures.choices import SignalState
from initiatives.measures.models import Measure, OperationalDefinition
from initiatives.people.models import User
from initiatives.web import chart_words
from initiatives.web.chart_words import figure
from initiatives.web.frame import page, viewer_of
from initiatives.web.judging_words import judged
from initiatives.web.views.measure_facts import facts_of
from initiatives.web.views.measure_groups import groups_context
from initiatives.web.views.measure_reading import Reading, note_seen, reading

SHOWN = 24  # periods in the table, unless all are asked for


@page
@gzip_page
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that a measure says, to whoever may see its initiative."""
    viewer = viewer_of(request)
    read = reading(request, pk)
    context = {
        **frame_context(viewer, read),
        "signals": queries.signals(viewer).filter(measure=read.measure, state=SignalState.OPEN),
        **chart_context(read, all_periods=request.GET.get("periods") == "all"),
        **groups_context(read),
    }
    note_seen(request, read)
    return render(request, "measures/page.html", context)


@page
@gzip_page
def measure_groups(request: HttpRequest, pk: int) -> HttpResponse:
    """All that can be said of how the groups of one vocabulary compare."""
    read = reading(request, pk)
    context = {
        **frame_context(viewer_of(request), read),
        **groups_context(read, whole=True),
    }
    context["crumbs"].append((read.measure.name, reverse("measure", args=[pk])))
    note_seen(request, read)
    return render(request, "measures/groups.html", context)


def frame_context(viewer: User, read: Reading) -> dict[str, Any]:
    """What is the same on every page of a measure: header, facts, and what may be done."""
    found = read.measure
    initiative = found.initiative
    return {
        "measure": found,
        "definition": read.definition,
        "read": read,
        "hidden_below": found.threshold - 1,
        "query": query_of(read),
        "crumbs": [
            (_("Initiatives"), reverse("initiative_list")),
            (initiative.title, reverse("initiative", args=[initiative.pk])),
        ],
        **permitted(viewer, found, read.definition),
    }


def query_of(read: Reading) -> str:
    """The query string of what is looked at; empty where there are no groups."""
    asked = {
        "by": read.vocabulary.key if read.vocabulary else "",
        "window": read.window.key if read.window else "",
    }
    return urlencode({name: key for name, key in asked.items() if key})


def permitted(
    viewer: User, found: Measure, definition: OperationalDefinition | None
) -> dict[str, Any]:
    """What the viewer may do with it."""
    draft = None
    if definition is None:
        draft = queries.definitions(viewer, found).filter(approved_at=None).first()
    return {
        "may_record": definition is not None and bool(rules.may_record(viewer, found)),
        "may_define": bool(rules.may_define(viewer, found.initiative)),
        "draft": draft,
        "may_approve": draft is not None and bool(rules.may_approve(viewer, draft)),
    }


def chart_context(read: Reading, *, all_periods: bool) -> dict[str, Any]:
    """The chart of everybody with its words, its table, and the facts beside it."""
    definition = read.definition
    if definition is None:
        return {}
    chart = queries.charted(read.found, None, read.marks)
    points = chart_words.points_of(chart, definition)
    there = [point for point in points if point.state != str(chart_words.NO_FIGURE)]
    return {
        "chart": chart,
        "at_a_glance": chart_words.mark_of(chart),
        "is_empty": not read.found.cells,
        "target_sentence": chart_words.target_in_words(chart, definition),
        "heads": chart_words.heads_of(definition),
        "points": points if all_periods else points[:SHOWN],
        "point_count": len(points),
        "latest": there[0] if there else None,
        "target": target_of(definition),
        "shifted_since": shifted_since(read, chart, definition),
        "judged": list(judged(definition, read.phases)),
        "facts": facts_of(read, chart),
    }


def shifted_since(read: Reading, chart: queries.Charted, definition: OperationalDefinition) -> str:
    """The period from which a new phase may be proposed; nothing while there is no shift."""
    suggestion = spc.suggest_phase(chart.analysis) if chart.analysis else None
    if suggestion is None:
        return ""
    starts = chart.periods[suggestion.first - 1]
    waiting = queries.proposed_phases(read.measure).filter(starts__gte=starts).exists()
    return "" if waiting else rules.label_of(starts, definition.frequency)


def target_of(definition: OperationalDefinition) -> str:
    """The target as a figure; nothing where none is set."""
    return "" if definition.target is None else figure(definition.target, definition.unit)
