"""The rows of a period that is filled in, and the fields that take a figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.choices import ObservationState
from initiatives.measures.importing.values import count, number
from initiatives.measures.models import Observation
from initiatives.web.figures import figure_in_words

LABELS = {"numerator": _("Numerator"), "denominator": _("Denominator"), "value": _("Figure")}


@dataclass(frozen=True)
class Line:
    """A row to fill in: of a group, or of everybody; what stands, and what was last time."""

    label: str
    key: int | None = None
    absent: bool = False
    stands: Observation | None = None
    before: Observation | None = None

    def name(self, figure: str) -> str:
        """The name of its field for a figure."""
        return f"{figure}_{self.key or 0}"

    @property
    def last(self) -> str:
        """What was recorded last time."""
        return figure_in_words(self.before)


@dataclass(frozen=True)
class Part:
    """The rows of everybody, or of a vocabulary."""

    title: str
    lines: tuple[Line, ...]
    overlapping: bool = False


@dataclass(frozen=True)
class Sheet:
    """A period as it is filled in; `figures` are the fields of a row."""

    starts: date
    chart: str
    figures: tuple[str, ...]
    parts: tuple[Part, ...] = field(default=())

    @property
    def lines(self) -> Iterator[Line]:
        for part in self.parts:
            yield from part.lines

    @property
    def stands(self) -> list[Observation]:
        """What is recorded already."""
        return [line.stands for line in self.lines if line.stands]

    @property
    def ask_why(self) -> bool:
        """Whether something final stands, which is corrected with a reason only."""
        return any(row.state == ObservationState.FINAL for row in self.stands)


class FigureField(forms.CharField):
    """A count or a number as people and spreadsheets write it: 1,040 too."""

    def __init__(self, figure: str, label: str) -> None:
        whole = figure != "value"
        self.read = count if whole else number
        box = forms.TextInput(
            attrs={"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
        )
        super().__init__(label=label, required=False, max_length=40, widget=box)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        try:
            return self.read(text.replace("\N{NO-BREAK SPACE}", ""))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def run_validators(self, value: Any) -> None:
        """What is read is a number, which the service looks at."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed("" if initial is None else str(initial), data))


def state_field() -> forms.ChoiceField:
    """Provisional or final."""
    return forms.ChoiceField(
        label=_("These figures are"),
        choices=[
            (ObservationState.FINAL, _("Final. Changing them later takes a reason")),
            (ObservationState.PROVISIONAL, _("Provisional. They may still change")),
        ],
        widget=forms.RadioSelect,
    )


def text_field(label: str, longest: int, help_text: str = "") -> forms.CharField:
    """A short text that may stay empty."""
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text)


def plain(figure: float | None) -> Any:
    """A figure as its box shows it: no decimals where there are none."""
    return int(figure) if figure is not None and figure == int(figure) else figure


def lines_of(
    groups: Sequence[Any],
    stands: dict[int | None, Observation],
    before: dict[int | None, Observation],
) -> tuple[Line, ...]:
    """The groups of a vocabulary as rows, those that are not known last."""
    ordered = sorted(groups, key=lambda group: (bool(group.absent), group.position))
    return tuple(
        Line(
            group.label,
            group.pk,
            bool(group.absent),
            stands.get(group.pk),
            before.get(group.pk),
        )
        for group in ordered
    )
