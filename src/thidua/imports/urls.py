"""Which address shows which screen."""

from django.urls import path

from thidua.imports import views

app_name = "imports"

urlpatterns = [
    path("units/<str:unit>/imports/", views.upload, name="upload"),
    path("units/<str:unit>/imports/templates/<str:window>/", views.template, name="template"),
    path("units/<str:unit>/imports/taken/<str:receipt>/", views.taken, name="taken"),
    path("units/<str:unit>/imports/<str:upload>/mapping/", views.mapping, name="mapping"),
    path("units/<str:unit>/imports/<str:upload>/units/", views.units, name="units"),
    path("units/<str:unit>/imports/<str:upload>/preview/", views.preview, name="preview"),
    path("units/<str:unit>/imports/<str:upload>/report/", views.report, name="report"),
]
