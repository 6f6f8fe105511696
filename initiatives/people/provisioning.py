"""Who an institution may send, and what its groups give: pure functions.

A sign-in says an address. Anybody can write any address into a directory of their own, so one
counts only where the institution is trusted for its domain and has checked it; otherwise whoever
runs one institution could sign in as somebody of another.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from initiatives.base.permission import YES, Answer
from initiatives.people.rules import Seat


class Arrival(NamedTuple):
    """What an institution, named by its key, says of somebody who signs in there."""

    provider: str
    email: str
    verified: bool
    name: str
    groups: Collection[str]


class GroupSeat(NamedTuple):
    """A role on an entity that a group gives."""

    group: str
    seat: Seat


class Turnover(NamedTuple):
    """The seats that are given and those that are taken back."""

    given: frozenset[Seat]
    taken: frozenset[Seat]


def may_arrive(arrival: Arrival, domains: Sequence[str]) -> Answer:
    """Whether this address may sign in from there; `domains` are those it is trusted for."""
    local, at, domain = arrival.email.strip().lower().rpartition("@")
    if not (at and local and domain):
        return Answer(_("Your institution did not say your e-mail address, so you are not known."))
    if domain not in {one.lower() for one in domains}:
        return Answer(
            _("Your institution cannot vouch for addresses of %(domain)s.") % {"domain": domain}
        )
    if not arrival.verified:
        return Answer(_("Your institution has not checked your e-mail address."))
    return YES


def turnover(
    rules: Iterable[GroupSeat],
    groups: Collection[str],
    by_groups: Collection[Seat],
    by_hand: Collection[Seat],
) -> Turnover:
    """What a sign-in with these groups changes; what is held by hand is neither given nor taken."""
    wanted = {rule.seat for rule in rules if rule.group in groups}
    return Turnover(
        frozenset(wanted - set(by_groups) - set(by_hand)), frozenset(set(by_groups) - wanted)
    )
