"""`python -m sync.server`: the central server and its administration; without a command it serves."""

from __future__ import annotations

from sync.server.administration.program import main

if __name__ == "__main__":
    main()
