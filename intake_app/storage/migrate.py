"""Brings a database to the present shape: one way of migrating, three lineages (shared, laptop, server), additive only.

A lineage is a folder of Alembic revisions with a version table of its own, so that laptop and server share the first
and each adds its own. Everything runs in one transaction the caller holds: a kill leaves the old shape or the new
one, never something between.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, MetaData

from intake_app.domain.base import LAPTOP, SHARED

_PACKAGES: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Lineage:
    """A line of migrations: `folder` holds `versions/`, `metadata` is the shape its last revision must give."""

    name: str
    folder: Path
    metadata: MetaData

    @property
    def version_table(self) -> str:
        return f"{self.name}_version"


SHARED_LINEAGE: Final = Lineage("shared", _PACKAGES / "domain" / "migrations", SHARED)
LAPTOP_LINEAGE: Final = Lineage("laptop", _PACKAGES / "storage" / "migrations", LAPTOP)
STORE_VERSION: Final = 13
"""Number of shared and laptop revisions (a test counts them). Kept in the file's `user_version`, so that opening
needs no Alembic.
"""


def upgrade(connection: Connection, lineage: Lineage) -> None:
    """Run the revisions of `lineage` that `connection`'s database lacks, inside the caller's transaction."""
    # Alembic takes 100 ms to import and is needed once per version of the program
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(lineage.folder))

    def revisions(current: Any, _context: Any) -> Any:
        return script._upgrade_revs("head", current)

    with EnvironmentContext(Config(), script, fn=revisions) as environment:
        environment.configure(
            connection=connection,
            target_metadata=lineage.metadata,
            version_table=lineage.version_table,
            transactional_ddl=True,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        environment.run_migrations()
