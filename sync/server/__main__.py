"""`python -m sync.server`: start the central server."""

from __future__ import annotations

import argparse

from sync.server.centre import DEFAULT_NAME
from sync.server.demonstration.furnish import furnish
from sync.server.places import default_database
from sync.server.serve import serve


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m sync.server", description="Palier's central server")
    parser.add_argument("--database", default=default_database(), help="sqlite:///file or postgresql://…")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8420, help="0 takes a free one")
    parser.add_argument("--name", default=DEFAULT_NAME, help="what the server calls itself at its first start")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--ends-with-parent", action="store_true", help="stop when standard input closes")
    parser.add_argument("--demonstration", action="store_true", help="fill an empty server with fictitious people")
    asked = parser.parse_args()
    if asked.demonstration:
        for first_name, code in furnish(asked.database, asked.name).items():
            print(f"code {first_name} {code}")
    serve(
        asked.database,
        asked.host,
        asked.port,
        name=asked.name,
        workers=asked.workers,
        ends_with_parent=asked.ends_with_parent,
    )


if __name__ == "__main__":
    main()
