"""The addresses of the public pages of the community."""

from django.urls import path

from initiatives.web.views import public_answers, tell

urlpatterns = [
    path("feedback/", tell.tell, name="feedback_tell"),
    path("feedback/answer/", public_answers.find, name="feedback_find"),
    path("feedback/answers/", public_answers.answers, name="feedback_answers"),
]
