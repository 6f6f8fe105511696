"""A vocabulary as a person writes it: one group a line, its code in front where it has one."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.measures.choices import Absent
from initiatives.measures.loading import StratificationText, StratumText
from initiatives.web.forms.sent_files import CHOOSE_AGAIN, CarriedForm
from initiatives.web.frame.forms import ViewerForm

BETWEEN = "|"
LONGEST_CODE = 60
Group = tuple[str, str]


class VocabularyForm(ViewerForm):
    """A new vocabulary, or a new version of one; its key stays what it was."""

    title = forms.CharField(label=_("Name"), max_length=160)
    edition = forms.CharField(
        label=_("Version"),
        max_length=40,
        help_text=_("A name that no earlier version has, such as the year: 2027."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("The standard or the people that the groups come from."),
    )
    groups = forms.CharField(
        label=_("Groups"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "One group a line. A group that was there keeps its code: “asian | Asian”. Of a new "
            "group just write the name."
        ),
    )
    absent = forms.MultipleChoiceField(
        label=_("Ways in which the group is not known"),
        choices=Absent.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They are counted apart from each other, and never added up."),
    )
    ordered = forms.BooleanField(
        label=_("The groups run from the most disadvantaged to the most advantaged"),
        required=False,
    )
    overlapping = forms.BooleanField(
        label=_("A person may be in several groups"),
        required=False,
        help_text=_("Then groups do not add up to all."),
    )

    def clean_groups(self) -> list[Group]:
        lines = [line for line in self.cleaned_data["groups"].splitlines() if line.strip()]
        found = [group_of(line, number) for number, line in enumerate(lines, 1)]
        codes = [code for code, _label in found]
        twice = next((code for code in codes if codes.count(code) > 1), "")
        if twice:
            raise forms.ValidationError(
                gettext("The code %(code)s is there twice. Give one of the groups another.")
                % {"code": twice}
            )
        return found


class ForcedVocabulariesForm(CarriedForm):
    """The yes to several vocabularies: what each was compared with, as keys with commas between."""

    instead_of = forms.RegexField(
        r"^\d{1,9}(,\d{1,9})*$",
        widget=forms.HiddenInput,
        error_messages={"required": CHOOSE_AGAIN, "invalid": CHOOSE_AGAIN},
    )

    def clean_instead_of(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["instead_of"].split(",")]


class StandingForm(ViewerForm):
    """Why a vocabulary is retired, or offered again."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the history."),
    )


def group_of(line: str, number: int) -> Group:
    """The code and the label of a line; a line without a code gets one made from its label."""
    code, between, label = (part.strip() for part in line.partition(BETWEEN))
    if between and not label:
        raise forms.ValidationError(
            gettext("Line %(number)s has a code and no name.") % {"number": number}
        )
    made = code if between else slugify(code).replace("-", "_")[:LONGEST_CODE]
    if not made:
        said = gettext("Line %(number)s needs a code in letters, as in “other | Other”.")
        raise forms.ValidationError(said % {"number": number})
    return made, label if between else code


def initial_of(said: StratificationText) -> dict[str, Any]:
    """What the form starts with, to change a vocabulary; the version is to be named anew."""
    groups = [f"{one.code} {BETWEEN} {one.label}" for one in said.strata if not one.absent]
    return {
        "title": said.title,
        "source": said.source,
        "groups": "\n".join(groups),
        "absent": [one.absent for one in said.strata if one.absent],
        "ordered": said.ordered,
        "overlapping": said.overlapping,
    }


def said_by(given: dict[str, Any], former: StratificationText | None) -> StratificationText:
    """The vocabulary that a form describes; groups of the former one keep what they map to."""
    known = {one.code: one for one in former.strata} if former else {}
    absences = {one.absent: one for one in former.strata} if former else {}
    groups = [
        StratumText(code, label, "", known[code].mapped if code in known else ())
        for code, label in given["groups"]
    ]
    missing = [
        absences.get(kind) or StratumText(kind, str(Absent(kind).label), kind, ())
        for kind in Absent.values
        if kind in given["absent"]
    ]
    return StratificationText(
        key=former.key if former else slugify(given["title"]).replace("-", "_")[:LONGEST_CODE],
        edition=given["edition"].strip(),
        title=given["title"].strip(),
        source=given["source"].strip(),
        ordered=given["ordered"],
        overlapping=given["overlapping"],
        strata=(*groups, *missing),
    )
