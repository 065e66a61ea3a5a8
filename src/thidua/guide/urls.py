"""Which address shows the style guide."""

from django.urls import path

from thidua.guide import views

app_name = "guide"
urlpatterns = [path("style-guide/", views.style_guide, name="style-guide")]
