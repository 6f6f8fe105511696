"""Which of the vocabularies of a measure hold figures."""

from django.db.models import Exists, OuterRef

from initiatives.measures.models import Measure, Observation


def vocabularies_with_figures(measure: Measure) -> set[int]:
    """The keys of the vocabularies by whose groups something stands recorded."""
    there = Observation.objects.filter(
        measure=measure, replaced_by=None, stratum__stratification=OuterRef("pk")
    )
    return set(measure.stratifications.filter(Exists(there)).values_list("pk", flat=True))
