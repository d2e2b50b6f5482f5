"""The site as a server sees it."""

from __future__ import annotations

import os

import django

from danvan.site.streaming import Streaming

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.site.settings")
django.setup(set_prefix=False)
application = Streaming()
