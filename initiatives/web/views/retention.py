"""For how long data are kept: read by administrators and auditors, set within bounds."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.base.errors import Invalid
from initiatives.base.permission import Answer
from initiatives.people.rules import may_oversee
from initiatives.retention import queries, rules, services
from initiatives.retention.kinds import NEVER, Kind, kind_of, kinds
from initiatives.retention.models import RetentionNight
from initiatives.web.forms.privacy import TermForm
from initiatives.web.frame import ActionPage, page, viewer_of

NIGHTS_SHOWN = 14


@page
def retention(request: HttpRequest) -> HttpResponse:
    """The policy in force, what is never deleted, and what the last nights deleted."""
    viewer = viewer_of(request)
    may_oversee(viewer).require()
    context = {
        "policy": queries.policy(viewer),
        "never": NEVER,
        "nights": [(one, told(one)) for one in queries.nights(viewer)[:NIGHTS_SHOWN]],
        "may_change": rules.may_change(viewer),
    }
    return render(request, "privacy/retention.html", context)


def told(night: RetentionNight) -> list[tuple[str, int]]:
    """What a night deleted, by the words of the kind."""
    words = {kind.key: str(kind.label) for kind in kinds()}
    return [(words.get(key, key), count) for key, count in night.deleted.items() if count]


class SetTerm(ActionPage):
    """Another term for one kind, from the next night on."""

    form_class = TermForm
    template_name = "privacy/term.html"
    submit = _("Keep them so long")  # type: ignore[assignment]
    done = _("It is set. The worker goes by it from the next night on.")  # type: ignore[assignment]

    def find(self) -> Kind:
        try:
            return kind_of(self.kwargs["kind"])
        except Invalid as error:
            raise Http404(error.message) from None

    def permission(self) -> Answer:
        return rules.may_change(self.viewer)

    def initial(self) -> dict[str, Any]:
        return {"days": queries.kept(self.record.key).days}

    def get_form(self, *data: Any) -> TermForm:
        form = super().get_form(*data)
        assert isinstance(form, TermForm)
        return form.bounded(self.record.least, self.record.most)

    def get_title(self) -> str:
        return str(self.record.label)

    def context(self) -> dict[str, Any]:
        return {"versions": queries.terms(self.viewer, self.record.key), "kind": self.record}

    def perform(self, given: dict[str, Any]) -> Any:
        return services.set_term(actor=self.viewer, kind=self.record.key, **given)

    def url_after(self, result: Any) -> str:
        return reverse("retention")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(str(_("How long data are kept")), reverse("retention"))]
