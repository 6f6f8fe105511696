"""Whether heads and estimates can be what was counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.models import Stratification, Stratum

MOST_HEADS = 10_000_000
MOST_PEOPLE = 10_000_000_000
FEWEST = 30  # the usual floor for a denominator (HEDIS, NCHS)
OVERLAPPING = _(
    "In this vocabulary a person may be counted in several groups, so its groups do not add up to "
    "all people and their shares cannot be set side by side. Choose one whose groups are disjoint."
)
PLACES = _("This vocabulary names places, not groups of people. Choose another.")
PLACES_KEY = "entity"


@dataclass(frozen=True)
class Estimated:
    """What a benchmark says of a group: a count, and its 90 % margin of error where it has one."""

    estimate: int
    moe: int | None = None


def check_vocabulary(vocabulary: Stratification) -> None:
    """Raises Invalid for a vocabulary by which nothing can be set side by side."""
    if vocabulary.overlapping:
        raise Invalid({"stratification": OVERLAPPING})
    if vocabulary.key == PLACES_KEY:
        raise Invalid({"stratification": PLACES})


def check_day(day: date, today: date) -> None:
    """Raises Invalid for a day that has not come, or lies too far back."""
    if day > today:
        raise Invalid({"as_of": gettext("This day has not come yet.")})
    if day.year < 1990:
        raise Invalid({"as_of": gettext("Give a day from 1990 on.")})


def check_heads(heads: Mapping[str, int], strata: Iterable[Stratum]) -> None:
    """Raises Invalid by group (`heads.CODE`): each known group needs a count, nobody else has one.

    Unknown is not nought, so a group in which there is nobody is given as 0.
    """
    by_code = {one.code: one for one in strata}
    errors = unknown_groups(heads, by_code, "heads")
    for code, stratum in by_code.items():
        if code not in heads and not stratum.absent:
            errors[f"heads.{code}"] = gettext(
                "Give a count for %(stratum)s; write 0 where there is nobody."
            ) % {"stratum": stratum}
    for code, value in heads.items():
        if not is_count(value, MOST_HEADS):
            errors[f"heads.{code}"] = gettext(
                "Give a whole number of heads from 0 to %(most_heads)s."
            ) % {"most_heads": f"{MOST_HEADS:,}"}
    if errors:
        raise Invalid(errors)
    if not sum(heads.values()):
        raise Invalid({"heads": gettext("There is nobody in this count, so it says nothing.")})


def unknown_groups(
    given: Mapping[str, object], known: Mapping[str, object], field: str
) -> dict[str, str]:
    """A complaint for each code that the vocabulary has not."""
    codes = ", ".join(known)
    return {
        f"{field}.{code}": gettext("There is no such group here; there are %(codes)s.")
        % {"codes": codes}
        for code in given
        if code not in known
    }


def is_count(value: object, most: int) -> bool:
    """Whether this is a whole number from 0 to `most`."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def check_estimates(
    groups: Mapping[str, Estimated],
    strata: Iterable[Stratum],
    total: int,
    total_moe: int | None,
) -> None:
    """Raises Invalid by group (`groups.CODE`) for estimates that no disjoint groups can have."""
    known = {one.code: one for one in strata if not one.absent}
    errors = unknown_groups(groups, known, "groups") | wrong_totals(total, total_moe)
    for code, said in groups.items():
        if complaint := complaint_of(said, total, total_moe):
            errors.setdefault(f"groups.{code}", complaint)
    if not groups:
        errors["groups"] = gettext("Give at least one group.")
    if errors:
        raise Invalid(errors)
    if total_moe is None and total < FEWEST:
        raise Invalid(
            {
                "total": gettext(
                    "Fewer than %(fewest)s people are too few to stand for a community."
                )
                % {"fewest": FEWEST}
            }
        )
    together = sum(said.estimate for said in groups.values())
    if together > total:
        raise Invalid(
            {
                "total": gettext("The groups add up to %(together)s, which is more than the total.")
                % {"together": f"{together:,}"}
            }
        )


def wrong_totals(total: object, moe: object) -> dict[str, str]:
    """Complaints about the total and its margin."""
    errors = {}
    if not is_count(total, MOST_PEOPLE) or not total:
        errors["total"] = gettext("Give a whole number of people from 1 to %(most_people)s.") % {
            "most_people": f"{MOST_PEOPLE:,}"
        }
    if moe is not None and not is_count(moe, MOST_PEOPLE):
        errors["total_moe"] = gettext(
            "Give the margin of error as a whole number of people, or leave it."
        )
    return errors


def complaint_of(said: Estimated, total: object, total_moe: object) -> str:
    """What is wrong with a group's estimate; nothing where it can stand."""
    if not is_count(said.estimate, MOST_PEOPLE):
        return gettext("Give a whole number of people from 0 to %(most_people)s.") % {
            "most_people": f"{MOST_PEOPLE:,}"
        }
    if isinstance(total, int) and said.estimate > total:
        return gettext("This is more than the total.")
    if said.moe is not None and not is_count(said.moe, MOST_PEOPLE):
        return gettext("Give the margin of error as a whole number of people, or leave it.")
    if said.moe is None and total_moe is not None:
        return gettext(
            "The total is an estimate with a margin of error, so give that of the group as well."
        )
    return ""
