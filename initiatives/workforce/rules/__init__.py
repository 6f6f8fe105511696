"""Who may see and enter what, what can be taken, what is masked, and what shares say."""

from initiatives.workforce.rules.access import (
    NOT_BELOW_SITES,
    may_enter,
    may_enter_somewhere,
    may_keep_families,
    may_read,
    places_to_enter,
    takes_counts,
    visible_benchmarks,
    visible_counts,
    visible_families,
)

__all__ = [
    "NOT_BELOW_SITES",
    "may_enter",
    "may_enter_somewhere",
    "may_keep_families",
    "may_read",
    "places_to_enter",
    "takes_counts",
    "visible_benchmarks",
    "visible_counts",
    "visible_families",
]
