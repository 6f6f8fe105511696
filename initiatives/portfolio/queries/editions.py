"""What was aligned and assessed under editions of the principles, and what a later one changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from initiatives.framework import queries as framework
from initiatives.framework.loading import Comparison, FrameworkText, compared
from initiatives.framework.models import Framework
from initiatives.people.models import User
from initiatives.portfolio import rules
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Alignment, Assessment


class MadeUnder(NamedTuple):
    """How many alignments and assessments the viewer sees that were made under an edition."""

    alignments: int = 0
    assessments: int = 0


@dataclass(frozen=True)
class Foreseen:
    """What would come of a file: nothing where it is `known`, else the changes to `former`."""

    content: FrameworkText
    known: Framework | None
    former: Framework | None
    changes: Comparison
    made: MadeUnder
    carried: int
    undefined: list[str]

    @property
    def instead_of(self) -> int:
        """The key of the edition that it was compared with; 0 for none."""
        return self.former.pk if self.former else 0


def foreseen(viewer: User, content: FrameworkText) -> Foreseen:
    """What would change if this came in force; raises Invalid for a known version changed."""
    former = framework.edition_in_force(viewer, content.key)
    return Foreseen(
        content=content,
        known=framework.known_as(content),
        former=former,
        changes=compared(framework.said_by(former) if former else None, content),
        made=made_under(viewer, [former])[former.pk] if former else MadeUnder(),
        carried=to_be_carried(viewer, content),
        undefined=framework.terms_without_definition(content.needed),
    )


def made_under(viewer: User, editions: Iterable[Framework]) -> dict[int, MadeUnder]:
    """By edition."""
    keys = [one.pk for one in editions]
    visible = rules.visible_initiatives(viewer).order_by().values("pk")
    aligned = Alignment.objects.filter(
        initiative__in=visible, principle__framework__in=keys
    ).order_by()
    assessed = Assessment.objects.filter(
        alignment__initiative__in=visible, alignment__principle__framework__in=keys
    ).order_by()
    alignments = dict(aligned.values_list("principle__framework").annotate(n=Count("pk")))
    by_edition = assessed.values_list("alignment__principle__framework").annotate(n=Count("pk"))
    assessments = dict(by_edition)
    return {key: MadeUnder(alignments.get(key, 0), assessments.get(key, 0)) for key in keys}


def to_be_carried(viewer: User, content: FrameworkText) -> int:
    """How many alignments of open initiatives would go on under principles of the same number."""
    numbers = [one.number for one in content.principles]
    standing = Alignment.objects.filter(
        initiative__in=rules.visible_initiatives(viewer).order_by().values("pk"),
        principle__framework__key=content.key,
        principle__number__in=numbers,
        carried_to=None,
    ).exclude(initiative__stage=Stage.CLOSED)
    return standing.order_by().values("initiative", "principle__number").distinct().count()
