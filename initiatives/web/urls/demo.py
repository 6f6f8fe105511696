"""The address of the demonstration's sign-in; it answers 404 wherever there is none."""

from django.urls import path

from initiatives.web.views import demo

urlpatterns = [path("demo/", demo.sign_in, name="demo_sign_in")]
