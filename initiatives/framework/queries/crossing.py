"""The matrix of the crosswalk: principles by the outside frameworks that link to them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from initiatives.framework.choices import CLOSEST_FIRST, OutsideStatus
from initiatives.framework.models import CrosswalkLink, Framework, OutsideFramework, Principle
from initiatives.framework.queries.crosswalk import crosswalk_links, outside_in_force
from initiatives.framework.queries.principles import framework_in_force
from initiatives.people.models import User


@dataclass(frozen=True)
class Crossing:
    """A principle and an outside framework: the links between them, in the order of their codes."""

    outside: OutsideFramework
    links: tuple[CrosswalkLink, ...]

    @property
    def strongest(self) -> str:
        """The closest of the links; empty where there is none."""
        found = {link.strength for link in self.links}
        return next((strength for strength in CLOSEST_FIRST if strength in found), "")

    @property
    def has_recalled_wording(self) -> bool:
        """Whether the wording of one of the requirements was never held against its source."""
        return any(link.requirement.verified_on is None for link in self.links)


@dataclass(frozen=True)
class CrosswalkMatrix:
    """The principles of one edition by the outside frameworks that link to them.

    `current` and `retired` have a crossing for each of `columns` and `retired_columns`; `unlinked`
    are in force here and linked with none of these principles.
    """

    framework: Framework | None
    columns: tuple[OutsideFramework, ...]
    retired_columns: tuple[OutsideFramework, ...]
    current: tuple[tuple[Principle, tuple[Crossing, ...]], ...]
    retired: tuple[tuple[Principle, tuple[Crossing, ...]], ...]
    unlinked: tuple[OutsideFramework, ...]


def crosswalk_matrix(viewer: User) -> CrosswalkMatrix:
    """The principles in force by the outside frameworks in force."""
    framework = framework_in_force(viewer)
    if framework is None:
        return CrosswalkMatrix(None, (), (), (), (), ())
    principles = list(framework.principles.order_by("number"))
    found = crosswalk_links(viewer).filter(
        principle__framework=framework, requirement__framework__in_force=True
    )
    links: dict[tuple[int, int], list[CrosswalkLink]] = defaultdict(list)
    for link in found:
        links[link.principle_id, link.requirement.framework_id].append(link)
    linked = {outside for _, outside in links}
    known = list(outside_in_force(viewer))
    columns = [one for one in known if one.pk in linked and not is_retired(one)]
    retired = [one for one in known if one.pk in linked and is_retired(one)]
    return CrosswalkMatrix(
        framework,
        tuple(columns),
        tuple(retired),
        lines(principles, columns, links),
        lines(principles, retired, links),
        tuple(one for one in known if one.pk not in linked),
    )


def is_retired(outside: OutsideFramework) -> bool:
    """Whether its body took it back."""
    return outside.status == OutsideStatus.RETIRED


def lines(
    principles: Iterable[Principle],
    columns: list[OutsideFramework],
    links: dict[tuple[int, int], list[CrosswalkLink]],
) -> tuple[tuple[Principle, tuple[Crossing, ...]], ...]:
    """A line for each principle, with a crossing for each column."""
    return tuple(
        (
            one,
            tuple(
                Crossing(column, tuple(links.get((one.pk, column.pk), ()))) for column in columns
            ),
        )
        for one in principles
    )
