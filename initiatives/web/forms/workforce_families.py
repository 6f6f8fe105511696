"""Adding and changing a job family, and bringing in a file of counts."""

from django import forms

from initiatives.web.forms.measure_imports import of_fair_size
from initiatives.web.frame.forms import VersionedForm, ViewerForm

LAST = 1000


def name_field() -> forms.CharField:
    """What it is called."""
    return forms.CharField(label="Name", max_length=80, help_text="Such as: nurses.")


class NewFamilyForm(ViewerForm):
    """A name; it comes last."""

    name = name_field()


class FamilyForm(VersionedForm):
    """Its name and its place."""

    name = name_field()
    position = forms.IntegerField(label="Place in lists", min_value=0, max_value=LAST)


class ImportForm(ViewerForm):
    """A file, whether to try it only, and why what stands is corrected."""

    file = forms.FileField(
        label="File",
        help_text="CSV or XLSX, at most 10 MB.",
        validators=[of_fair_size],
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    because = forms.CharField(
        label="Why counts that stand are corrected",
        max_length=300,
        required=False,
        help_text="Only needed where a count of the file stands already with other figures.",
    )
    dry_run = forms.BooleanField(label="Try it only, and save nothing", required=False)
