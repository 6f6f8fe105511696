"""Workforce and community in words and figures: rows of a table; what is masked has no number."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from initiatives.measures.disparity.estimates import Estimate
from initiatives.web.chart_words import MASK, NOTHING, number, signed
from initiatives.web.numbers import localized
from initiatives.workforce.queries import Section
from initiatives.workforce.rules.comparing import Community, Line


class Row(NamedTuple):
    """A group as a page shows it; `flag` where the estimate of the community is not steady."""

    label: str
    heads: str
    share: str
    community: str
    margin: str
    difference: str
    representation: str
    words: str
    flag: str


def name_of(section: Section) -> str:
    """The job family, or all of them."""
    if section.family is not None:
        return section.family
    return _("All job families") if section.count is not None else _("All job families counted")


def rows_of(section: Section) -> list[Row]:
    """The groups of a job family, in the order of the vocabulary."""
    return [row_of(line) for line in section.lines]


def row_of(line: Line) -> Row:
    """One group."""
    community = line.community
    return Row(
        label=line.label,
        heads=MASK if line.heads is None else localized(line.heads),
        share=share_of(line),
        community=MASK
        if line.community_masked
        else percent(community.share if community else None),
        margin=margin_of(community),
        difference=MASK if is_masked(line) else points(line.difference),
        representation=index_of(line),
        words=index_in_words(line.index),
        flag=_("The estimate is not steady") if community and community.unsteady else "",
    )


def is_masked(line: Line) -> bool:
    """Whether nothing that rests on both shares can be shown."""
    return line.heads is None or line.community_masked


def share_of(line: Line) -> str:
    """The share of the workforce."""
    if line.absent:
        return NOTHING
    return MASK if line.share is None else percent(line.share)


def percent(share: float | None) -> str:
    """A share in percent."""
    return number(None if share is None else 100 * share, 1, "%")


def points(difference: float | None) -> str:
    """A difference of shares in percentage points."""
    return signed(None if difference is None else 100 * difference, 1)


def margin_of(community: Community | None) -> str:
    """The margin of error of a share, with how large it is beside the estimate."""
    if community is None or not community.moe:
        return ""
    margin = localized(f"{100 * community.moe:.1f}")
    said = f"± {margin}"
    return (
        said if community.cv is None else f"{said}, CV\N{NO-BREAK SPACE}{variation(community.cv)}"
    )


def variation(cv: float) -> str:
    """A coefficient of variation in whole percent."""
    if cv >= 0.01:
        return number(100 * cv, 0, "%")
    said = _("under %(share)s") % {"share": number(1, 0, "%")}
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def index_of(line: Line) -> str:
    """The representation index with two decimals."""
    if is_masked(line):
        return MASK
    value = line.index.value if line.index else None
    return number(value, 2)


def index_in_words(index: Estimate | None) -> str:
    """What the index says, with its interval; never what it should be."""
    if index is None:
        return ""
    if index.value is None or index.low is None or index.high is None:
        return index.reason
    if index.low <= 1 <= index.high:
        said = _("from %(low)s to %(high)s: about the same as in the community")
    elif index.low > 1:
        said = _("from %(low)s to %(high)s: a larger share than in the community")
    else:
        said = _("from %(low)s to %(high)s: a smaller share than in the community")
    return said % {"low": number(index.low, 2), "high": number(index.high, 2)}
