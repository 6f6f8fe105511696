"""The monthly mail: whether and when it comes, and what it would say today."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.exports import queries, rules, services
from initiatives.exports.models import MonthlyMail
from initiatives.people import queries as people
from initiatives.people.models import User
from initiatives.web.forms.monthly import MonthlyForm
from initiatives.web.frame import ActionPage


class Monthly(ActionPage):
    """The viewer's own choice, with the mail of today below it."""

    form_class = MonthlyForm
    template_name = "mine/monthly.html"
    title = _("The monthly mail")
    lede = _(
        "Once a month: where the principles stand, what changed in the month, and what waits for "
        "your decision. It comes at the hour of your digest, as long as you hold a role."
    )
    submit = _("Save my choice")

    def find(self) -> User:
        return people.person(self.viewer, self.viewer.pk)

    def permission(self) -> Answer:
        return rules.may_have_monthly(self.viewer)

    def initial(self) -> dict[str, Any]:
        chosen = queries.monthly_mail(self.viewer)
        if chosen is None:
            return {"when": ""}
        return {"when": chosen.when, "day": chosen.day, "entity": chosen.entity}

    def perform(self, given: dict[str, Any]) -> MonthlyMail | None:
        return services.choose_monthly(actor=self.viewer, **given)

    def get_done(self, result: MonthlyMail | None) -> str:
        return (
            gettext("Your monthly mail is set.") if result else gettext("You get no monthly mail.")
        )

    def url_after(self, result: Any) -> str:
        return reverse("monthly_mail") if result else reverse("reminding")

    def crumbs(self) -> list[tuple[str, str]]:
        return [
            (gettext("My accountability"), reverse("my_accountability")),
            (gettext("How I am reminded"), reverse("reminding")),
        ]

    def context(self) -> dict[str, Any]:
        chosen = queries.monthly_mail(self.viewer)
        return {"found": services.briefing_for(self.viewer, chosen.entity if chosen else None)}
