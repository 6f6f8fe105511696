"""The addresses of the tree of entities."""

from django.urls import path

from initiatives.web.views import entities, entity_turns

urlpatterns = [
    path("entities/", entities.EntityList.as_view(), name="entity_list"),
    path("entities/new/", entities.Create.as_view(), name="entity_create"),
    path("entities/<int:pk>/", entities.entity, name="entity"),
    path("entities/<int:pk>/edit/", entities.Edit.as_view(), name="entity_edit"),
    path("entities/<int:pk>/move/", entities.Move.as_view(), name="entity_move"),
    path("entities/<int:pk>/merge/", entity_turns.Merge.as_view(), name="entity_merge"),
    path("entities/<int:pk>/apart/", entity_turns.SetApart.as_view(), name="entity_apart"),
    path("entities/<int:pk>/split/", entity_turns.Split.as_view(), name="entity_split"),
]
