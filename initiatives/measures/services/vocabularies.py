"""Loading vocabularies: a new edition comes in force and leaves the former as it was."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid, Stale
from initiatives.base.records import one_at_a_time
from initiatives.history.services import record
from initiatives.measures.choices import Absent
from initiatives.measures.loading import MappedText, StratificationText, StratumText
from initiatives.measures.models import Stratification, Stratum, StratumMapping
from initiatives.measures.queries.editions import known_as
from initiatives.measures.rules import ENTITY
from initiatives.people.models import User
from initiatives.people.queries import leaves


@transaction.atomic
def load_stratification(
    *,
    content: StratificationText,
    actor: User | None = None,
    reason: str = "",
    instead_of: int | None = None,
) -> tuple[Stratification, bool]:
    """Put a vocabulary in force; returns it, and whether it is new.

    Raises Invalid where another vocabulary of the same key and edition was loaded before, since
    what was recorded under that would change its meaning. `actor` is None from the command line,
    which may do this without being asked. `instead_of` is the key of the edition that it was
    compared with, 0 for none; raises Stale where that is not the one in force any more.
    """
    one_at_a_time("vocabularies")
    known = known_as(content)
    if known is not None:
        return known, False
    former = Stratification.objects.filter(key=content.key, in_force=True).first()
    if instead_of is not None and (former.pk if former else 0) != instead_of:
        raise Stale(_("Somebody changed this vocabulary meanwhile. Compare again."))
    if former is not None:
        set_in_force(former, False)
        record(actor=actor, verb="superseded", subject=former, after={"by": content.edition})
    made = write(content)
    record(
        actor=actor,
        verb="loaded",
        subject=made,
        after={"groups": len(content.strata)},
        reason=reason.strip(),
    )
    return made, True


def set_in_force(vocabulary: Stratification, in_force: bool) -> None:
    """Say whether it is offered to measures."""
    vocabulary.in_force = in_force
    vocabulary.save(update_fields=["in_force"])


def write(content: StratificationText) -> Stratification:
    """The rows of a vocabulary."""
    made = Stratification.objects.create(
        key=content.key,
        edition=content.edition,
        title=content.title,
        source=content.source,
        ordered=content.ordered,
        overlapping=content.overlapping,
        digest=content.digest,
    )
    strata = Stratum.objects.bulk_create(
        Stratum(
            stratification=made,
            code=group.code,
            label=group.label,
            position=position,
            absent=group.absent,
        )
        for position, group in enumerate(content.strata, 1)
    )
    for group, row in zip(content.strata, strata, strict=True):
        StratumMapping.objects.bulk_create(
            StratumMapping(stratum=row, other=mapped(one), exact=one.exact, note=one.note)
            for one in group.mapped
        )
    return made


@transaction.atomic
def load_entities() -> tuple[Stratification, bool] | None:
    """Put the entities that have none below them in force as a vocabulary, dated by today.

    None where there are fewer than two. The edition in force stays while they are the same, and a
    place that was renamed or is gone stays in the edition under which it was recorded.
    """
    strata = tuple(
        StratumText(f"e{entity.pk}", entity.name, "", ()) for entity in leaves().order_by("lineage")
    )
    if len(strata) < 2:
        return None
    standing = Stratification.objects.filter(key=ENTITY, in_force=True).first()
    if standing is not None and said_by(standing) == [(one.code, one.label) for one in strata]:
        return standing, False
    return load_stratification(
        content=StratificationText(
            key=ENTITY,
            edition=edition_of_today(),
            title="Entity",
            source="The entities of this system",
            ordered=False,
            overlapping=False,
            strata=(*strata, StratumText("not_recorded", "Not recorded", Absent.NOT_RECORDED, ())),
        )
    )


def said_by(vocabulary: Stratification) -> list[tuple[str, str]]:
    """The groups of a vocabulary by code and label, in their order."""
    return list(vocabulary.strata.filter(absent="").values_list("code", "label"))


def edition_of_today() -> str:
    """Today's date; with a number where there is an edition of today already."""
    today = clock.today().isoformat()
    known = Stratification.objects.filter(key=ENTITY, edition__startswith=today).count()
    return f"{today} ({known + 1})" if known else today


def mapped(text: MappedText) -> Stratum:
    """The group of another vocabulary; raises Invalid where that was not loaded."""
    found = Stratum.objects.filter(
        stratification__key=text.stratification,
        stratification__edition=text.edition,
        code=text.code,
    ).first()
    if found is None:
        name = f"{text.stratification} {text.edition}, {text.code}"
        raise Invalid(
            {
                "mapped": _("There is no group %(name)s to map to; load that one first.")
                % {"name": name}
            }
        )
    return found
