"""Being asked who one is, once more, for those who have nothing here to show it with."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from initiatives.web.frame import page


@page
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Out, in again as before, and back to what they were about to do.

    Where that leads is checked by the sign-out and by the sign-in.
    """
    back = urlencode({"next": request.GET.get("next", "/")})
    return render(
        request, "account/sign_in_again.html", {"next": f"{reverse('account_login')}?{back}"}
    )
