"""The addresses of the system's status."""

from django.urls import path

from initiatives.web.views import status

urlpatterns = [
    path("status/", status.status, name="status"),
    path("status/cell/", status.cell, name="status_cell"),
]
