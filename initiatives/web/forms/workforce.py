"""Choosing what is shown of a workforce: a place, a vocabulary, a day, a community."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.references import LARGEST_KEY
from initiatives.people.models import Entity
from initiatives.people.queries import root_in_sight
from initiatives.web.frame.forms import ViewerForm, entity_choices
from initiatives.web.words import day_in_words
from initiatives.workforce import queries
from initiatives.workforce.models import CommunityBenchmark
from initiatives.workforce.queries import Found

NONE = "0"


class ChooseForm(ViewerForm):
    """Read from the address. What is left out is chosen: the highest place, the latest day."""

    entity = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_KEY, label=_("Where")
    )
    vocabulary = forms.CharField(required=False, max_length=60, label=_("Told apart by"))
    as_of = forms.DateField(required=False, label=_("Day"))
    benchmark = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_KEY, label=_("Beside")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = queries.places(self.viewer)
        self.offered = list(queries.vocabularies(self.viewer))
        self.told_by = queries.vocabulary(self.viewer, self.asked("vocabulary"))
        self.place = self.chosen_place()
        self.days = self.known_days()
        self.offered_benchmarks = self.known_benchmarks()
        self.offer()

    def asked(self, name: str) -> str:
        """What the address says."""
        return str(self.data.get(name, "")).strip()

    def chosen_place(self) -> Entity | None:
        """The entity of the address; by default the highest that the viewer holds a role on."""
        by_key = {str(one.pk): one for one in self.places}
        if self.asked("entity"):
            return by_key.get(self.asked("entity"))
        root = root_in_sight(self.viewer)
        return by_key.get(str(root.pk) if root else "", next(iter(self.places), None))

    def known_days(self) -> list[Any]:
        """The days on which it was counted."""
        if self.place is None or self.told_by is None:
            return []
        return queries.days(self.viewer, self.place, self.told_by)

    def known_benchmarks(self) -> list[CommunityBenchmark]:
        """What it can be set beside."""
        if self.place is None or self.told_by is None:
            return []
        return list(queries.benchmarks_for(self.viewer, self.place, self.told_by))

    def offer(self) -> None:
        """Lists to choose from, as they are drawn."""
        chosen = self.chosen_benchmark()
        self.lists = [
            self.list_of("entity", entity_choices(self.viewer, self.places), self.place),
            self.list_of("vocabulary", [(v.key, str(v)) for v in self.offered], self.told_by),
            self.list_of("as_of", [(d.isoformat(), day_in_words(d)) for d in self.days], None),
            self.list_of(
                "benchmark",
                [*((one.pk, label_of(one)) for one in self.offered_benchmarks), (0, _("Nothing"))],
                chosen,
            ),
        ]

    def list_of(self, name: str, choices: list[Any], chosen: Any) -> tuple[Any, ...]:
        """A field's name, its label, what it offers and what is chosen."""
        value = self.asked(name) or str(getattr(chosen, "key", None) or getattr(chosen, "pk", ""))
        return name, self.fields[name].label, [(str(k), text) for k, text in choices], value

    def chosen_benchmark(self) -> CommunityBenchmark | None:
        """The one of the address; by default the first, and none where none is asked for."""
        asked = self.asked("benchmark")
        if not asked:
            return next(iter(self.offered_benchmarks), None)
        return next((one for one in self.offered_benchmarks if str(one.pk) == asked), None)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.asked("entity") and self.place is None:
            self.add_error(
                "entity", _("No workforce is counted there. Choose the system or a site.")
            )
        if self.asked("vocabulary") and self.told_by is None:
            self.add_error("vocabulary", _("There is no such vocabulary of disjoint groups."))
        asked = self.asked("benchmark")
        if asked not in ("", NONE) and self.chosen_benchmark() is None:
            self.add_error("benchmark", _("This cannot stand beside it. Choose another."))
        day = given.get("as_of")
        if day and self.days and day not in self.days:
            self.add_error("as_of", _("Nothing was counted on this day. Choose another."))
        return given

    @property
    def errors_in_words(self) -> str:
        """What is wrong, in sentences."""
        return " ".join(str(said) for rows in self.errors.values() for said in rows)

    def found(self) -> Found | None:
        """What is shown; nothing where nothing is counted."""
        if self.place is None or self.told_by is None or not self.days:
            return None
        day = self.cleaned_data.get("as_of") or self.days[0]
        return queries.table(self.viewer, self.place, self.told_by, day, self.chosen_benchmark())


def label_of(one: CommunityBenchmark) -> str:
    """A benchmark in a list: whom it counts, of what, when."""
    family = f", {one.family}" if one.family else ""
    return f"{one.name} ({one.entity.short_name}{family}, {one.period})"
