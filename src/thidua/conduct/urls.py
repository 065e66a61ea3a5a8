"""Which address shows which screen."""

from django.urls import URLPattern

app_name = "conduct"
urlpatterns: list[URLPattern] = []
