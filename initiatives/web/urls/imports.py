"""The addresses of imports."""

from django.urls import path

from initiatives.web.views import imports

urlpatterns = [
    path("imports/", imports.import_list, name="import_list"),
    path("imports/new/", imports.Upload.as_view(), name="import_create"),
    path("imports/<int:pk>/", imports.Preview.as_view(), name="import_run"),
]
