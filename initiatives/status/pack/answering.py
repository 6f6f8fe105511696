"""What the community heard back in the period, and how many of those who spoke have an answer."""

from dataclasses import dataclass

from django.db.models import QuerySet

from initiatives.community.choices import AnswerState
from initiatives.community.models import ReportBack
from initiatives.community.queries import Line, answers, figures, wording_for
from initiatives.community.queries.answers import heard_from
from initiatives.status.pack.asking import Asked, address
from initiatives.status.pack.parts import Column, Section, Table
from initiatives.status.rules import count

SHOWN = 10
LANGUAGES = ("en",)
METHOD = (
    "Answers published in the period. Of those who spoke, the figures are of all time and masked "
    "where few spoke: from two periods a small number could be worked out."
)
COLUMNS = (
    Column("What was heard", 3),
    Column("What came of it", 3),
    Column("Entity", 1.3),
    Column("Published", 1),
)


@dataclass(frozen=True)
class Answering:
    """The section, how many answers were published, and the figures where they are told."""

    section: Section
    published: int
    due: int | None
    answered: int | None


def answering(asked: Asked) -> Answering:
    """Report-back at the entity and below it."""
    rows = published(asked)
    number = rows.count()
    line = line_of(asked)
    told = line is not None and not line.masked
    rest = number - SHOWN
    table = Table(
        title="Answers published in the period",
        columns=COLUMNS,
        rows=tuple(row_of(one) for one in rows[:SHOWN]),
        empty="No answer to the community was published in the period.",
        more=f"And {rest:,} more in the list of answers" if rest > 0 else "",
        where=address("answer_list", state="published"),
        rows_named=False,
    )
    return Answering(
        section=Section("Report-back", (said_of(line),), (table,), METHOD),
        published=number,
        due=line.due if line and told else None,
        answered=line.answered if line and told else None,
    )


def published(asked: Asked) -> QuerySet[ReportBack]:
    """The answers that came out in the period."""
    return answers(asked.viewer).filter(
        state=AnswerState.PUBLISHED,
        published_on__range=(asked.period.start, asked.period.end),
        entity__lineage__contains=[asked.entity.pk],
    )


def line_of(asked: Asked) -> Line | None:
    """The masked figures of the entity; of a root, of all. None where nobody spoke or is read."""
    found = figures(asked.viewer, masked=True)
    if asked.entity.parent_id is None:
        return found.whole if found.lines else None
    return next((one for one in found.lines if one.entity == asked.entity), None)


def said_of(line: Line | None) -> str:
    """How many of those who spoke have an answer, as it may be told."""
    if line is None:
        return "There are no figures on answers for this place yet."
    if line.masked or line.due is None:
        return "So few spoke here that no figures on answers are told."
    words = f"Of {count(line.due, 'voice')} due an answer, {line.answered:,} have one"
    if line.median_days is None:
        return f"{words}."
    return f"{words}; half of them within {count(round(line.median_days), 'day')}."


def row_of(one: ReportBack) -> tuple[str, ...]:
    """An answer as it was published."""
    wording = wording_for(one, LANGUAGES)
    voices = heard_from(one.voices)  # type: ignore[attr-defined]
    heard = f"{wording.heard} ({count(voices, 'voice')})" if voices else wording.heard
    came = " ".join(
        filter(None, [one.get_decision_display() + ".", wording.done, wording.not_done])
    )
    when = f"{one.published_on:%-d %b %Y}" if one.published_on else ""
    return heard, came, str(one.entity), when
