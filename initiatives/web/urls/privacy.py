"""The addresses of what is kept about people, and for how long."""

from django.urls import path

from initiatives.web.views import privacy, retention

urlpatterns = [
    path("profile/data/", privacy.my_data, name="my_data"),
    path("profile/data/file/", privacy.my_data_file, name="my_data_file"),
    path("people/<int:pk>/erase/", privacy.Erase.as_view(), name="person_erase"),
    path("administration/retention/", retention.retention, name="retention"),
    path(
        "administration/retention/<slug:kind>/", retention.SetTerm.as_view(), name="retention_set"
    ),
]
