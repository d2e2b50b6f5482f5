"""One structured line for each request and event: never a name, an address or an opinion's text."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

Answer = Callable[[HttpRequest], HttpResponse]

REQUESTS = Counter("danvan_requests", "Requests answered", ("view", "method", "status"))
SECONDS = Histogram("danvan_request_seconds", "Seconds to an answer", ("view",))
log = structlog.get_logger("danvan")


def set_up(*, level: int = logging.INFO) -> None:
    """Lines of JSON on stderr, those of libraries too."""
    chain: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*chain, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    lines = logging.StreamHandler()
    lines.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=chain,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(handlers=[lines], level=level, force=True)
    logging.captureWarnings(capture=True)
    # Files that the package ships are read whole before they are sent: they are small.
    warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators")
    for name in ("django.request", "uvicorn.access"):  # they write addresses as they were asked
        logging.getLogger(name).setLevel(logging.ERROR)


def one_line_each(answer: Answer) -> Answer:
    """Counts each request under its page's name; of the address, only the page is kept."""

    def watched(request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = answer(request)
        match = request.resolver_match
        view = match.view_name if match else "none"
        seconds = time.monotonic() - began
        REQUESTS.labels(view, request.method or "", str(response.status_code)).inc()
        SECONDS.labels(view).observe(seconds)
        tell = log.error if response.status_code >= 500 else log.info
        tell(
            "request",
            view=view,
            method=request.method,
            status=response.status_code,
            seconds=round(seconds, 3),
        )
        return response

    return watched
