"""The addresses from which an administrator looks after the whole."""

from django.urls import path

from initiatives.web.views import administration

urlpatterns = [
    path("administration/", administration.overview, name="administration"),
]
