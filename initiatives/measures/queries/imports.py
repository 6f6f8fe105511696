"""Reading files of observations that were brought in, without their content."""

from django.db.models import QuerySet

from initiatives.measures import rules
from initiatives.measures.models import Measure, ObservationImport
from initiatives.people.models import User


def observation_imports(
    viewer: User, measure: Measure | None = None
) -> QuerySet[ObservationImport]:
    """The files of one measure, or of all of which the viewer holds the data role; latest first."""
    found = rules.visible_imports(viewer).defer("content").select_related("measure", "created_by")
    return found if measure is None else found.filter(measure=measure)


def observation_import(viewer: User, pk: int) -> ObservationImport:
    """One file; raises ObservationImport.DoesNotExist for what the viewer may not see."""
    return observation_imports(viewer).select_related("measure__initiative__entity").get(pk=pk)
