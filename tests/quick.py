"""What costs tests nothing: passwords, static files of each browser and rubbish."""

import gc

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from whitenoise.middleware import WhiteNoiseMiddleware

SHIPPED = tuple(settings.PASSWORD_HASHERS)


class Hasher(PBKDF2PasswordHasher):
    """Django's own hash with one round: people of tests are made by the thousand, nobody attacks."""

    iterations = 1


def static_files_once():
    """Let the site look for the files of its apps once a run, and not once a browser."""
    look, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def add(site):
        if not found:
            gathered, site.files = site.files, found
            look(site)
            site.files = gathered
        site.files.update(found)

    WhiteNoiseMiddleware.add_files_from_finders = add


def rubbish_seldom():
    """Let Python look for rubbish seldom: before it starts, the suite alone makes half a million."""
    gc.set_threshold(50_000, 20, 50)


def nothing_loaded_is_rubbish():
    """Let Python never look again at what is loaded once all tests are found."""
    gc.collect()
    gc.freeze()
