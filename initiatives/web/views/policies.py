"""How people are reminded, for everyone to read: the policies in force, and each version."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.accountability import queries, rules
from initiatives.accountability.models import Policy
from initiatives.history.models import Event
from initiatives.people import queries as people
from initiatives.people.models import User
from initiatives.people.rules import may_administer_all
from initiatives.web.frame import page, viewer_of
from initiatives.web.policy_words import Line, facts_of, lines_of, scope_of, terms_of


class Shown(NamedTuple):
    """A policy as a page shows it, with the event that put it in force where one is known."""

    policy: Policy
    scope: str
    lines: list[Line]
    facts: list[tuple[str, str]]
    kept: Event | None


def shown(policy: Policy, kept: Event | None = None) -> Shown:
    """A policy in words."""
    terms, scope = terms_of(policy), scope_of(policy.entity, policy.kind)
    return Shown(policy, scope, lines_of(terms), facts_of(terms), kept)


@page
def policies(request: HttpRequest) -> HttpResponse:
    """The policies that decide now: the system's whole, the others by where they differ."""
    viewer = viewer_of(request)
    in_force = queries.policies_in_force()
    kept = queries.keepers_of(viewer, in_force)
    everywhere = queries.system_policy()
    others = [shown(one, kept.get(one.pk)) for one in in_force if one != everywhere]
    context = {
        "everywhere": shown(everywhere, kept.get(everywhere.pk)),
        "others": sorted(others, key=lambda one: one.scope.casefold()),
        "may_keep": may_keep_any(viewer),
        "may_administer": may_administer_all(viewer),
    }
    return render(request, "policies/list.html", context)


def may_keep_any(viewer: User) -> bool:
    """Whether there is a place where the viewer may say how people are reminded."""
    places = (None, *people.tree(viewer))
    return any(rules.may_keep_policies(viewer, place) for place in places)


@page
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of a policy: what it says, and the versions before and after it."""
    viewer = viewer_of(request)
    found = queries.policy(viewer, pk)
    versions = list(queries.versions_of(viewer, found))
    kept = queries.keepers_of(viewer, versions)
    current = next((one for one in versions if one.in_force), None)
    may_keep = bool(rules.may_keep_policies(viewer, found.entity))
    context = {
        "shown": shown(found, kept.get(found.pk)),
        "current": current,
        "versions": [(one, kept.get(one.pk)) for one in versions],
        "may_edit": found.in_force and may_keep,
        "may_retire": found.in_force and may_keep and bool(found.entity_id or found.kind),
        "crumbs": [(_("Reminder policies"), reverse("policy_list"))],
    }
    return render(request, "policies/page.html", context)
