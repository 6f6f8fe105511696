"""Adding and changing a job family."""

from django import forms

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
