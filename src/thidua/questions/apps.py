"""The app `questions`."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Questions."""

    name = "thidua.questions"
