"""The door for programs: /api/v1/, described at /api/v1/openapi.json.

There is no page of documentation: the library's loads scripts from elsewhere, which ours never do.
"""

from __future__ import annotations

from ninja import NinjaAPI

from danvan.consultation import api as consultation

api = NinjaAPI(
    title="Dân Vận",
    version="1",
    description="Public consultations: drafts, opinions, what was found in them and answered. "
    "Sentences are Vietnamese. Nobody is asked who they are; receipts are opened by their code.",
    docs_url=None,
    urls_namespace="api",
    throttle=[consultation.Limited("reading")],
)
consultation.speak(api)
api.add_router("/consultations", consultation.router)
