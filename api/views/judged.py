"""What the charts and gaps of a measure say, as the calculators answer it."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import BadQuery
from api.serializers import judged as shapes
from api.views.base import Collection, action, extend_schema
from initiatives.measures import disparity, queries, rules, services, spc
from initiatives.measures.models import Measure, Stratification, Stratum

BY = OpenApiParameter("by", str, description="The key of a vocabulary, to see its groups as well.")
GROUP = OpenApiParameter("group", str, description="The code of a group, to see it alone.")
BY_WHICH = OpenApiParameter("by", str, required=True, description="The key of a vocabulary.")
WINDOW = OpenApiParameter(
    "window", str, description="The key of a window, by default that of the latest period."
)
NOTHING: dict[str, Any] = {"phases": [], "beyond": [], "variation": None, "assurance": None}
NO_POINT: dict[str, Any] = {"value": None, "signal": None}


class Judged(Collection):
    """For the measure of the address."""

    @extend_schema(responses=shapes.ChartSerializer, parameters=[BY, GROUP], filters=False)
    @action(detail=True, pagination_class=None)
    def chart(self, request: Request, pk: str) -> Response:
        """The chart of everybody, or of one group: centre, limits, runs and signals, and in words.

        Who holds the data role sees what rests on small counts, and that it was seen is noted.
        """
        self.knows(["by", "group"])
        measure = self.find()
        found = queries.published(self.viewer, measure, self.vocabulary(measure))
        group = self.group(found)
        self.note(found)
        return Response(shapes.ChartSerializer(chart_of(found, group)).data)

    @extend_schema(responses=shapes.GapsSerializer, parameters=[BY_WHICH, WINDOW], filters=False)
    @action(detail=True, pagination_class=None)
    def gaps(self, request: Request, pk: str) -> Response:
        """How the groups of a vocabulary compare in a window of time.

        Who holds the data role sees the counts, and that they were seen is noted.
        """
        self.knows(["by", "window"])
        measure = self.find()
        vocabulary = self.vocabulary(measure, needed=True)
        found = queries.published(self.viewer, measure, vocabulary)
        windows = queries.windows(found)
        key = request.query_params.get("window", "")
        if key and key not in {one.key for one in windows}:
            words = ", ".join(one.key for one in windows[:10]) or "none, since nothing is recorded"
            raise BadQuery({"window": f"There is no such window. There are {words}."})
        self.note(found)
        return Response(shapes.GapsSerializer(gaps_of(found, windows, key)).data)

    def vocabulary(self, measure: Measure, *, needed: bool = False) -> Stratification | None:
        """The vocabulary that is asked for; raises BadQuery for one that the measure has not."""
        key = self.request.query_params.get("by")
        if not key and not needed:
            return None
        found = {one.key: one for one in measure.stratifications.all()}
        if not key or key not in found:
            names = ", ".join(sorted(found)) or "none"
            raise BadQuery({"by": f"This measure is stratified by {names}."})
        return found[key]

    def group(self, found: queries.Published) -> Stratum | None:
        """The group that is asked for; raises BadQuery for one that is not there."""
        code = self.request.query_params.get("group")
        if not code:
            return None
        if found.stratification is None:
            raise BadQuery({"by": "Say by which vocabulary this is a group."})
        groups = {one.code: one for one in found.strata}
        if code not in groups:
            raise BadQuery({"group": f"There are the groups {', '.join(groups)}."})
        return groups[code]

    def note(self, found: queries.Published) -> None:
        """Note that counts are seen that others do not get."""
        if found.whole:
            services.note_counts_seen(actor=self.viewer, measure=found.measure)


def chart_of(found: queries.Published, group: Stratum | None) -> dict[str, Any]:
    """A chart as plain data."""
    chart = queries.charted(found, group.pk if group else None)
    points = [NO_POINT] * len(chart.cells)
    said = spc.answered(chart.analysis) if chart.analysis else NOTHING | {"points": points}
    return said | {
        "stratification": found.stratification and found.stratification.key,
        "group": group and group.code,
        "label": chart.label,
        "sentence": chart.sentence,
        "unit": chart.drawing.unit,
        "masked": not found.whole,
        "periods": periods_of(found, chart),
    }


def periods_of(found: queries.Published, chart: queries.Charted) -> list[dict[str, Any]]:
    """What each point is of."""
    frequency = found.definition.frequency if found.definition else "month"
    return [
        {
            "starts": period,
            "label": rules.label_of(period, frequency),
            "state": cell.state if cell else "",
            "masked": bool(cell and cell.masked),
            "excluded": bool(cell and cell.excluded),
        }
        for period, cell in zip(chart.periods, chart.cells, strict=True)
    ]


def gaps_of(found: queries.Published, windows: list[queries.Window], key: str) -> dict[str, Any]:
    """A comparison as plain data."""
    gaps = queries.disparities_of(found, key)
    analysis = gaps.analysis(found.measure.floor) if gaps else None
    said = disparity.answered(analysis, found.measure.threshold) if analysis else nothing_of(found)
    return said | {
        "stratification": found.stratification and found.stratification.key,
        "window": gaps and gaps.window,
        "windows": windows,
        "masked": not found.whole,
        "sentence": gaps.plot.sentence if gaps else queries.NO_GROUPS,
        "why": gaps.why if gaps else queries.NO_GROUPS,
        "because": gaps.because if gaps else "",
        "completeness": completeness_in(gaps.completeness) if gaps else None,
        "groups": groups_in(gaps, said["groups"]) if gaps else [],
        "notes": disparity.notes_on(analysis.strata) if analysis else [],
    }


def nothing_of(found: queries.Published) -> dict[str, Any]:
    """What the calculator answers where nothing can be compared."""
    definition, vocabulary = found.definition, found.stratification
    better = definition is not None and definition.direction == "increase"
    return {
        "direction": "favourable" if better else "adverse",
        "ordered": bool(vocabulary and vocabulary.ordered),
        "overlapping": bool(vocabulary and vocabulary.overlapping),
        "threshold": found.measure.threshold,
        "floor": found.measure.floor,
        "reference": None,
        "overall": None,
        "groups": [],
        "summary": {},
        "choices": [],
        "simulation": {},
    }


def groups_in(gaps: queries.Disparities, compared: Any) -> list[dict[str, Any]]:
    """Each group with its code; a masked one, and one without data, has nothing but its name."""
    by_label = {one["label"]: one for one in compared}
    return [
        {"code": one.stratum.code, "label": one.stratum.label, "masked": one.is_masked}
        | (by_label.get(one.stratum.label, {}) if one.result else {})
        for one in gaps.groups
    ]


def completeness_in(found: queries.Completeness) -> dict[str, Any]:
    """Of how many the group is known, and how many are missing in which way."""
    return {
        "share": found.share,
        "people": found.people,
        "absent": dict(found.absent),
        "masked": found.masked,
    }
