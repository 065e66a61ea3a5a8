"""The app `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, seats, and who may do what."""

    name = "thidua.accounts"
