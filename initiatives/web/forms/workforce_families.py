"""Adding and changing a job family, and bringing in a file of counts."""

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.web.forms.measure_imports import of_fair_size
from initiatives.web.frame.forms import VersionedForm, ViewerForm

LAST = 1000


def name_field() -> forms.CharField:
    """What it is called."""
    return forms.CharField(label=_("Name"), max_length=80, help_text=_("Such as: nurses."))


class NewFamilyForm(ViewerForm):
    """A name; it comes last."""

    name = name_field()


class FamilyForm(VersionedForm):
    """Its name and its place."""

    name = name_field()
    position = forms.IntegerField(label=_("Place in lists"), min_value=0, max_value=LAST)


class ImportForm(ViewerForm):
    """A file, whether to try it only, and why what stands is corrected."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, at most 10 MB."),
        validators=[of_fair_size],
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    because = forms.CharField(
        label=_("Why counts that stand are corrected"),
        max_length=300,
        required=False,
        help_text=_("Only needed where a count of the file stands already with other figures."),
    )
    dry_run = forms.BooleanField(label=_("Try it only, and save nothing"), required=False)
