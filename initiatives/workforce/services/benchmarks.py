"""Entering and correcting community benchmarks."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid
from initiatives.base.records import required
from initiatives.measures.models import Stratification
from initiatives.people.models import Entity, User
from initiatives.people.rules import check_takes_new
from initiatives.workforce.choices import BenchmarkKind
from initiatives.workforce.models import BenchmarkGroup, CommunityBenchmark, JobFamily
from initiatives.workforce.rules.figures import Estimated, check_estimates, check_vocabulary
from initiatives.workforce.services.counts import TAKEN
from initiatives.workforce.services.entering import begin, checked, give_way, keep, words


@transaction.atomic
def enter_benchmark(
    *,
    actor: User,
    entity: Entity,
    stratification: Stratification,
    name: str,
    kind: str,
    source: str,
    period: str,
    total: int,
    groups: Mapping[str, Estimated],
    family: JobFamily | None = None,
    total_moe: int | None = None,
    source_url: str = "",
    note: str = "",
) -> CommunityBenchmark:
    """What a community is made up of, by the code of the group, chosen on purpose and named.

    Raises Invalid for overlapping groups, for estimates over the total, and for what stands
    already.
    """
    begin(actor, entity, family)
    check_takes_new(entity)
    required(name=name, kind=kind, source=source, period=period, total=total)
    check_vocabulary(stratification)
    made = CommunityBenchmark(
        entity=entity,
        family=family,
        stratification=stratification,
        entered_by=actor,
        total=total,
        total_moe=total_moe,
        kind=kind,
        **words(
            {
                "name": name,
                "source": source,
                "source_url": source_url,
                "period": period,
                "note": note,
            }
        ),
    )
    check_estimates(groups, stratification.strata.all(), total, total_moe)
    check_benchmark(made)
    standing = CommunityBenchmark.objects.filter(
        entity=entity,
        family=family,
        stratification=stratification,
        name=made.name,
        period=made.period,
        superseded_at=None,
    ).first()
    if standing is not None:
        raise Invalid({"name": TAKEN.format(standing.reference)})
    return write(actor, made, groups, "entered")


@transaction.atomic
def correct_benchmark(
    *,
    actor: User,
    benchmark: CommunityBenchmark,
    total: int,
    groups: Mapping[str, Estimated],
    because: str,
    total_moe: int | None = None,
    version: int | None = None,
    **said: Any,
) -> CommunityBenchmark:
    """A later version with the reason; returns it. The former stays as it was.

    `said` may hold another source, source_url or note; what is not said stands as it was.
    """
    begin(actor, benchmark.entity, None)
    required(because=because)
    former = give_way(benchmark, version)
    kept = ("source", "source_url", "note")
    made = CommunityBenchmark(
        entity=former.entity,
        family=former.family,
        stratification=former.stratification,
        name=former.name,
        kind=former.kind,
        period=former.period,
        entered_by=actor,
        corrects=former,
        total=total,
        total_moe=total_moe,
        corrected_because=because.strip(),
        **words({name: said.get(name, getattr(former, name)) for name in kept}),
    )
    required(source=made.source)
    check_estimates(groups, made.stratification.strata.all(), total, total_moe)
    check_benchmark(made)
    return write(actor, made, groups, "corrected", because)


def check_benchmark(made: CommunityBenchmark) -> None:
    """Raises Invalid for what cannot be kept; an address leads to a page of the web."""
    if made.kind not in BenchmarkKind.values:
        raise Invalid(
            {"kind": _("Choose one of: %(values)s.") % {"values": ", ".join(BenchmarkKind.values)}}
        )
    checked(made)
    schemes = ("http://", "https://")
    if made.source_url and not made.source_url.lower().startswith(schemes):
        raise Invalid({"source_url": str(URLValidator.message)})


def write(
    actor: User,
    made: CommunityBenchmark,
    groups: Mapping[str, Estimated],
    verb: str,
    reason: str = "",
) -> CommunityBenchmark:
    """Save it with its groups."""
    strata = {one.code: one for one in made.stratification.strata.all()}
    rows = [
        BenchmarkGroup(benchmark=made, stratum=strata[code], estimate=said.estimate, moe=said.moe)
        for code, said in groups.items()
    ]
    return keep(actor, made, list(rows), verb, reason)
