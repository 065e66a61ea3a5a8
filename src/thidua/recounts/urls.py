"""Which address shows which page of recounted figures."""

from django.urls import path

from thidua.recounts import views

app_name = "recounts"
urlpatterns = [
    path("figures/", views.figures, name="figures"),
]
