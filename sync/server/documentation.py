"""What /openapi.json says of a route: its messages, and every way it may refuse."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

import msgspec

from sync.protocol.errors import CATALOGUE
from sync.protocol.messages import Refusal
from sync.server.endpoints import Endpoint

_BEARER: Final = {"type": "http", "scheme": "bearer"}


def document(endpoint: Endpoint) -> dict[str, Any]:
    """The keyword arguments of FastAPI's `add_api_route` that describe `endpoint`."""
    extra: dict[str, Any] = {}
    if endpoint.message is not None:
        extra["requestBody"] = {"required": True, "content": _json(schema_of(endpoint.message))}
    if endpoint.needs_token:
        extra["security"] = [{"bearer": []}]
    return {
        "summary": endpoint.summary,
        "operation_id": endpoint.path.rsplit("/", 1)[-1],
        "response_model": None,
        "responses": _responses(endpoint),
        "openapi_extra": extra,
    }


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
    refusal = schema_of(Refusal)
    refused: dict[int | str, dict[str, Any]] = {
        status: {"description": ", ".join(names), "content": _json(refusal)} for status, names in sorted(keys.items())
    }
    return {200: {"description": "Done", "content": _json(schema_of(endpoint.reply))}, **refused}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
