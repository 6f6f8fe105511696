"""What a change of vocabularies would do, as its preview shows it."""

from typing import Any

from django.forms import ValidationError
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.errors import Invalid
from initiatives.base.permission import Answer
from initiatives.measures import queries, rules
from initiatives.measures.loading import read_stratifications
from initiatives.measures.queries import ForeseenVocabulary
from initiatives.people.models import User
from initiatives.web.forms.sent_files import unwrapped
from initiatives.web.frame import ActionPage
from initiatives.web.vocabulary_words import changes_of
from initiatives.workforce.queries import counted_by


class VocabularyPage(ActionPage):
    """What all of these share."""

    def permission(self) -> Answer:
        return rules.may_keep_vocabularies(self.viewer)

    def url_after(self, result: Any) -> str:
        return reverse("vocabulary_list")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(gettext("Vocabularies"), reverse("vocabulary_list"))]


def instead_of(foreseen: list[ForeseenVocabulary]) -> str:
    """What each takes the place of, as the form carries it."""
    return ",".join(str(one.instead_of) for one in foreseen)


def seen_again(viewer: User, content: str) -> list[ForeseenVocabulary]:
    """What a file that a form carried would change; nothing where it is none."""
    try:
        return queries.foreseen_vocabularies(viewer, read_stratifications(unwrapped(content)))
    except (Invalid, ValidationError):
        return []


def preview_of(viewer: User, foreseen: list[ForeseenVocabulary]) -> dict[str, Any]:
    """What the preview shows: with the changes, what of a workforce stands under the former."""
    return {
        "foreseen": [
            (one, changes_of(one.changes), counted_by(viewer, one.former) if one.former else 0)
            for one in foreseen
        ],
        "new": [one for one in foreseen if one.known is None],
    }
