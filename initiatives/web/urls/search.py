"""The address of search."""

from django.urls import path

from initiatives.web.views import search

urlpatterns = [path("search/", search.everything, name="search")]
