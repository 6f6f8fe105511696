"""The addresses of the directory and of roles."""

from django.urls import path

from initiatives.web.views import group_roles, people, roles, succession

urlpatterns = [
    path("people/", people.PersonList.as_view(), name="person_list"),
    path("people/new/", people.Create.as_view(), name="person_create"),
    path("people/left/", succession.left, name="people_left"),
    path("people/groups/", group_roles.group_role_list, name="group_role_list"),
    path("people/groups/new/", group_roles.Say.as_view(), name="group_role_create"),
    path("people/groups/<int:pk>/end/", group_roles.End.as_view(), name="group_role_end"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/close/", people.Deactivate.as_view(), name="person_deactivate"),
    path("people/<int:pk>/succession/", succession.Succession.as_view(), name="person_succession"),
    path("people/<int:pk>/roles/", roles.Grant.as_view(), name="role_grant"),
    path("roles/<int:pk>/end/", roles.End.as_view(), name="role_end"),
]
