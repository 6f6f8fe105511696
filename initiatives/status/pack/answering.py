"""What the community heard back in the period, and how many of those who spoke have an answer."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from initiatives.base.days import short_day
from initiatives.base.lazy import gettext_lazy as _
from initiatives.community.choices import AnswerState
from initiatives.community.models import ReportBack
from initiatives.community.queries import Line, answers, figures, wording_for
from initiatives.community.queries.answers import heard_from
from initiatives.status.pack.asking import Asked, address
from initiatives.status.pack.parts import Column, Section, Table

SHOWN = 10
LANGUAGES = ("en",)
METHOD = _(
    "Answers published in the period. Of those who spoke, the figures are of all time and masked "
    "where few spoke: from two periods a small number could be worked out."
)
COLUMNS = (
    Column(_("What was heard"), 3),
    Column(_("What came of it"), 3),
    Column(_("Entity"), 1.3),
    Column(_("Published"), 1),
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
        title=gettext("Answers published in the period"),
        columns=COLUMNS,
        rows=tuple(row_of(one) for one in rows[:SHOWN]),
        empty=gettext("No answer to the community was published in the period."),
        more=gettext("And %(rest)s more in the list of answers") % {"rest": f"{rest:,}"}
        if rest > 0
        else "",
        where=address("answer_list", state="published"),
        rows_named=False,
    )
    return Answering(
        section=Section(gettext("Report-back"), (said_of(line),), (table,), METHOD),
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
        return gettext("There are no figures on answers for this place yet.")
    if line.masked or line.due is None:
        return gettext("So few spoke here that no figures on answers are told.")
    said = ngettext(
        "Of %(due)d voice due an answer, %(answered)s have one",
        "Of %(due)d voices due an answer, %(answered)s have one",
        line.due,
    )
    words = said % {"due": line.due, "answered": f"{line.answered:,}"}
    if line.median_days is None:
        return f"{words}."
    days = round(line.median_days)
    said = ngettext(
        "%(words)s; half of them within %(days)d day.",
        "%(words)s; half of them within %(days)d days.",
        days,
    )
    return said % {"words": words, "days": days}


def row_of(one: ReportBack) -> tuple[str, ...]:
    """An answer as it was published."""
    wording = wording_for(one, LANGUAGES)
    voices = heard_from(one.voices)  # type: ignore[attr-defined]
    said = ngettext("%(heard)s (%(voices)d voice)", "%(heard)s (%(voices)d voices)", voices or 0)
    heard = said % {"heard": wording.heard, "voices": voices} if voices else wording.heard
    came = " ".join(
        filter(None, [one.get_decision_display() + ".", wording.done, wording.not_done])
    )
    when = short_day(one.published_on) if one.published_on else ""
    return heard, came, str(one.entity), when
