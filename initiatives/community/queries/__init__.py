"""Reading voices, answers, and the figures on them."""

from initiatives.community.queries.answers import (
    answer,
    answers,
    by_code,
    published,
    published_for,
    waiting_feedback,
    wording_for,
)
from initiatives.community.queries.figures import Asked, Figures, Line, figures, who_speaks
from initiatives.community.queries.languages import PageFacts, Reviewed, page_facts, reviews
from initiatives.community.queries.voices import (
    Shown,
    feedback,
    feedback_item,
    offered_places,
    shown,
    theme,
    themes,
)

__all__ = [
    "Asked",
    "Figures",
    "Line",
    "PageFacts",
    "Reviewed",
    "Shown",
    "answer",
    "answers",
    "by_code",
    "feedback",
    "feedback_item",
    "figures",
    "offered_places",
    "page_facts",
    "published",
    "published_for",
    "reviews",
    "shown",
    "theme",
    "themes",
    "waiting_feedback",
    "who_speaks",
    "wording_for",
]
