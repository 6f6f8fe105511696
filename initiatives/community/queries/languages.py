"""Whether somebody stands for the public pages in a language."""

from typing import NamedTuple

from initiatives.community.choices import Language
from initiatives.community.models import LanguageReview
from initiatives.community.texts import digest_of
from initiatives.people.models import User


class Reviewed(NamedTuple):
    """A language, what of it was confirmed as it reads now, and the last time before that."""

    language: str
    label: str
    now: LanguageReview | None
    before: LanguageReview | None


def is_confirmed(language: str) -> bool:
    """Whether the texts as they are now were confirmed."""
    return LanguageReview.objects.filter(language=language, digest=digest_of(language)).exists()


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
