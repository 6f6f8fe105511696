"""Django's admin, for the day on which the product's own pages do not help. Off unless
QI_EMERGENCY_ADMIN=yes; `docs/security.md` says when to switch it on, and to switch it off again.

Everything is read only but whether an account is open and whether it is above all roles: those two
get somebody back in. Nothing can be added or deleted here. Each use is logged and in the history.
"""

import logging
from typing import Any, ClassVar

from django.apps import apps
from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from initiatives.base.records import change, locked
from initiatives.history.services import record
from initiatives.people.models import User
from initiatives.privacy.parts import SECRET
from initiatives.web.frame import viewer_of

log = logging.getLogger(__name__)
OPENED = "emergency_pages_opened"
EDITABLE = ("is_active", "is_superuser")
# Not even here: what people said under protection, and what opens something.
HIDDEN_MODELS = frozenset(
    {"feedbackcontact", "feedbackbackground", "feedback", "chataddress", "answeredrequest"}
)
HIDDEN_FIELDS = SECRET | {"address", "url", "sealed", "former_secret", "parameters"}


class Site(AdminSite):
    """For those above all roles, who sign in as everybody does, second step included."""

    site_header = _("Emergency pages")
    site_title = _("Emergency pages")
    index_title = _("What the tables hold")
    index_template = "emergency/index.html"
    enable_nav_sidebar = False
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """By the product's own page; who is signed in and may not be here is told so."""
        if request.user.is_authenticated:
            raise PermissionDenied(str(_("These pages are for those above all roles.")))
        onward = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_login')}?{onward}")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        note(request)
        return super().each_context(request)


def note(request: HttpRequest) -> None:
    """Log the page, and tell history once a session."""
    viewer = viewer_of(request)
    log.warning("Emergency pages: %s, %s %s", viewer.reference, request.method, request.path)
    if OPENED not in request.session:
        request.session[OPENED] = True
        record(actor=viewer, verb="opened the emergency pages", subject=viewer)


class ReadOnly(ModelAdmin):  # type: ignore[type-arg]
    """A table to be read."""

    actions = None
    show_full_result_count = False
    list_per_page = 50
    change_form_template = "emergency/change_form.html"
    editable: ClassVar[tuple[str, ...]] = ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = self.model._meta.concrete_fields
        return [one.name for one in fields if one.name not in HIDDEN_FIELDS]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [name for name in self.get_fields(request, obj) if name not in self.editable]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.editable)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """History has a page of its own, with everything in it."""
        raise Http404

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Django's own log is not kept: `save_model` tells history."""


class Accounts(ReadOnly):
    """Accounts: whether one is open, and whether it is above all roles."""

    editable = EDITABLE
    search_fields = ("email", "name")

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: User, form: Any, changed: bool) -> None:
        asked = {name: getattr(obj, name) for name in EDITABLE}
        person = locked(User(pk=obj.pk))
        made = change(person, **asked)
        if made:
            record(
                actor=viewer_of(request),
                verb="changed in an emergency",
                subject=person,
                before=made.before,
                after=made.after,
            )


def shown(model: type[Model]) -> bool:
    """Whether a table is shown at all."""
    simple = not isinstance(model._meta.pk, tuple) and model._meta.pk.name != "pk"
    return simple and model._meta.model_name not in HIDDEN_MODELS


def make_site() -> Site:
    """The pages over all tables that may be shown."""
    site = Site(name="emergency")
    for model in apps.get_app_config("initiatives").get_models():
        if shown(model):
            site.register(model, Accounts if model is User else ReadOnly)
    return site
