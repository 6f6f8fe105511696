"""Services, and who answers for them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.web.frame.forms import PersonField, ReasonForm, ViewerForm


class NewServiceForm(ViewerForm):
    """What it is called, what it does, and who answers for it."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Such as: Data warehouse"))
    purpose = forms.CharField(
        label=_("What it does here"),
        max_length=120,
        help_text=_("Such as: Brings in the monthly figures"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_by"] = PersonField(
            self.viewer,
            label=_("Who answers for it"),
            help_text=_("When their account is closed, its tokens stop until somebody else does."),
        )


class HandOverForm(ReasonForm):
    """Who answers for it from now on, and why."""

    field_order = ("answered_by", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_by"] = PersonField(
            self.viewer, label=_("Who answers for it from now on")
        )
        self.order_fields(self.field_order)
