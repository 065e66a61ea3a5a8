"""The entry point for a web server: `thidua.site.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from thidua.site import store

os.umask(store.UMASK)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
application = get_wsgi_application()
gc.collect()
gc.freeze()  # what stands since the start is no garbage: it is not looked through again and again
