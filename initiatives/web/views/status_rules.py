"""The rules by which the status is judged: read by all, adjusted by administrators."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.status import queries
from initiatives.status.choices import RuleKey, State
from initiatives.status.models import RuleSet
from initiatives.status.rules import RULES, Rules, Terms, may_adjust_rules
from initiatives.status.services import adjust_rules
from initiatives.web.forms.status_rules import RulesForm, days_name, state_name
from initiatives.web.frame import ActionPage, page, viewer_of


class Line(NamedTuple):
    """A rule in words, as it is in force, and how the product brings it where that differs."""

    label: str
    state: State
    limit: str
    days: int
    was: str


@page
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in force, and the versions before them."""
    viewer = viewer_of(request)
    in_force = queries.rules_in_force()
    context = {
        "version": in_force.version,
        "lines": lines_of(in_force),
        "versions": queries.rule_sets(viewer),
        "may_adjust": may_adjust_rules(viewer),
    }
    return render(request, "status/rules.html", context)


def lines_of(in_force: Rules) -> list[Line]:
    """Each rule as it is in force."""
    found = []
    for rule in RULES:
        terms = in_force.terms(rule.key)
        was = (
            ""
            if terms.state == rule.state
            else gettext("Built in: %(state)s") % {"state": rule.state.label.lower()}
        )
        found.append(Line(str(rule.key.label), terms.state, rule.limits, terms.days, was))
    return found


class AdjustRules(ActionPage):
    """A new version of the rules."""

    form_class = RulesForm
    title = _("Adjust the rules of the status")
    lede = _(
        "This makes a new version, in force from now on. Nights that were kept stay as they are."
    )
    submit = _("Put them in force")

    def permission(self) -> Answer:
        return may_adjust_rules(self.viewer)

    def initial(self) -> dict[str, Any]:
        in_force = queries.rules_in_force()
        found: dict[str, Any] = {"seen": in_force.version}
        for rule in RULES:
            terms = in_force.terms(rule.key)
            found |= {state_name(rule): terms.state, days_name(rule): terms.days}
        return found

    def current_version(self) -> int:
        return 0

    def perform(self, given: dict[str, Any]) -> RuleSet:
        terms = {
            RuleKey(rule.key): Terms(
                State(given[state_name(rule)]), int(given.get(days_name(rule)) or 0)
            )
            for rule in RULES
        }
        return adjust_rules(
            actor=self.viewer, terms=terms, because=given["because"], seen=given["seen"]
        )

    def get_done(self, result: Any) -> str:
        return gettext(
            "The rules %(result)s are in force. Initiatives are judged anew within a minute."
        ) % {"result": result}

    def url_after(self, result: Any) -> str:
        return reverse("status_rules")
