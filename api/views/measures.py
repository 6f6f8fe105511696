"""Measures, vocabularies, and what was observed."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import imports as files
from api.serializers import measures as shapes
from api.versions import optional_version_in, version_in, with_etag
from api.views.base import (
    IF_MATCH,
    KEY,
    MAY_MATCH,
    PAGING,
    Collection,
    Reads,
    action,
    extend_schema,
    idempotent,
)
from api.views.charting import Charting
from api.views.judged import BY, Judged
from initiatives.base.errors import Invalid
from initiatives.measures import queries, services
from initiatives.measures.filters import MeasureFilter
from initiatives.measures.importing import LIMITS
from initiatives.measures.models import Measure
from initiatives.measures.rules.figures import Entry

PLACES = ("stratum", "other_stratum")


class Measures(Charting, Judged, Reads):
    """What initiatives count, with the definition in force."""

    serializer_class = shapes.MeasureSerializer
    filter_set = MeasureFilter
    questions = ("figures", "chart", "gaps")  # its query string may be wrong

    def rows(self) -> QuerySet[Any]:
        return queries.measures(self.viewer)

    @extend_schema(
        request=shapes.NewMeasureSerializer,
        responses={201: shapes.MeasureSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Define a measure, with the draft of how it is counted."""
        given = self.given(shapes.NewMeasureSerializer)
        given["terms"] = services.Terms(**given["terms"])
        return self.again(services.define_measure(actor=self.viewer, **given), 201)

    @extend_schema(
        request=shapes.MeasureChangeSerializer,
        responses=shapes.MeasureSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change its name, kind, owner, threshold or floor, or add vocabularies."""
        version, measure = version_in(request), self.find()
        given = self.given(shapes.MeasureChangeSerializer)
        services.revise_measure(actor=self.viewer, measure=measure, version=version, **given)
        return self.answer(self.find())

    @extend_schema(responses=shapes.OperationalDefinitionSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def definitions(self, request: Request, pk: str) -> Response:
        """All its definitions, the latest first."""
        found = queries.definitions(self.viewer, self.find())
        return Response(shapes.OperationalDefinitionSerializer(found, many=True).data)

    @extend_schema(
        request=shapes.TermsSerializer,
        responses={200: shapes.OperationalDefinitionSerializer},
        parameters=[KEY, MAY_MATCH],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def draft(self, request: Request, pk: str) -> Response:
        """Write the next definition; the one in force stays until this one is approved."""
        terms = services.Terms(**self.given(shapes.TermsSerializer))
        made = services.revise_definition(
            actor=self.viewer,
            measure=self.find(),
            terms=terms,
            version=optional_version_in(request),
        )
        return Response(shapes.OperationalDefinitionSerializer(made).data)

    @extend_schema(request=None, responses=shapes.MeasureSerializer, parameters=[KEY, MAY_MATCH])
    @action(detail=True, methods=["post"])
    @idempotent
    def approve(self, request: Request, pk: str) -> Response:
        """Put the draft in force; not for who wrote it."""
        draft = queries.definitions(self.viewer, self.find()).filter(approved_at=None).first()
        if draft is None:
            raise Invalid({"definition": "There is no draft to approve."})
        services.approve_definition(
            actor=self.viewer, definition=draft, version=optional_version_in(request)
        )
        return self.answer(self.find())

    @extend_schema(responses=shapes.FiguresSerializer, parameters=[BY], filters=False)
    @action(detail=True, pagination_class=None)
    def figures(self, request: Request, pk: str) -> Response:
        """What was observed, by period and group; small counts are masked.

        Who holds the data role sees the counts, and that they were seen is noted.
        """
        self.knows(["by"])
        measure = self.find()
        found = queries.published(self.viewer, measure, self.vocabulary(measure))
        if found.whole:
            services.note_counts_seen(actor=self.viewer, measure=measure)
        return Response(shapes.FiguresSerializer(figures_of(found)).data)

    @extend_schema(responses=files.ObservationImportSerializer(many=True), filters=False)
    @action(detail=True, parser_classes=(MultiPartParser, *Reads.parser_classes))
    def imports(self, request: Request, pk: str) -> Response:
        """The files that were brought in for it, the latest first."""
        self.knows(PAGING)
        found = queries.observation_imports(self.viewer, self.find()).defer("content", "verdicts")
        return self.page_of(found, files.ObservationImportSerializer)

    @extend_schema(
        request={"multipart/form-data": files.FileSerializer},
        responses={201: files.JudgedObservationsSerializer},
        parameters=[KEY],
    )
    @imports.mapping.post
    @idempotent
    def upload(self, request: Request, pk: str) -> Response:
        """Send a file of figures; every problem is told by row and nothing is written yet."""
        given = self.given(files.FileSerializer)
        file = given.pop("file")
        if file.size > LIMITS.size:
            raise Invalid({"file": "The file is larger than 10 MB. Split it."})
        made = services.preview_observations(
            actor=self.viewer,
            measure=self.find(),
            content=file.read(),
            file_name=file.name,
            **given,
        )
        whole = files.JudgedObservationsSerializer(made).data
        return with_etag(Response(whole, status=201), made)

    def place_of(self, key: int) -> str:
        if self.action == "upload":
            return reverse("api:observation-import-detail", args=[key])
        return super().place_of(key)


class Observations(Collection):
    """What was counted. It is read as the `figures` of a measure."""

    pagination_class = None

    @extend_schema(
        request=shapes.NewObservationsSerializer,
        responses={200: shapes.RecordedSerializer},
        parameters=[KEY],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Record up to 10,000 observations, all of them or none; the same again changes nothing.

        Errors name the entry, counted from 1, and the field: `12.numerator`.
        """
        given = self.given(shapes.NewObservationsSerializer)
        measure = given["measure"]
        entries = entries_of(measure, given["entries"])
        done = services.record_observations(actor=self.viewer, measure=measure, entries=entries)
        return Response(shapes.RecordedSerializer(done).data)


def entries_of(measure: Measure, given: list[dict[str, Any]]) -> list[Entry]:
    """Entries with the keys of their groups; raises Invalid for codes that are not known."""
    keys = {
        (vocabulary.key, group.code): group.pk
        for vocabulary in measure.stratifications.prefetch_related("strata")
        for group in vocabulary.strata.all()
    }
    entries, errors = [], {}
    for row, said in enumerate(given, 1):
        groups: Mapping[str, str] = said.pop("groups", {})
        unknown = [pair for pair in groups.items() if pair not in keys]
        if unknown or len(groups) > 2:
            errors[f"{row}.groups"] = complaint(unknown)
            continue
        found = [keys[pair] for pair in groups.items()]
        entries.append(Entry(**said | dict(zip(PLACES, found, strict=False))))
    if errors:
        raise Invalid(errors)
    return entries


def complaint(unknown: list[tuple[str, str]]) -> str:
    """What is wrong with the groups of an entry."""
    if not unknown:
        return "Two groups meet at most."
    key, code = unknown[0]
    return f"The measure has no group '{code:.60}' of '{key:.60}'."


def figures_of(found: queries.Published) -> dict[str, Any]:
    """What is shown, group by group as the vocabulary has them."""
    codes = {None: None} | {group.pk: group.code for group in found.strata}
    cells = [
        asdict(cell) | {"group": code}
        for key, code in codes.items()
        for cell in found.series(key)
        if cell is not None
    ]
    return {
        "stratification": found.stratification and found.stratification.key,
        "threshold": found.measure.threshold,
        "masked": not found.whole,
        "cells": cells,
    }
