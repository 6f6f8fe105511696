"""Loading vocabularies: a new edition comes in force and leaves the former as it was."""

from django.db import transaction

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import one_at_a_time
from initiatives.history.services import record
from initiatives.measures.choices import Absent
from initiatives.measures.loading import MappedText, StratificationText, StratumText
from initiatives.measures.models import Stratification, Stratum, StratumMapping
from initiatives.people.queries import leaves

ENTITY = "entity"


@transaction.atomic
def load_stratification(*, content: StratificationText) -> tuple[Stratification, bool]:
    """Put a vocabulary in force; returns it, and whether it is new.

    Raises Invalid where another vocabulary of the same key and edition was loaded before, since
    what was recorded under that would change its meaning.
    """
    one_at_a_time("vocabularies")
    known = Stratification.objects.filter(key=content.key, edition=content.edition).first()
    if known is not None:
        if known.digest != content.digest:
            raise Invalid(
                {
                    "edition": f"{known} was loaded before and says something else. Give the "
                    "changed vocabulary an edition of its own."
                }
            )
        return known, False
    Stratification.objects.filter(key=content.key, in_force=True).update(in_force=False)
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
    record(actor=None, verb="loaded", subject=made, after={"groups": len(strata)})
    return made, True


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
        raise Invalid({"mapped": f"There is no group {name} to map to; load that one first."})
    return found
