"""What the worker does again and again."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import jobs as shapes
from api.views.base import KEY, Reads, action, extend_schema, idempotent
from initiatives.jobs import queries, services


class Jobs(Reads):
    """Each job with its last run, for administrators and auditors."""

    serializer_class = shapes.JobSerializer

    def rows(self) -> QuerySet[Any]:
        return queries.runs(self.viewer)

    @extend_schema(request=None, responses=shapes.JobSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    @idempotent
    def run(self, request: Request, pk: str) -> Response:
        """Have the worker do it once more within seconds; for administrators."""
        services.ask_for_run(actor=self.viewer, run=self.find())
        return self.answer(self.find())
