"""What an assessment asks: the expectations of the principle, and what the answers allow.

Under a later edition only what changed is asked: an expectation whose words are the same was
answered under the former one, at the same checkpoint.
"""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from initiatives.framework.models import Expectation
from initiatives.portfolio.choices import Rating
from initiatives.portfolio.models import Alignment, Answer

FINE = (Rating.MET, Rating.NOT_APPLICABLE)


def questions(alignment: Alignment, checkpoint: str) -> list[Expectation]:
    """The expectations to be judged at a checkpoint, in their order."""
    asked = list(alignment.principle.expectations.all())
    known = {same(answer.expectation.text) for answer in answered_before(alignment, checkpoint)}
    return [one for one in asked if same(one.text) not in known]


def answered_before(alignment: Alignment, checkpoint: str) -> list[Answer]:
    """What the latest assessments under former editions answered, of what is still expected."""
    expected = {same(one.text) for one in alignment.principle.expectations.all()}
    found: dict[str, Answer] = {}
    former = alignment.carried_from
    while former is not None:
        latest = former.assessments.filter(checkpoint=checkpoint).first()
        answers = latest.answers.select_related("expectation") if latest else ()
        for answer in answers:
            found.setdefault(same(answer.expectation.text), answer)
        former = former.carried_from
    return [answer for text, answer in found.items() if text in expected]


def same(text: str) -> str:
    """The words of an expectation as they are compared: without case and doubled spaces."""
    return " ".join(text.casefold().split())


def answer_errors(
    asked: Collection[Expectation], answers: Mapping[int, str], rating: str
) -> dict[str, str]:
    """Each expectation is judged, and nothing else; a principle that does not apply asks none."""
    keys = {one.pk for one in asked}
    if set(answers) - keys:
        return {"answers": _("Only the expectations that this checkpoint asks can be judged.")}
    if not set(answers.values()) <= set(Rating.values):
        return {
            "answers": _("Judge each expectation as one of: %(values)s.")
            % {"values": ", ".join(Rating.values)}
        }
    if rating != Rating.NOT_APPLICABLE and keys - set(answers):
        open_ones = "; ".join(one.text for one in asked if one.pk not in answers)
        return {
            "answers": _("Judge each expectation; not judged yet: %(open_ones)s.")
            % {"open_ones": open_ones}
        }
    return {}


def rating_errors(ratings: Collection[str], rating: str) -> dict[str, str]:
    """The whole cannot be better than its parts, nor fall short where no part does."""
    fine = all(one in FINE for one in ratings)
    if rating == Rating.MET and not fine:
        return {
            "rating": _(
                "Not every expectation is met, so the principle as a whole is partly met "
                "or not met."
            )
        }
    if ratings and fine and rating in (Rating.PARTLY, Rating.NOT_MET):
        return {"rating": _("Every expectation is met, so say which one is not.")}
    return {}
