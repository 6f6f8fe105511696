"""A page behind sign-in: who asks for it, and what the domain's refusals become."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from initiatives.base.errors import NotAllowed
from initiatives.people.models import User
from initiatives.web.switched import closed_page

Answers = Callable[..., HttpResponseBase]


def viewer_of(request: HttpRequest) -> User:
    """The person who asks; only for pages behind sign-in."""
    return cast(User, request.user)


def page(view: Answers) -> Answers:
    """Ask for sign-in; NotAllowed becomes a 403 that says why, and what is not found a 404.

    A record that the viewer may not see is not found either: its existence is not told. A page of a
    part that is switched off says so. Instants are shown in the viewer's time zone.
    """

    @login_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            with timezone.override(viewer_of(request).time_zone):
                closed = closed_page(request, viewer_of(request))
                response = closed or view(request, *args, **kwargs)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except ObjectDoesNotExist as absence:
            raise Http404(_("There is no such record, or you may not see it.")) from absence
        patch_cache_control(response, private=True, no_cache=True, no_store=True)
        return response

    return answer


@method_decorator(page, name="dispatch")
class Page(View):
    """The class form of `page`."""

    @property
    def viewer(self) -> User:
        return viewer_of(self.request)
