"""People's passwords in tests: Django's own hash with one round, which every installation reads."""

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher

SHIPPED = tuple(settings.PASSWORD_HASHERS)


class Hasher(PBKDF2PasswordHasher):
    """Cost nothing: people of tests are made by the thousand, and nobody attacks them."""

    iterations = 1
