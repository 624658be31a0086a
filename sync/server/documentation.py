"""What /openapi.json says: of each route its messages and every way it may refuse, with the headers that come along."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

import msgspec

from sync.protocol.errors import CATALOGUE
from sync.protocol.messages import Refusal
from sync.server.endpoints import Endpoint, Nothing

ABOUT: Final = (
    "Bodies are JSON, packed by zstd or gzip where both ends have it (Content-Encoding, Accept-Encoding), 10 MB at "
    "most once unpacked. Unknown members are ignored. A refusal names its reason in `error`, with its `details`; one "
    "that asks to sign in brings the `nonce` to sign."
)
_SECURITY: Final = {"bearer": {"type": "http", "scheme": "bearer", "description": "What /v1/token gave, 15 minutes."}}


def _header(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {name: {"description": description, "required": True, "schema": schema}}


_HEADERS: Final[dict[int, dict[str, Any]]] = {
    401: _header("WWW-Authenticate", "How to sign in", type="string", enum=["Bearer"]),
    405: _header("Allow", "The method of this route", type="string"),
    429: _header("Retry-After", "Seconds to wait", type="integer", minimum=1),
    503: _header("Retry-After", "Seconds to wait", type="integer", minimum=1),
}
"""The headers that come with every refusal of this status."""


def document(endpoint: Endpoint) -> dict[str, Any]:
    """The keyword arguments of FastAPI's `add_api_route` that describe `endpoint`."""
    extra: dict[str, Any] = {}
    if endpoint.message is not None:
        extra["requestBody"] = {
            # an empty body says nothing, too
            "required": endpoint.message is not Nothing,
            "content": _json(schema_of(endpoint.message)),
        }
    if endpoint.needs_token:
        extra["security"] = [{"bearer": []}]
    return {
        "summary": endpoint.summary,
        "operation_id": endpoint.path.removeprefix("/v1/").replace("/", "_"),
        "response_model": None,
        "responses": _responses(endpoint),
        "openapi_extra": extra,
    }


def add_security(described: dict[str, Any]) -> None:
    """Say once, in the whole document, what the routes call `bearer`."""
    described.setdefault("components", {})["securitySchemes"] = _SECURITY


def schema_of(message: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON schema of a message, complete in itself."""
    schemas, components = msgspec.json.schema_components([message])
    schema: dict[str, Any] = _inlined(schemas[0], components)
    return schema


def _inlined(schema: Any, components: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_inlined(part, components) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(components[schema["$ref"].rsplit("/", 1)[-1]], components)
    return {name: _inlined(part, components) for name, part in schema.items()}


def _responses(endpoint: Endpoint) -> dict[int | str, dict[str, Any]]:
    keys: dict[int, list[str]] = defaultdict(list)
    for key in endpoint.refusals:
        keys[CATALOGUE[key]].append(key)
    refused: dict[int | str, dict[str, Any]] = {
        status: {
            "description": ", ".join(names),
            "headers": _HEADERS.get(status, {}),
            "content": _json(_refusal(status, names)),
        }
        for status, names in sorted(keys.items())
    }
    return {200: {"description": "Done", "content": _json(schema_of(endpoint.reply))}, **refused}


def _refusal(status: int, names: list[str]) -> dict[str, Any]:
    schema = schema_of(Refusal)
    schema["properties"]["error"] = {"type": "string", "enum": names}
    if status == 401:
        schema["properties"]["nonce"] = {"type": "string"}
        schema["required"] = [*schema["required"], "nonce"]
    return schema


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
