"""The addresses of the history."""

from django.urls import path

from initiatives.web.views import history

urlpatterns = [
    path("history/", history.History.as_view(), name="history"),
]
