"""The addresses of the directory and of roles."""

from django.urls import path

from initiatives.web.views import people, roles

urlpatterns = [
    path("people/", people.PersonList.as_view(), name="person_list"),
    path("people/new/", people.Create.as_view(), name="person_create"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/close/", people.Deactivate.as_view(), name="person_deactivate"),
    path("people/<int:pk>/roles/", roles.Grant.as_view(), name="role_grant"),
    path("roles/<int:pk>/end/", roles.End.as_view(), name="role_end"),
]
