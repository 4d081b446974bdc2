"""GET /docs: Swagger UI from this server alone, its start-up in a file of its own, so nothing is inline."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.responses import respond
from app.work import Answer

router = APIRouter(prefix="/docs", include_in_schema=False)

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: API</title>
<link rel="icon" type="image/svg+xml" href="{icon}">
<link rel="stylesheet" href="{style}">
<script src="{bundle}" defer></script>
<script src="/docs/start.js" defer></script>
</head>
<body><main id="swagger-ui"></main></body>
</html>
"""
START = """\
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
});
"""


@router.get("")
async def docs(request: Request) -> Response:
    """The page."""
    bundle = request.app.state.bundle
    text = PAGE.format(
        title=request.app.title,
        icon=bundle.url("icon.svg"),
        style=bundle.url("docs/swagger-ui.css"),
        bundle=bundle.url("docs/swagger-ui-bundle.js"),
    )
    return respond(Answer(text.encode(), media_type="text/html; charset=utf-8"))


@router.get("/start.js")
async def start() -> Response:
    """What would stand inline, if inline were allowed."""
    return respond(Answer(START.encode(), media_type="text/javascript"))
