"""The filters of initiatives together with where each stands, for pages, API, views and tiles."""

from initiatives.base.filtering import ChoicesFilter, FlagFilter
from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio import filters as portfolio
from initiatives.portfolio.choices import SaidStatus
from initiatives.status.choices import Level, State


class InitiativeFilter(portfolio.InitiativeFilter):
    """What the portfolio knows, and by state, own word, their difference, and level of evidence."""

    state = ChoicesFilter(choices=State.choices, field_name="standing__state", label=_("State"))
    said = ChoicesFilter(
        choices=SaidStatus.choices, field_name="standing__said", label=_("What its people say")
    )
    differs = FlagFilter(
        field_name="standing__differs", label=_("Said to be better than the evidence shows")
    )
    level = ChoicesFilter(
        choices=Level.choices, field_name="standing__level", label=_("Level of evidence")
    )
