"""Whether gaps between groups close: those found in the first data, against the latest.

The statement pools shares of people over the first half-year of a measure's data and over the
latest, and judges each group against its reference by the two tests of `measures.disparity`
(p at most 0.05 by the pooled z test, and a relative difference of 10 % or more in either framing).
Where an expected count is under 5, that package turns to an exact test; here it is too few to say.

No count of people leaves the statement, only numbers of gaps. A group with counts that would be
masked, in either half-year, is too few to say and tells not even which way it went.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework.models import Principle
from initiatives.measures.choices import PROPORTIONS, Direction
from initiatives.measures.disparity.significance import LEAST_EXPECTED
from initiatives.people.models import User
from initiatives.status.analytics.asking import answered
from initiatives.status.analytics.cohort import Cohort
from initiatives.status.analytics.figures import share_of
from initiatives.status.analytics.gap_statement import GAPS

CHI_SQUARE = 3.841458820694124  # of one degree of freedom, at 0.05: the square of z
ONE_IN = 10  # a relative difference of a tenth
BECAME = {
    "closed": _("No gap any more"),
    "smaller": _("Smaller"),
    "not_smaller": _("As wide, or wider"),
    "too_few": _("Too few to say"),
    "too_early": _("Too early to say"),
}


@dataclass(frozen=True)
class Gaps:
    """The gaps that the first data of measures showed, by what became of them."""

    principle: Principle | None
    became: Mapping[str, int] = field(default_factory=dict)

    @property
    def found(self) -> int:
        return sum(self.became.values())

    @property
    def closing(self) -> int:
        """Closed or smaller."""
        return self.became.get("closed", 0) + self.became.get("smaller", 0)

    @property
    def judged(self) -> int:
        """Those of which something can be said."""
        return self.closing + self.became.get("not_smaller", 0)

    @property
    def share(self) -> float | None:
        """Of those judged the share that closes, from 0 to 1; None for too few to say."""
        return share_of(self.closing, self.judged)

    @property
    def lines(self) -> list[tuple[str, str, int]]:
        """Each thing that can become of a gap: key, words, number."""
        return [(key, words, self.became.get(key, 0)) for key, words in BECAME.items()]


def gaps(viewer: User, cohort: Cohort, principles: list[Principle]) -> list[Gaps]:
    """All together, each gap once, then those of initiatives that serve each principle."""
    rows = answered(
        GAPS,
        cohort.initiatives(viewer),
        Direction.INCREASE.value,
        [chart.value for chart in PROPORTIONS],
        Direction.NEUTRAL.value,
        *(CHI_SQUARE, LEAST_EXPECTED, ONE_IN, LEAST_EXPECTED),
        [principle.pk for principle in principles],
    )
    found: dict[int | None, Counter[str]] = {None: Counter()}
    for principle, became, number in rows:
        found.setdefault(principle, Counter())[became] += number
    each = [Gaps(one, found.get(one.pk, Counter())) for one in principles]
    return [Gaps(None, found[None]), *each]
