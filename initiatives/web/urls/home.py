"""The addresses of the start page and of the workspace."""

from django.urls import path

from initiatives.web.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("workspace/", home.Workspace.as_view(), name="workspace"),
]
