"""What the status was: a number over time, what changed between two nights, and one's last look."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework import queries as framework
from initiatives.measures import spc
from initiatives.measures.rules import label_of
from initiatives.measures.spc.wording import RULES
from initiatives.people import queries as people
from initiatives.people.models import User
from initiatives.status import past
from initiatives.status.choices import Number, State, Step
from initiatives.status.past.charting import CHARTS
from initiatives.status.services import mark_seen
from initiatives.web import judging_words
from initiatives.web.chart_words import CAUSES, NOTHING
from initiatives.web.forms.past import ChangesForm, OverTimeForm
from initiatives.web.frame import page, viewer_of
from initiatives.web.frame.lists import BAD_REQUEST
from initiatives.web.words import day_in_words

SHOWN = 100
SPANS = (
    (1, _("In the last month")),
    (3, _("In the last three months")),
    (12, _("In the last year")),
)


class Line(NamedTuple):
    """A period in the table of a chart."""

    label: str
    day: date | None
    value: str
    state: State | None
    said: str


@page
def over_time(request: HttpRequest) -> HttpResponse:
    """A number of a cell as a control chart, with its table."""
    viewer = viewer_of(request)
    form = OverTimeForm(asked(request, viewer), viewer=viewer)
    readable = form.is_valid()
    context: dict[str, Any] = {"form": form, "readable": readable} | (
        read(viewer, form.cleaned_data) if readable else {}
    )
    return render(
        request, "status/over_time.html", context, status=200 if readable else BAD_REQUEST
    )


def asked(request: HttpRequest, viewer: User) -> QueryDict:
    """What the address asks for; what it leaves open is filled in."""
    given = QueryDict(mutable=True)
    edition, entity = framework.framework_in_force(viewer), people.root_in_sight(viewer)
    first = edition.principles.order_by("number").first() if edition else None
    usual = {"principle": first and first.pk, "entity": entity and entity.pk}
    for name, value in (usual | {"number": Number.OVERDUE, "by": ""}).items():
        given[name] = request.GET.get(name, "").strip() or str(value or "")
    return given


def read(viewer: User, given: dict[str, Any]) -> dict[str, Any]:
    """The chart that is asked for, or why there is none."""
    principle, entity = given["principle"], given["entity"]
    if principle is None or entity is None:
        return {}
    allowed = past.may_see_past(viewer, entity)
    if not allowed:
        return {"refusal": allowed.why, "entity": entity}
    step = Step(given["by"] or past.usual_step(viewer, principle, entity))
    found = past.trend(viewer, principle, entity, Number(given["number"]), step)
    return {
        "trend": found,
        "lines": list(lines_of(found))[::-1],
        "judged": list(judged(found)),
        "eyebrow": gettext("Principle %(number)s at %(short_name)s")
        % {"number": principle.number, "short_name": entity.short_name},
    }


def lines_of(found: past.Trend) -> Iterator[Line]:
    """A row a period, in the order of time."""
    points = found.analysis.points if found.analysis else [None] * len(found.points)
    for point, at in zip(found.points, points, strict=True):
        label = label_of(point.period, found.step)
        value = NOTHING if point.value is None else f"{point.value:,}"
        yield Line(
            label
            if point.is_over or found.step == Step.DAY
            else gettext("%(label)s, so far") % {"label": label},
            point.day,
            value,
            point.state,
            signal_in_words(at),
        )


def signal_in_words(point: spc.Point | None) -> str:
    """What a point says; nothing where it was not judged."""
    if point is None or point.cause is None:
        return ""
    word = str(CAUSES[point.cause][0])
    return f"{word}: {RULES[point.signal]}" if point.signal else word


def judged(found: past.Trend) -> Iterator[str]:
    """How the chart is made and judged."""
    yield (
        gettext(
            "Each point is the last night of its period that was kept. It counts everything at the "
            "entity and below it as the tree was that night. Confidential shortfalls are left out, "
            "for everybody."
        )
    )
    if found.analysis is not None:
        rules = found.analysis.rules
        yield gettext("Drawn as %(charts)s.") % {
            "charts": judging_words.CHARTS[CHARTS[found.number]]
        }
        yield gettext("Judged by the %(rules)s, version %(version)s.") % {
            "rules": rules.title,
            "version": rules.version,
        }
        yield (
            gettext(
                "What stands one night mostly stands the next, so a long run "
                "says that the level has "
                "moved; it does not say that something happened in each period."
            )
        )
    if found.rules_versions:
        yield gettext("States were judged by %(versions)s.") % {
            "versions": gettext(", then ").join(found.rules_versions)
        }


@page
def changes(request: HttpRequest) -> HttpResponse:
    """Which cells changed their state, since the last look or between two days."""
    viewer = viewer_of(request)
    form = ChangesForm(request.GET, viewer=viewer)
    readable = form.is_valid()
    context: dict[str, Any] = {
        "form": form,
        "readable": readable,
        "in_sight": past.is_in_sight(viewer),
        "seen_at": past.last_look(viewer),
        "spans": [(label, past.months_before(months).isoformat()) for months, label in SPANS],
        "shown": SHOWN,
    }
    if readable:
        context["found"] = found = past.changes(viewer, **form.cleaned_data)
        context["more"] = max(len(found.changes) - SHOWN, 0)
    return render(request, "status/changes.html", context, status=200 if readable else BAD_REQUEST)


@require_POST
@page
def seen(request: HttpRequest) -> HttpResponse:
    """The viewer has looked; from now on changes are told since then."""
    looked = mark_seen(actor=viewer_of(request))
    day = day_in_words(timezone.localtime(looked.seen_at))
    messages.success(
        request, gettext("Noted. Next time you are told what changed since %(day)s.") % {"day": day}
    )
    return redirect(reverse("status"))
