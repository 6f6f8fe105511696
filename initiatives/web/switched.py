"""Which pages belong to a part of the product that can be switched off, and what they say then."""

from collections.abc import Collection

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from redis.exceptions import RedisError

from initiatives.people.models import User
from initiatives.people.rules import features_off, may_oversee
from initiatives.switches.choices import WHILE_OFF, Feature
from initiatives.switches.queries import off

NOT_FOUND = 404
KEY, FRESH = "switches:off", 30  # seconds
# By the names of the pages: one of these, or one that begins with what ends in a line.
PAGES: dict[Feature, tuple[str, ...]] = {
    Feature.WORKFORCE: ("workforce", "workforce_", "benchmark_", "job_family_"),
    Feature.CHAT: ("chat_",),
    Feature.MONTHLY_MAIL: ("monthly_mail",),
    Feature.EXPORTS: (
        *("export_", "board_pack", "measure_export", "shortfall_export"),
        *("status_portfolio_csv", "status_portfolio_xlsx", "crosswalk_csv", "crosswalk_xlsx"),
    ),
    Feature.WEBHOOKS: ("webhook", "webhook_"),
}


def feature_of(name: str) -> Feature | None:
    """The part that a page belongs to, by the page's name; None for one that is always there."""
    return next((feature for feature, names in PAGES.items() if is_among(name, names)), None)


def is_among(name: str, names: Collection[str]) -> bool:
    return any(name.startswith(one) if one.endswith("_") else name == one for one in names)


def is_open(viewer: User, name: str) -> bool:
    """Whether a page is not switched off."""
    feature = feature_of(name)
    return feature is None or feature not in features_off(viewer)


def off_for_all() -> frozenset[str]:
    """What is off, for links on pages without sign-in: as it was within the last half minute.

    Where a link leads says what is so now. Without a cache it is shown.
    """
    try:
        known = cache.get_or_set(KEY, lambda: list(off().values_list("feature", flat=True)), FRESH)
    except RedisError:
        known = []
    return frozenset(known or [])


def closed_page(request: HttpRequest, viewer: User) -> HttpResponse | None:
    """What is shown in the place of a page of a part that is off; None where it is on."""
    match = request.resolver_match
    name = (match.url_name if match else "") or ""
    if is_open(viewer, name):
        return None
    feature = feature_of(name)
    assert feature is not None
    context = {
        "feature": feature.label,
        "meanwhile": WHILE_OFF[feature],
        "may_look": may_oversee(viewer),
    }
    return render(request, "administration/switched_off.html", context, status=NOT_FOUND)
