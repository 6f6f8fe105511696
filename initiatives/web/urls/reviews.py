"""The addresses of monthly reviews and the scores in them."""

from django.urls import path

from initiatives.web.views import reviewing, reviews

urlpatterns = [
    path("reviews/", reviews.ReviewList.as_view(), name="review_list"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/edit/", reviewing.Edit.as_view(), name="review_edit"),
    path("reviews/<int:pk>/score/team/", reviewing.ScoreTeam.as_view(), name="review_score_team"),
    path(
        "reviews/<int:pk>/score/adviser/",
        reviewing.ScoreAdviser.as_view(),
        name="review_score_adviser",
    ),
    path("initiatives/<int:pk>/reviews/new/", reviewing.Create.as_view(), name="review_create"),
]
