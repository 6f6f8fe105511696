"""Correcting a figure: what is right, why, and whether it counts for the limits."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.references import LARGEST_KEY
from initiatives.measures.choices import ObservationState
from initiatives.measures.models import Observation
from initiatives.measures.rules.figures import Entry
from initiatives.web.forms.figures import (
    LABELS,
    FigureField,
    plain,
    state_field,
    text_field,
)
from initiatives.web.frame.forms import PRESENT_VERSION, ViewerForm

WHY_OUT = _("Say why this is left out of the limits.")


class CorrectForm(ViewerForm):
    """One observation as it should be; `cleaned_data["entry"]` is the whole of it."""

    standing = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=LARGEST_KEY,
        error_messages={"required": PRESENT_VERSION},
    )
    state = state_field()
    source = text_field(_("Source"), 200)
    note = text_field(
        _("Note"), 500, _("What a reader of the chart should know. No names of patients.")
    )
    excluded = forms.BooleanField(
        label=_("Leave this out of centre and limits"),
        required=False,
        help_text=_("It stays on the chart, marked as left out. Untick it to include it again."),
    )
    excluded_because = text_field(_("Why it is left out"), 300)
    because = text_field(
        _("Why this is corrected"), 300, _("It is kept with what was there before.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row: Observation = self.initial["row"]
        self.figures: tuple[str, ...] = self.initial["figures"]
        for figure in self.figures:
            self.fields[figure] = FigureField(figure, LABELS[figure])
            self.initial[figure] = plain(getattr(self.row, figure))
        self.fields["because"].required = self.row.state == ObservationState.FINAL

    def boxes(self) -> list[forms.BoundField]:
        """The fields of the figures."""
        return [self[figure] for figure in self.figures]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        out = bool(given.get("excluded"))
        if out and not given.get("excluded_because") and "excluded_because" not in self.errors:
            self.add_error("excluded_because", WHY_OUT)
        figures: Any = {name: given.get(name) for name in self.figures}
        given["entry"] = Entry(
            starts=self.row.starts,
            stratum=self.row.stratum_id,
            other_stratum=self.row.other_stratum_id,
            state=given.get("state") or "",
            source=given.get("source") or "",
            note=given.get("note") or "",
            excluded_because=(given.get("excluded_because") or "") if out else "",
            because=given.get("because") or "",
            **figures,
        )
        return given
