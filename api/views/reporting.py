"""The views for reporting by API: the same rows as by SQL."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django.core.signing import BadSignature
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import BadQuery
from api.pagination import SAYS, SIGNER, Cursor, plain
from api.serializers.reporting import ReportingViewSerializer, shape_of
from api.views.base import PAGING, Collection, extend_schema
from api.views.status import asked
from initiatives.status.reporting import reading
from initiatives.status.reporting.contract import View, views

ASKED = {
    "entity": asked("entity", "Only rows at this entity and below it."),
    "since": OpenApiParameter(
        "since", date, description="Only rows of this day and later; moments are of a day by UTC."
    ),
}


class RowsCursor(Cursor):
    """Goes forth only, by the key of a view; the last key that was given is in the cursor."""

    def after(self, request: Request, view: View) -> list[Any] | None:
        """The key of the last row of the page before; raises BadQuery for another view's."""
        cursor = request.query_params.get("cursor", "")
        if not cursor:
            return None
        try:
            name, values = SIGNER.unsign_object(cursor)
            if name != view.name:
                raise ValueError
        except (BadSignature, ValueError):
            raise BadQuery({"cursor": SAYS["cursor"]}) from None
        return list(values)

    def page_of(
        self, request: Request, view: View, read: Callable[[Any, int], list[dict[str, Any]]]
    ) -> list[dict[str, Any]]:
        """One page; one row more is read to know whether another follows."""
        self.request, self.size = request, self.size_asked(request)
        found = read(self.after(request, view), self.size + 1)
        page = found[: self.size]
        more = len(found) > self.size
        key = [plain(page[-1][name]) for name in view.key] if more else []
        self.forth = SIGNER.sign_object([view.name, key]) if more else None
        self.back = None
        return page


class ReportingViews(Collection):
    """What can be read of the whole system from elsewhere: masked, and free of people's data."""

    serializer_class = ReportingViewSerializer
    pagination_class = None

    @extend_schema(responses=ReportingViewSerializer(many=True))
    def list(self, request: Request) -> Response:
        """The views with their columns, for executives, auditors, equity leads and administrators

        of the whole system. Each is a collection below this address, and a view of the database.
        """
        self.knows(())
        found = reading.described(self.viewer)
        return Response(ReportingViewSerializer(found, many=True).data)


class ReportingRows(Collection):
    """The rows of one view."""

    pagination_class = RowsCursor
    shown: ClassVar[View]

    def list(self, request: Request) -> Response:
        view = self.shown
        self.knows({*view.filters, *PAGING})
        entity = self.key("entity") if "entity" in view.filters else None
        since = self.day("since") if "since" in view.filters else None

        def read(after: Any, size: int) -> list[dict[str, Any]]:
            wanted = reading.Asked(entity, since, after)
            return reading.rows(self.viewer, view, wanted, size)

        pages = self.paginator
        assert isinstance(pages, RowsCursor)
        rows = pages.page_of(request, view, read)
        assert self.serializer_class is not None
        return pages.get_paginated_response(self.serializer_class(rows, many=True).data)


def collection_of(view: View) -> type[ReportingRows]:
    """The collection of one view, with its shape and its filters in the schema."""
    shape = shape_of(view)
    described = extend_schema(
        responses=shape(many=True),
        parameters=[ASKED[name] for name in view.filters],
        description=view.about,
    )

    class Rows(ReportingRows):
        shown, serializer_class = view, shape

        @described
        def list(self, request: Request) -> Response:
            return super().list(request)

    return Rows


COLLECTIONS = {name: collection_of(view) for name, view in views().items()}
