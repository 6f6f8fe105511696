"""The addresses of the vocabularies by which groups are told apart."""

from django.urls import path

from initiatives.web.views import vocabularies, vocabulary_standing, vocabulary_turns

HERE = "administration/vocabularies/"

urlpatterns = [
    path(HERE, vocabularies.vocabulary_list, name="vocabulary_list"),
    path(f"{HERE}new/", vocabulary_turns.Add.as_view(), name="vocabulary_add"),
    path(f"{HERE}file/", vocabulary_turns.Upload.as_view(), name="vocabulary_upload"),
    path(f"{HERE}force/", vocabulary_turns.PutInForce.as_view(), name="vocabulary_put"),
    path(f"{HERE}<int:pk>/", vocabularies.vocabulary, name="vocabulary"),
    path(f"{HERE}<int:pk>/file/", vocabularies.as_file, name="vocabulary_file"),
    path(f"{HERE}<int:pk>/edit/", vocabulary_turns.Edit.as_view(), name="vocabulary_edit"),
    path(f"{HERE}<int:pk>/retire/", vocabulary_standing.Retire.as_view(), name="vocabulary_retire"),
    path(f"{HERE}<int:pk>/offer/", vocabulary_standing.Offer.as_view(), name="vocabulary_offer"),
]
