"""The addresses of the frameworks: their versions, and bringing in another."""

from django.urls import path

from initiatives.web.views import framework_upload, frameworks

urlpatterns = [
    path("administration/frameworks/", frameworks.framework_list, name="framework_list"),
    path(
        "administration/frameworks/new/",
        framework_upload.Upload.as_view(),
        name="framework_upload",
    ),
    path(
        "administration/frameworks/new/force/",
        framework_upload.PutInForce.as_view(),
        name="framework_put",
    ),
    path("administration/frameworks/<int:pk>/", frameworks.framework, name="framework"),
    path("administration/frameworks/<int:pk>/file/", frameworks.as_file, name="framework_file"),
]
