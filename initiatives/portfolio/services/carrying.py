"""Putting a later edition of the principles in force, and carrying alignments over to it."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from initiatives.base.records import plain, required
from initiatives.framework.loading import FrameworkText
from initiatives.framework.models import Framework, Principle
from initiatives.framework.rules import may_put_in_force
from initiatives.framework.services import load_framework
from initiatives.history.services import event, record_all
from initiatives.people.models import User
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Alignment

BATCH = 1000


@transaction.atomic
def put_in_force(
    *,
    content: FrameworkText,
    actor: User | None = None,
    reason: str = "",
    instead_of: int | None = None,
) -> tuple[Framework, int | None]:
    """Put an edition in force and carry alignments over to it; how many, None where it was known.

    Raises what `load_framework` raises, and Invalid where a person gives no reason.
    """
    if actor is not None:
        may_put_in_force(actor).require()
        required(reason=reason)
    framework, new = load_framework(
        content=content, actor=actor, reason=reason, instead_of=instead_of
    )
    return framework, carry_alignments_over(framework=framework, actor=actor) if new else None


@transaction.atomic
def carry_alignments_over(*, framework: Framework, actor: User | None = None) -> int:
    """Align what served a principle of a former edition with that of this one; how many are new.

    By the number of the principle. What is closed stays under the edition that it was closed under,
    and so does a principle that has no successor. Again, it changes nothing.
    """
    later = {one.number: one for one in framework.principles.all()}
    former = list(to_be_carried(framework).filter(principle__number__in=later))
    latest = {(one.initiative_id, one.principle.number): one for one in former}
    made = [carried(one, later[one.principle.number]) for one in latest.values()]
    Alignment.objects.bulk_create(made, batch_size=BATCH)
    of_initiative: dict[int, list[Alignment]] = defaultdict(list)
    for one in made:
        of_initiative[one.initiative_id].append(one)
    record_all(
        event(
            actor,
            "carried over",
            group[0].initiative,
            after={"to": framework.edition, "principles": [plain(one.principle) for one in group]},
        )
        for group in of_initiative.values()
    )
    return len(made)


def to_be_carried(framework: Framework) -> QuerySet[Alignment]:
    """Alignments of open initiatives with former editions, the latest edition last."""
    there = Alignment.objects.filter(
        initiative=OuterRef("initiative"),
        principle__framework=framework,
        principle__number=OuterRef("principle__number"),
    )
    return (
        Alignment.objects.filter(
            ~Exists(there),
            principle__framework__key=framework.key,
            principle__framework__in_force=False,
            carried_to=None,
        )
        .exclude(initiative__stage=Stage.CLOSED)
        .select_related("initiative", "principle")
        .order_by("principle__framework_id", "pk")
    )


def carried(former: Alignment, principle: Principle) -> Alignment:
    """The same alignment with the later principle, not written yet."""
    return Alignment(
        initiative=former.initiative,
        principle=principle,
        rationale=former.rationale,
        carried_from=former,
        created_by_id=former.created_by_id,
    )
