"""The smaller forms of an initiative: its alignments."""

from typing import Any

from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework import queries as framework
from initiatives.web.forms.charter_fields import text
from initiatives.web.frame.forms import PrincipleField, VersionedForm, ViewerForm


class RationaleForm(VersionedForm):
    """How the initiative serves a principle, said anew."""

    rationale = text(_("How it serves the principle"), required=True)


class AlignForm(ViewerForm):
    """Which principle that it is not aligned with yet, and how the initiative serves it."""

    rationale = text(
        _("How it serves the principle"),
        _("A sentence or two that a stranger understands."),
        required=True,
    )
    field_order = ("principle", "rationale")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.principles = [
            principle
            for principle in framework.principles(self.viewer)
            if principle.pk not in self.initial.get("aligned", ())
        ]
        self.fields["principle"] = PrincipleField(
            self.viewer, self.principles, label=_("Principle"), empty_label=_("Choose a principle")
        )
        self.order_fields(self.field_order)
