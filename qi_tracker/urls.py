"""Every address of the product: pages, sign-in, API and health."""

from allauth.account import views as account
from allauth.socialaccount import views as institutions
from allauth.socialaccount.providers.openid_connect import views as openid_views
from allauth.socialaccount.providers.saml import views as saml_views
from django.conf import settings
from django.urls import include, path, re_path

from initiatives.web.institutions.views import finish_acs
from qi_tracker import health

openid = [
    path("<str:provider_id>/login/", openid_views.login, name="openid_connect_login"),
    path(
        "<str:provider_id>/login/callback/", openid_views.callback, name="openid_connect_callback"
    ),
]
saml = [
    path("login/", saml_views.login, name="saml_login"),
    path("metadata/", saml_views.metadata, name="saml_metadata"),
    path("acs/", saml_views.acs, name="saml_acs"),
    path("acs/finish/", finish_acs, name="saml_finish_acs"),
    path("sls/", saml_views.sls, name="saml_sls"),
]
# Of django-allauth just what is offered: its other pages would change accounts past our services.
accounts = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("oidc/", include(openid)),
    path("saml/<str:organization_slug>/", include(saml)),
    path(
        "institution/cancelled/", institutions.login_cancelled, name="socialaccount_login_cancelled"
    ),
    path("institution/failed/", institutions.login_error, name="socialaccount_login_error"),
]

handler500 = "qi_tracker.faults.broken"

urlpatterns = [
    path("", include("initiatives.web.urls")),
    path("accounts/", include(accounts)),
    path("api/", include("api.urls")),
    path("healthz/live", health.live, name="health_live"),
    path("healthz/ready", health.ready, name="health_ready"),
]
if settings.EMERGENCY_ADMIN:
    from initiatives.web.emergency import make_site

    urlpatterns.append(path("emergency/", make_site().urls))
