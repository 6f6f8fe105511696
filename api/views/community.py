"""What the community said, and what it was answered; read only.

Nobody sends feedback by the API: the public form has its own protection of who writes, and asks
for nothing that a program would need.
"""

from typing import Any

from django.db.models import QuerySet

from api.serializers import community as shapes
from api.views.base import Reads
from initiatives.community import queries
from initiatives.community.filters import AnswerFilter, FeedbackFilter


class Feedback(Reads):
    """What the community said, as far as the caller may know of it."""

    serializer_class = shapes.FeedbackSerializer
    filter_set = FeedbackFilter

    def rows(self) -> QuerySet[Any]:
        return queries.feedback(self.viewer)


class ReportBacks(Reads):
    """What the community was answered, published or not."""

    serializer_class = shapes.ReportBackSerializer
    filter_set = AnswerFilter

    def rows(self) -> QuerySet[Any]:
        return queries.answers(self.viewer)
