"""What the pages of a measure read, once for all their parts, as the viewer may see it."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _

from initiatives.measures import queries, services
from initiatives.measures.models import (
    Annotation,
    Measure,
    OperationalDefinition,
    Phase,
    Stratification,
)
from initiatives.web.frame import viewer_of

FOR_EVERYONE = "everyone"


@dataclass(frozen=True)
class Reading:
    """A measure as it is looked at: what was asked for, and what is published of it."""

    measure: Measure
    vocabularies: list[Stratification]
    found: queries.Published
    asked: tuple[str, str]  # the keys of a vocabulary and of a window, as they came

    @property
    def vocabulary(self) -> Stratification | None:
        """The one whose groups are shown."""
        return self.found.stratification

    @property
    def definition(self) -> OperationalDefinition | None:
        """The one in force."""
        return self.found.definition

    @cached_property
    def phases(self) -> list[Phase]:
        """The phases that stand, with who approved them."""
        return list(queries.phases(self.measure))

    @cached_property
    def events(self) -> list[Annotation]:
        """What is drawn on the charts besides figures."""
        return list(queries.annotations(self.measure))

    @cached_property
    def marks(self) -> queries.Marks:
        """Phases and events as charts take them."""
        return queries.Marks(
            tuple(phase.starts for phase in self.phases),
            tuple((event.on, event.text) for event in self.events),
        )

    @cached_property
    def windows(self) -> list[queries.Window]:
        """What can be looked at together."""
        return queries.windows(self.found)

    @cached_property
    def window(self) -> queries.Window | None:
        """The one that is looked at."""
        asked = (one for one in self.windows if one.key == self.asked[1])
        return next(asked, next(iter(self.windows), None))

    @cached_property
    def remark(self) -> str:
        """What was asked for and is not there, in a sentence; nothing where all is."""
        by, window = self.asked
        if by and by not in {one.key for one in self.vocabularies}:
            return _("This measure is not told apart by the groups that were asked for.")
        if window and window not in {one.key for one in self.windows}:
            return _("The time that was asked for is not shown here, so this is another one.")
        return ""

    @cached_property
    def disparities(self) -> queries.Disparities | None:
        """The groups compared; None where nothing was recorded by them."""
        return queries.disparities_of(self.found, self.window.key) if self.window else None


def reading(request: HttpRequest, pk: int, *, masked: bool = False, named: bool = False) -> Reading:
    """What is asked for by `?by=` and `?window=`; raises Measure.DoesNotExist.

    What is not there gives way to the first vocabulary that has figures; with `named`, one is taken
    only where it is named. `masked` shows what everyone sees.
    """
    viewer = viewer_of(request)
    measure = queries.measure(viewer, pk)
    vocabularies = list(measure.stratifications.all())
    asked = request.GET.get("by", "")
    chosen = None if named and not asked else chosen_of(measure, vocabularies, asked)
    found = (
        queries.for_everyone(measure, chosen)
        if masked
        else queries.published(viewer, measure, chosen)
    )
    return Reading(measure, vocabularies, found, (asked, request.GET.get("window", "")))


def chosen_of(
    measure: Measure, vocabularies: list[Stratification], key: str
) -> Stratification | None:
    """The vocabulary of this key, else the first that has figures, else the first."""
    by_key = next((one for one in vocabularies if one.key == key), None)
    if by_key is not None or not vocabularies:
        return by_key
    figured = queries.vocabularies_with_figures(measure)
    return next((one for one in vocabularies if one.pk in figured), vocabularies[0])


def note_seen(request: HttpRequest, read: Reading) -> None:
    """Note that counts are seen that others do not get, once for an answer with all its parts."""
    if read.found.whole and read.found.cells and request.method == "GET":
        services.note_counts_seen(actor=viewer_of(request), measure=read.measure)
