"""Search over everything that the caller may see."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.errors import BadQuery
from api.serializers.search import FoundSerializer
from api.views.base import Collection, extend_schema
from api.views.status import asked
from initiatives.base.references import plain_key
from initiatives.people import queries as people
from initiatives.people.models import Entity
from initiatives.status.search import BY_KEY, LONGEST, MOST, PAGE, complaint, search

PAGES = MOST // PAGE
WORDS = OpenApiParameter(
    "q",
    {"type": "string", "minLength": 1, "maxLength": LONGEST},
    required=True,
    description=(
        'Words that must all occur; "in quotes" side by side; `-without`; `or`. The last word may '
        "be only begun. A reference such as QI-42 is found as `direct`."
    ),
)
KIND = OpenApiParameter(
    "kind", str, enum=tuple(BY_KEY), description="One kind only, by the page; else a few of each."
)
PAGE_NUMBER = OpenApiParameter(
    "page",
    {"type": "integer", "minimum": 1, "maximum": PAGES, "default": 1},
    description=f"Which {PAGE} of one kind.",
)


class Search(Collection):
    """Everything that the caller may see and that holds some words, by kind, the best first."""

    serializer_class = FoundSerializer
    pagination_class = None
    answers_one = True

    @extend_schema(
        responses=FoundSerializer,
        parameters=[
            WORDS,
            KIND,
            asked("entity", "Only at this entity and below it; by default everywhere."),
            PAGE_NUMBER,
        ],
    )
    def list(self, request: Request) -> Response:
        """Search by words. Where next to nothing holds them, titles that are spelt alike."""
        self.knows({"q", "kind", "entity", "page"})
        found = search(self.viewer, self.words(), self.kind(), self.entity(), self.page_number())
        return Response(FoundSerializer(found, context=self.get_serializer_context()).data)

    def words(self) -> str:
        """What is searched for; raises BadQuery for what cannot be."""
        text: str = self.request.query_params.get("q", "")
        problem = complaint(text) or ("" if text.strip() else "Say what to search for.")
        if problem:
            raise BadQuery({"q": problem})
        return text

    def kind(self) -> str:
        """The one kind; raises BadQuery for one that there is not."""
        kind: str = self.request.query_params.get("kind", "")
        if kind and kind not in BY_KEY:
            raise BadQuery({"kind": f"kind is one of {', '.join(BY_KEY)}."})
        return kind

    def entity(self) -> Entity | None:
        """The entity; raises BadQuery for what is no key, and DoesNotExist where there is none."""
        key = self.key("entity")
        return people.entity(self.viewer, key) if key else None

    def page_number(self) -> int:
        """The page; raises BadQuery beyond what is ranked."""
        number = plain_key(self.request.query_params.get("page", "1"))
        if number is None or number > PAGES:
            raise BadQuery({"page": f"page is a whole number from 1 to {PAGES}; add a word."})
        return number
