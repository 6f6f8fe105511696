"""Entering and correcting counts and benchmarks: a figure for each group of a vocabulary."""

from collections.abc import Iterable
from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.models import Stratum
from initiatives.web.forms.figures import text_field
from initiatives.web.frame.forms import DateField, EntityField, VersionedForm, ViewerForm
from initiatives.workforce import queries, rules
from initiatives.workforce.choices import BenchmarkKind
from initiatives.workforce.rules.figures import MOST_HEADS, MOST_PEOPLE, Estimated

SOURCE = _("Such as: payroll, all who were employed on that day.")
BECAUSE = _("It is kept with what was there before.")
MARGIN = _(
    "90 %, as the American Community Survey gives it. Leave it empty where all were counted."
)


def whole(label: str, most: int, required: bool = False, help_text: str = "") -> forms.IntegerField:
    """A number of people."""
    box = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        required=required,
        widget=box,
        help_text=help_text,
        localize=False,
    )


class Groups(ViewerForm):
    """Adds the fields of the groups; `initial["strata"]` says of which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strata: list[Stratum] = list(self.initial["strata"])
        for stratum in self.strata:
            self.add_group(stratum)

    def add_group(self, stratum: Stratum) -> None:
        raise NotImplementedError

    def named(self, prefix: str) -> Iterable[tuple[Stratum, Any]]:
        """What was given of each group in the fields of a name."""
        for one in self.strata:
            yield one, self.cleaned_data.get(f"{prefix}{one.code}")


class HeadsForm(Groups):
    """Heads of each group; `cleaned_data["heads"]` is by code."""

    def add_group(self, stratum: Stratum) -> None:
        self.fields[f"heads.{stratum.code}"] = whole(
            str(stratum), MOST_HEADS, required=not stratum.absent
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        heads = {one.code: n for one, n in self.named("heads.") if n is not None}
        kept = {name: value for name, value in given.items() if not name.startswith("heads.")}
        return kept | {"heads": heads}


class CountForm(HeadsForm):
    """A new count."""

    as_of = DateField(label=_("Day"), help_text=_("The day on which they were counted."))
    source = text_field(_("Source"), 200, SOURCE)
    note = text_field(_("Note"), 500, _("What a reader should know. No names of people."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= place_fields(self)
        self.fields["source"].required = True
        groups = [name for name in self.fields if name.startswith("heads.")]
        self.order_fields(["entity", "family", "as_of", *groups, "source", "note"])


class CorrectCountForm(VersionedForm, HeadsForm):
    """A count as it should be, and why."""

    because = text_field(_("Why this is corrected"), 300, BECAUSE)
    source = text_field(_("Source"), 200)
    note = text_field(_("Note"), 500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].required = self.fields["source"].required = True


class EstimatesForm(Groups):
    """Estimates and margins; `cleaned_data["groups"]` is by code."""

    def add_group(self, stratum: Stratum) -> None:
        if stratum.absent:
            return
        self.fields[f"groups.{stratum.code}"] = whole(str(stratum), MOST_PEOPLE)
        self.fields[f"moe.{stratum.code}"] = whole(
            _("%(stratum)s, margin of error") % {"stratum": stratum}, MOST_PEOPLE
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        margins = {one.code: moe for one, moe in self.named("moe.")}
        groups = {
            one.code: Estimated(number, margins[one.code])
            for one, number in self.named("groups.")
            if number is not None
        }
        kept = {k: value for k, value in given.items() if "." not in k}
        return kept | {"groups": groups}


class BenchmarkForm(EstimatesForm):
    """A new benchmark."""

    name = text_field("Whom it counts", 160, "Such as: adults of King County.")
    kind = forms.ChoiceField(label=_("What kind of community"), choices=BenchmarkKind.choices)
    source = text_field(_("Source"), 200, _("Such as: American Community Survey, table B03002."))
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )
    period = text_field(_("Period"), 60, _("Such as: 2019 to 2023."))
    note = text_field(_("Note"), 500)
    total = whole(_("All people"), MOST_PEOPLE, required=True)
    total_moe = whole(_("All people, margin of error"), MOST_PEOPLE, help_text=MARGIN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= place_fields(self)
        for name in ("name", "source", "period"):
            self.fields[name].required = True
        self.order_fields(["entity", "family", "name", "kind"])


class CorrectBenchmarkForm(VersionedForm, EstimatesForm):
    """A benchmark as it should be, and why."""

    because = text_field(_("Why this is corrected"), 300, BECAUSE)
    source = text_field(_("Source"), 200)
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )
    note = text_field(_("Note"), 500)
    total = whole(_("All people"), MOST_PEOPLE, required=True)
    total_moe = whole(_("All people, margin of error"), MOST_PEOPLE, help_text=MARGIN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].required = self.fields["source"].required = True


def place_fields(form: ViewerForm) -> dict[str, forms.Field]:
    """Where, and of which job family."""
    places = rules.places_to_enter(form.viewer, queries.places(form.viewer))
    return {
        "entity": EntityField(form.viewer, places, label=_("Where")),
        "family": forms.ModelChoiceField(
            queries.families_in_use(form.viewer),
            label=_("Job family"),
            required=False,
            empty_label=_("All job families together"),
        ),
    }
