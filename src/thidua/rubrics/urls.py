"""Which address shows which screen."""

from django.urls import path

from thidua.rubrics import views
from thidua.rubrics.views import comparison

app_name = "rubrics"
urlpatterns = [
    path("rubrics/", views.rubrics, name="rubrics"),
    path("rubrics/766/", comparison.comparison, name="comparison"),
    path("rubrics/766/recount/", comparison.recount, name="recount"),
    path("rubrics/<slug:rubric>/", views.rubric, name="rubric"),
    path("rubrics/<slug:rubric>/plan.toml", views.file, name="file"),
]
