"""Where counts come in."""

from django.urls import path

from thidua.counting import views

app_name = "counting"

urlpatterns = [
    path("units/<str:unit>/counts/", views.take, name="take"),
]
