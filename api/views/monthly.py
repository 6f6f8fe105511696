"""The status once a month, by mail: one's own choice."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import monthly as shapes
from api.versions import version_in, with_etag
from api.views.base import IF_MATCH, Collection, extend_schema
from initiatives.exports import queries, services
from initiatives.people import queries as people

NO_MAIL = {"when": "", "day": None, "entity": None}


class MonthlyMail(Collection):
    """One's own choice of the monthly mail."""

    serializer_class = shapes.MonthlyMailSerializer
    pagination_class = None

    def chosen(self) -> dict[str, Any]:
        """What is chosen now."""
        found = queries.monthly_mail(self.viewer)
        return {name: getattr(found, name) for name in NO_MAIL} if found else dict(NO_MAIL)

    def now(self) -> Response:
        """The choice with the version of one's own record."""
        found = queries.monthly_mail(self.viewer)
        person = people.person(self.viewer, self.viewer.pk)
        chosen = self.chosen() | {
            "chosen_at": found.chosen_at if found else None,
            "version": person.version,
        }
        return with_etag(self.answer(chosen), person)

    @extend_schema(responses=shapes.MonthlyMailSerializer)
    def retrieve(self, request: Request) -> Response:
        """Whether and when it comes, and of what."""
        return self.now()

    @extend_schema(
        request=shapes.MonthlyMailChangeSerializer,
        responses=shapes.MonthlyMailSerializer,
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request) -> Response:
        """Choose when it comes and of what; an empty `when` ends it."""
        version = version_in(request)
        given = self.chosen() | self.given(shapes.MonthlyMailChangeSerializer)
        services.choose_monthly(actor=self.viewer, version=version, **given)
        return self.now()
