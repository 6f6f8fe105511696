"""What the community said and was answered, as tables.

The words themselves are in none of them: what people said in their own words is read voice by
voice, by those who look after it, and leaves the tracker in no file.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from initiatives.community import queries as community
from initiatives.community import rules
from initiatives.community.filters import AnswerFilter, FeedbackFilter
from initiatives.community.models import Feedback, ReportBack
from initiatives.exports.tables.shapes import Row, Table, name, yes
from initiatives.people.models import User


def voices(viewer: User) -> QuerySet[Feedback]:
    """As its list; raises NotAllowed for those for whom there is none."""
    rules.may_read(viewer).require()
    return community.feedback(viewer)


def answers(viewer: User) -> QuerySet[ReportBack]:
    """As its list; raises NotAllowed for those for whom there is none."""
    rules.may_read(viewer).require()
    return community.answers(viewer)


def voice_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        promise = one.answer_commitment
        yield (
            one.pk,
            (
                *(one.reference, one.entity.name, one.get_language_display()),
                *(one.get_channel_display(), one.get_kind_display()),
                ", ".join(str(theme) for theme in one.themes.all()),
                *(name(one.owner), one.received_on, one.get_state_display(), yes(one.set_aside)),
                promise.due_on if promise and promise.state == "open" else None,
            ),
        )


def answer_cells(viewer: User, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
    for one in rows:
        yield (
            one.pk,
            (
                *(one.reference, one.entity.name, name(one.principle), one.get_decision_display()),
                ", ".join(wording.get_language_display() for wording in one.wordings.all()),
                *(one.written_by.name, name(one.approved_by), one.published_on),
                one.get_state_display(),
            ),
        )


FEEDBACK = Table(
    "feedback",
    "Community feedback",
    voices,
    FeedbackFilter,
    (
        *("Reference", "Entity", "Language", "How it came", "Kind", "Themes", "Who answers"),
        *("Came on", "State", "Set aside", "Answer due on"),
    ),
    voice_cells,
)
REPORT_BACKS = Table(
    "report_backs",
    "Answers to the community",
    answers,
    AnswerFilter,
    (
        *("Reference", "Entity", "Principle", "Decision", "Languages", "Written by"),
        *("Approved by", "Published on", "State"),
    ),
    answer_cells,
)
