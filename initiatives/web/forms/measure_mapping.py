"""How a file of figures is read: which column is which field, and what is decided."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import escape

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets.cells import words
from initiatives.measures.choices import Layout
from initiatives.measures.importing.columns import REPORTED, SYNONYMS
from initiatives.measures.importing.fields import FIELDS, Field
from initiatives.web.forms.measure_imports import LAYOUTS, file_field
from initiatives.web.frame.forms import Choices, VersionedForm

BY_NAME, LEFT_OUT = "", "-"
FIXED = "="  # before a value that every row has
BOX = "___"  # in a REDCap export, between a field of check boxes and one of its values
MEANING = _("{}: what the file's names mean")
MEANING_HINT = _(
    "Where the file names groups in its own way, a line for each, such as: 1 = {example}. "
    "The groups of this measure: {groups}."
)
VALUES_HINT = _("With commas between. Left empty: 1 and Yes. * is any answer.")
MOST_MEANINGS = 200
COUNTED = ("numerator", "denominator")
DECIDED = "decreases"  # the one choice that is a decision on what the file holds
AGAIN = _("Nothing of a REDCap export is kept but counts, so it is read anew each time.")


class MappingForm(VersionedForm):
    """How a file is read: its layout, which column is which field, what is decided.

    `cleaned_data["columns"]` is what `remap_observations` takes. `initial` has the `layout`, the
    `columns` as they were said, the `headers`, the `vocabularies`, and whether the measure `counts`
    over a denominator. Of a REDCap export nothing but counts was kept, so that it takes the `file`
    again.
    """

    layout = forms.ChoiceField(
        label=_("How it is laid out"),
        choices=LAYOUTS[1:],
        help_text=_("Another layout asks for other columns, once it is read again."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said: Mapping[str, str] = self.initial.get("columns") or {}
        self.asked = [one for one in FIELDS.get(self.initial["layout"], ()) if self.matters(one)]
        for one in self.asked:
            self.fields[f"of_{one.name}"] = self.field_for(one)
            self.initial[f"of_{one.name}"] = initial_of(one, self.said)
        for name in ("group", "group2"):
            if self.initial["headers"] and any(one.name == name for one in self.asked):
                self.fields[f"means_{name}"] = self.meanings_field(name)
                self.initial[f"means_{name}"] = "\n".join(meanings_in(self.said, name))
        if self.initial["layout"] == Layout.REDCAP:
            self.fields["file"] = file_field(_("The same file again"), AGAIN)

    def meanings_field(self, name: str) -> forms.CharField:
        """Lines of what the file's own names of groups mean."""
        groups = [one.label for each in self.initial["vocabularies"] for one in each.strata.all()]
        hint = MEANING_HINT.format(
            example=escape(groups[0]), groups=escape("; ".join(dict.fromkeys(groups)))
        )
        return forms.CharField(
            label=MEANING.format(self.label_of(name)),
            required=False,
            max_length=20_000,
            help_text=hint,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def matters(self, one: Field) -> bool:
        """Whether files for this measure can hold the field at all."""
        number = len(self.initial["vocabularies"])
        if one.name in ("scheme", "scheme2", "group2"):
            return number > 1
        if one.name == "group":
            return number > 0 or self.initial["layout"] == Layout.FHIR
        if self.initial["layout"] == Layout.REDCAP:
            return self.initial["counts"] or not one.name.startswith("denominator")
        return one.name not in (("value",) if self.initial["counts"] else COUNTED)

    def label_of(self, name: str) -> str:
        return next(one.label for one in self.asked if one.name == name)

    def field_for(self, one: Field) -> forms.Field:
        """A choice of words, a text of values, or a choice of columns."""
        if one.choices:
            radio = forms.RadioSelect
            return forms.ChoiceField(
                label=one.label, choices=one.choices, required=False, widget=radio
            )
        if one.name.endswith("_is"):
            return forms.CharField(
                label=one.label, required=False, max_length=300, help_text=VALUES_HINT
            )
        if not self.initial["headers"]:
            return forms.CharField(label=one.label, required=False, max_length=100)
        return forms.ChoiceField(
            label=one.label,
            required=False,
            choices=self.columns_for(one.name),
            widget=forms.Select(attrs={"class": "medium"}),
        )

    def columns_for(self, name: str) -> Choices:
        """The columns of the file for a field, and what can be said of all rows instead."""
        headers = list(dict.fromkeys(filter(str.strip, self.initial["headers"])))
        choices: Choices = [(BY_NAME, by_name(name, headers)), (LEFT_OUT, _("Not in this file"))]
        if self.initial["layout"] == Layout.REDCAP:
            choices = [(BY_NAME, _("None"))]
        if name.startswith("scheme"):
            every = self.initial["vocabularies"]
            choices += [
                (f"{FIXED}{one.key}", _("All rows: %(one)s") % {"one": one.title}) for one in every
            ]
        if name.startswith("group"):
            boxes = dict.fromkeys(header.partition(BOX)[0] for header in headers if BOX in header)
            choices += [(box, _("%(box)s (check boxes)") % {"box": box}) for box in boxes if box]
        return choices + [(header, header) for header in headers]

    def columns(self) -> list[forms.BoundField]:
        """The fields that say which column is which, and what its values mean."""
        boxes = [f"of_{one.name}" for one in self.asked if one.name != DECIDED]
        names = [*boxes, "means_group", "means_group2"]
        return [self[name] for name in names if name in self.fields]

    def decisions(self) -> list[forms.BoundField]:
        """The fields that take a decision of a person."""
        return [self[f"of_{one.name}"] for one in self.asked if one.name == DECIDED]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        shown = {one.name for one in self.asked}
        said = {
            name: meant
            for name, meant in self.said.items()
            if name.partition(":")[0] not in shown and given.get("layout") == self.initial["layout"]
        }
        for one in self.asked:
            text = given.get(f"of_{one.name}") or ""
            if text:
                said[one.name] = "" if text == LEFT_OUT else text
        for name in ("group", "group2"):
            for mine, meant in self.meanings(name, given.get(f"means_{name}") or ""):
                said[f"{name}:{mine}"] = meant
        given["columns"] = said
        return given

    def meanings(self, name: str, text: str) -> Iterator[tuple[str, str]]:
        """The lines of what the file's own names mean."""
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_MEANINGS:
            self.add_error(
                f"means_{name}",
                _("Give at most %(most_meanings)s lines.") % {"most_meanings": MOST_MEANINGS},
            )
            return
        for line in lines:
            mine, equals, meant = line.partition("=")
            if not (mine.strip() and equals and meant.strip()):
                self.add_error(
                    f"means_{name}",
                    _("Write each line as in 1 = asian: %(line)s") % {"line": line[:60]},
                )
                return
            yield mine.strip(), meant.strip()


def meanings_in(said: Mapping[str, str], name: str) -> list[str]:
    """What was said of a file's own names, as lines."""
    return [
        f"{key.partition(':')[2]} = {meant}"
        for key, meant in said.items()
        if key.startswith(f"{name}:")
    ]


def initial_of(one: Field, said: Mapping[str, str]) -> str:
    """What a field shows of what was said of it."""
    if one.name not in said:
        return BY_NAME
    return said[one.name] if said[one.name].strip() or one.choices else LEFT_OUT


def by_name(name: str, headers: Sequence[str]) -> str:
    """What is read as a field where nobody says which column it is, in words."""
    names = REPORTED + SYNONYMS["starts"] if name == "reported" else SYNONYMS.get(name, ())
    plain = {words(header): header for header in reversed(headers)}
    found = next((plain[one] for one in names if one in plain), "")
    return _("By its name: %(found)s") % {"found": found} if found else _("By its name")
