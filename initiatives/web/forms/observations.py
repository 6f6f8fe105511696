"""The figures of a period on a page: a row for everybody and one for each group."""

from datetime import date
from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.rules.figures import Entry
from initiatives.measures.rules.totals import unequal
from initiatives.web.figures import figure_in_words, question_of
from initiatives.web.forms.figures import (
    LABELS,
    FigureField,
    Line,
    Part,
    Sheet,
    plain,
    state_field,
    text_field,
)
from initiatives.web.frame.forms import VersionedForm

SHARED = {"state", "source", "note"}
NOTHING = _("Nothing is filled in yet. Give at least one figure; 0 counts as one.")
OTHER_PERIOD = _("There can be no figures for the period of this form. Open the page again.")
EMPTIED = _(
    "{} stands recorded here, and an empty row changes nothing. Write 0 if it is zero; to take the "
    "figure out, correct it in the list of figures."
)


class EnterForm(VersionedForm):
    """The figures of a period; `cleaned_data` has `entries`, and `places` with their rows."""

    period = forms.DateField(widget=forms.HiddenInput)
    state = state_field()
    source = text_field(
        _("Source"), 200, _("Such as: report 12 of the data warehouse, run on 3 Oct.")
    )
    note = text_field(
        _("Note"), 500, _("What a reader of the chart should know. No names of patients.")
    )
    because = text_field(_("Why figures that were final are corrected"), 300)
    add_up = forms.BooleanField(
        label=_("The groups do not add up, and that is right"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet: Sheet = self.initial["sheet"]
        for line in self.sheet.lines:
            for figure in self.sheet.figures:
                label = f"{line.label}, {LABELS[figure].lower()}"
                self.fields[line.name(figure)] = FigureField(figure, label)
                if line.stands:
                    self.initial[line.name(figure)] = plain(getattr(line.stands, figure))
        if not self.sheet.ask_why:
            del self.fields["because"]

    def clean_period(self) -> date:
        """Of the period that is shown and no other, whatever was sent."""
        period: date = self.cleaned_data["period"]
        if period != self.sheet.starts:
            raise forms.ValidationError(OTHER_PERIOD)
        return period

    def parts(self) -> list[tuple[Part, list[tuple[Line, list[forms.BoundField]]], bool]]:
        """The rows with their fields, part by part, and whether to open it.

        A vocabulary that was left blank last time, when others were not, is folded.
        """
        found = []
        first = not any(line.before for line in self.sheet.lines)
        for part in self.sheet.parts:
            rows = [
                (line, [self[line.name(figure)] for figure in self.sheet.figures])
                for line in part.lines
            ]
            told = any(line.before or line.stands or line.key is None for line in part.lines)
            filled = any(box.errors or box.value() for _, boxes in rows for box in boxes)
            found.append((part, rows, first or told or filled))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        lines = [line for line in self.sheet.lines if self.is_filled(line, given)]
        given["lines"] = lines
        given["entries"] = [self.entry(line, given) for line in lines]
        if not lines and not self.errors:
            self.add_error(None, NOTHING)
        if not self.errors and not given.get("add_up"):
            self.ask(dict(zip([line.key for line in lines], given["entries"], strict=True)))
        return given

    def is_filled(self, line: Line, given: dict[str, Any]) -> bool:
        """Whether a row says anything; one that was emptied is told that this takes nothing out."""
        names = [line.name(figure) for figure in self.sheet.figures]
        if any(given.get(name) is not None for name in names):
            return True
        stood = figure_in_words(line.stands)
        if stood and not any(name in self.errors for name in names):
            self.add_error(names[0], EMPTIED.format(stood))
        return False

    def entry(self, line: Line, given: dict[str, Any]) -> Entry:
        """A row as it is recorded; one that is as it was keeps its own source and note."""
        figures: Any = {name: given.get(line.name(name)) for name in self.sheet.figures}
        stands = line.stands
        said: Any = {name: given.get(name) or "" for name in SHARED}
        if stands:
            same = all(getattr(stands, name) == figures[name] for name in figures)
            if same and not SHARED & set(self.changed_data):
                said = {name: getattr(stands, name) for name in SHARED}
            said["excluded_because"] = stands.excluded_because
            said["because"] = given.get("because") or ""
        return Entry(starts=self.sheet.starts, stratum=line.key, **figures, **said)

    def ask(self, entries: dict[int | None, Entry]) -> None:
        """A question where disjoint groups do not add up to everybody."""
        if None not in entries:
            return
        for part in self.sheet.parts:
            groups = [entries[line.key] for line in part.lines if line.key and line.key in entries]
            if not part.overlapping and (sums := unequal(entries[None], groups, self.sheet.chart)):
                self.add_error("add_up", question_of(part.title, sums))
