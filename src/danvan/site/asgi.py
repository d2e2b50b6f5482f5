"""The site as a server sees it."""

from __future__ import annotations

import os

import django

from danvan.site import logs
from danvan.site.streaming import Streaming

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.site.settings")
django.setup(set_prefix=False)
application = Streaming()


def site() -> Streaming:
    """The site in a process that answers, with its log."""
    logs.set_up()
    return application
