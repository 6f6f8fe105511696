"""Whether somebody stands for the public pages in a language."""

from typing import NamedTuple

from django.db.models import Value

from initiatives.community.choices import Language
from initiatives.community.models import LanguageReview
from initiatives.community.texts import digest_of
from initiatives.people.models import User
from initiatives.switches.choices import Feature
from initiatives.switches.queries import off


class Reviewed(NamedTuple):
    """A language, what of it was confirmed as it reads now, and the last time before that."""

    language: str
    label: str
    now: LanguageReview | None
    before: LanguageReview | None


class PageFacts(NamedTuple):
    """Of a public page: whether its texts as they are now were confirmed, and whether the form is
    switched on.
    """

    confirmed: bool
    form_open: bool


def page_facts(language: str) -> PageFacts:
    """What every public page asks, by one statement."""
    read = LanguageReview.objects.filter(language=language, digest=digest_of(language))
    closed = off().filter(feature=Feature.PUBLIC_FORM)
    facts = (
        read.order_by()
        .values_list(Value("read"))
        .union(closed.order_by().values_list(Value("closed")))
    )
    found = {fact for (fact,) in facts}
    return PageFacts("read" in found, "closed" not in found)


def reviews(viewer: User) -> list[Reviewed]:
    """Each language with who read it."""
    read = list(LanguageReview.objects.select_related("confirmed_by"))
    found = []
    for value, label in Language.choices:
        own = [review for review in read if review.language == value]
        now = next((review for review in own if review.digest == digest_of(value)), None)
        before = next((review for review in own if review is not now), None)
        found.append(Reviewed(value, str(label), now, before))
    return found
