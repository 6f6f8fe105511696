"""What each figure means, what it is out of, what is too few, and where the formula is from.

The page, the files, the API and docs/analytics.md say the same.
"""

from dataclasses import dataclass

from initiatives.base.lazy import format_lazy
from initiatives.base.lazy import gettext_lazy as _


@dataclass(frozen=True)
class Definition:
    """A figure in words; `source` names the formula or the rule."""

    title: str
    what: str
    out_of: str
    small: str
    source: str


FEW = _("With fewer than 11 no middle value and no share is told, since it would say little.")
RECORDS = format_lazy(
    _("Initiatives are records, not people, so their numbers are shown. {few}"), few=FEW
)
SINCE = _("The period chooses initiatives by the day they were chartered.")
DEFINITIONS = {
    "stays": Definition(
        _("Time in stage"),
        _(
            "Days from entering a stage to leaving it, forward, back, or to the end; time on hold "
            "counts too. Stays that go on count as long as they have lasted so "
            "far, so that long ones "
            "are not left out: a quarter, half and three quarters have left after so many days."
        ),
        format_lazy(
            _("Every stay in the stage that the history tells the beginning of. {since}"),
            since=SINCE,
        ),
        RECORDS,
        "Kaplan & Meier 1958, Journal of the American Statistical Association 53:457.",
    ),
    "sustained": Definition(
        _("Coming to a sustained change"),
        _(
            "Days from the charter to the day an initiative first reached sustaining or spread, or "
            "was closed with its aim met or partly met. One that was closed "
            "short of that stays among "
            "those that have not come to it."
        ),
        format_lazy(
            _(
                "Initiatives that were chartered here as an idea or a proposal. "
                "Those that a register brought, or that were under way when they "
                "came here, are left out: when they began is not known. {since}"
            ),
            since=SINCE,
        ),
        RECORDS,
        "Kaplan & Meier 1958; limits by Greenwood 1926 on the log(-log) scale (Kalbfleisch & "
        "Prentice 1980); ends short of the aim as in Fine & Gray 1999, Journal of the American "
        "Statistical Association 94:496.",
    ),
    "covered": Definition(
        _("Equity review and figures by group"),
        _(
            "Reviewed: somebody other than the accountable owner assessed the "
            "initiative against every "
            "principle that it serves, at any checkpoint. By group: at least one "
            "of its measures holds "
            "figures of groups of people."
        ),
        format_lazy(_("Initiatives past proposed, closed ones too. {since}"), since=SINCE),
        RECORDS,
        _("Shares as they are."),
    ),
    "gaps": Definition(
        _("Closing gaps"),
        _(
            "A gap is a group that was behind its reference in the first "
            "half-year of a measure's data "
            "by both tests of AHRQ (p at most 0.05, relative difference 10 % or "
            "more). In the latest "
            "half-year it shows no gap any more, is smaller in percentage points, or is as wide or "
            "wider, against the same reference: the one that was chosen, or the "
            "best group at first."
        ),
        _(
            "Gaps found in measures of shares of people under the definition in "
            "force. The share is of "
            "those of which something can be said. An initiative that serves "
            "several principles counts "
            "for each, and once in all. The period chooses initiatives by the "
            "day they were chartered."
        ),
        format_lazy(
            _(
                "Too few to say: fewer people than the measure's floor, counts "
                "that are masked, or an expected count under 5. Too early: the "
                "two half-years overlap. Only numbers of gaps are told, never of "
                "people. {few}"
            ),
            few=FEW,
        ),
        "Two tests of the National Healthcare Quality and Disparities Report (AHRQ); pooled z.",
    ),
    "found": Definition(
        _("Shortfalls found and closed"),
        _(
            "By the ways in which they were found, with the middle age of those "
            "that are open, and the "
            "middle number of days from found to closed. Somebody other than its "
            "owner confirms that a "
            "shortfall is closed. No name of a person is told."
        ),
        _(
            "Open and closed shortfalls that you may see; proposals, dismissed and merged ones are "
            "left out. One that was found in two ways counts for both, and once in all. The period "
            "chooses them by the day they were found."
        ),
        format_lazy(
            _("Shortfalls are records, not people, so their numbers are shown. {few}"), few=FEW
        ),
        "percentile_cont of PostgreSQL, as in docs/shortfalls.md.",
    ),
    "heard": Definition(
        _("Report-back"),
        _("People of the community who were answered within the 60 days that were promised."),
        _(
            "Voices that were answered or closed, or whose answer is past its "
            "day. It speaks of the "
            "entity with all below it; neither a period nor a principle narrows it, since the "
            "difference of two such numbers would tell of few people."
        ),
        _(
            "These are people. A place where 1 to 10 were answered in time, late "
            "or not at all is left "
            "out, with as many others as keep it from being worked out. It is "
            "the same for everybody."
        ),
        "The rule for rates of docs/feedback.md; Hundepool et al. 2012, Statistical Disclosure "
        "Control.",
    ),
    "lasting": Definition(
        _("Did it last?"),
        _(
            "What the latest look found after a change was handed over: it "
            "lasted, in part, not, or "
            "nobody has looked yet."
        ),
        format_lazy(
            _("Initiatives that were closed and handed over; abandoned ones are left out. {since}"),
            since=SINCE,
        ),
        RECORDS,
        _("Shares as they are."),
    ),
}
