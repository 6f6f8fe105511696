"""Every address of the product: pages, sign-in, API and health."""

from django.urls import include, path

from qi_tracker import health

urlpatterns = [
    path("", include("initiatives.web.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", include("api.urls")),
    path("healthz/live", health.live, name="health_live"),
    path("healthz/ready", health.ready, name="health_ready"),
]
