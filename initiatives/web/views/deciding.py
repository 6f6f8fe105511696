"""Taking a decision on an initiative, a shortfall or a commitment."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from initiatives.accountability import queries as accountability
from initiatives.base.errors import Missing
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer, unless
from initiatives.portfolio import queries as portfolio
from initiatives.shortfalls import queries as shortfalls
from initiatives.status.deciding.choices import Verdict
from initiatives.status.deciding.models import Ruling
from initiatives.status.deciding.rules import may_decide, offered
from initiatives.status.deciding.rules.access import verdicts_on
from initiatives.status.deciding.services import decide
from initiatives.web.deciding_words import ASK, SAID, WILL
from initiatives.web.forms.deciding import DecideForm
from initiatives.web.frame import ActionPage
from initiatives.web.views.gates import asked_of

FIND = {
    "initiative": portfolio.initiative,
    "shortfall": shortfalls.shortfall,
    "commitment": accountability.commitment,
}
RECORDS = {
    "initiative": portfolio.initiatives,
    "shortfall": shortfalls.shortfalls,
    "commitment": accountability.commitments,
}
LISTS = {
    "initiative": (_("Initiatives"), "initiative_list"),
    "shortfall": (_("Shortfalls"), "shortfall_list"),
    "commitment": (_("Commitments"), "commitment_list"),
}
OK = 200
Links = list[tuple[str, str]]
PAST = _("This can no longer be decided on {}: it has moved on.")
NOTHING = _("There is nothing here that you can decide. Its page says who answers for it.")


class Decide(ActionPage):
    """One decision, named in the address; without one, what there is to choose from."""

    form_class = DecideForm
    template_name = "status/decide.html"
    kind = ""

    @property
    def verdict(self) -> str:
        return self.request.GET.get("do", "")

    def find(self) -> Any:
        return FIND[self.kind](self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return may_decide(self.viewer, self.record, self.verdict)

    def prepare(self) -> None:
        if self.verdict not in Verdict.values:
            raise Http404(gettext("There is no such decision."))
        super().prepare()

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return super().get(request, **kwargs) if self.verdict else self.choose()

    def choose(self) -> HttpResponse:
        """What the viewer may decide here, each with what it does."""
        self.record = self.find()
        found = offered(self.viewer, self.record)
        unless(bool(found), NOTHING).require()
        context = {
            "record": self.record,
            "choices": [(one, one.label, WILL[one]) for one in found],
            "crumbs": self.crumbs(),
            "cancel": self.url_after(None),
        }
        return render(self.request, "status/choose.html", context)

    def initial(self) -> dict[str, Any]:
        named = None if self.verdict == Verdict.REASSIGN else self.record.owner
        return {
            "verdict": self.verdict,
            "named": named,
            "owner": named.pk if named else None,
            "has_date": self.kind == "commitment",
        }

    def get_title(self) -> str:
        return ASK[Verdict(self.verdict)].format(self.record.reference)

    def context(self) -> dict[str, Any]:
        return {"lede": str(WILL[Verdict(self.verdict)]), "submit": Verdict(self.verdict).label}

    def perform(self, given: dict[str, Any]) -> Ruling:
        return decide(actor=self.viewer, record=self.record, verdict=self.verdict, **given)

    def get_done(self, result: Ruling) -> SafeString:
        """What was decided, with the way on to what else waits."""
        said = SAID[Verdict(result.verdict)].format(one=self.record.reference)
        link = f"{reverse('status')}#decisions"
        return format_html(gettext('{} <a href="{}">What else needs your decision</a>'), said, link)

    def url_after(self, result: Any) -> str:
        return reverse(self.kind, args=[self.kwargs["pk"]]) + ("#decided" if result else "")

    def crumbs(self) -> Links:
        label, name = LISTS[self.kind]
        return [(label, reverse(name)), (self.record.reference, self.url_after(None))]

    def links(self, missing: list[Missing]) -> list[tuple[str, str]]:
        return asked_of(self.viewer, self.record, missing)

    def show(self, form: Form, status: int = OK, missing: Links | None = None) -> HttpResponse:
        """The form; where this can no longer be decided, one is led back and told so."""
        if status == OK and self.verdict not in verdicts_on(self.record):
            messages.info(self.request, PAST.format(self.record.reference))
            return redirect(self.url_after(None))
        return super().show(form, status, missing)
