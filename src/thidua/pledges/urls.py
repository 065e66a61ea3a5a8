"""Which address shows which screen."""

from django.urls import URLPattern

app_name = "pledges"
urlpatterns: list[URLPattern] = []
