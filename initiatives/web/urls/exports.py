"""The addresses of files that people ask for."""

from django.urls import path

from initiatives.web.views import exports

urlpatterns = [
    path("exports/", exports.export_list, name="export_list"),
    path("exports/ask/", exports.ask, name="export_ask"),
    path("exports/<int:pk>/file/", exports.file, name="export_file"),
    path("exports/<int:pk>/cancel/", exports.Cancel.as_view(), name="export_cancel"),
    path("exports/<int:pk>/delete/", exports.Delete.as_view(), name="export_delete"),
]
