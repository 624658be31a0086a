"""Write the next revision of a lineage from the difference between its migrations and its models.

    python packaging/new_migration.py shared "add a field to residents"

Read what it wrote before committing: Alembic proposes, it does not know our data.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from intake_app.domain import record_types  # noqa: F401  (fills the shared registry)
from intake_app.storage import tables  # noqa: F401  (fills the laptop registry)
from intake_app.storage.migrate import LAPTOP_LINEAGE, SHARED_LINEAGE, Lineage, upgrade

TEMPLATE = '''"""{title}."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import intake_app.domain.base

revision = "{lineage}_{number:04d}"
down_revision = {previous!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move to this revision."""
{body}
'''


def lineages() -> dict[str, Lineage]:
    """Every lineage by name."""
    from sync.server.migrate import SERVER_LINEAGE

    return {lineage.name: lineage for lineage in (SHARED_LINEAGE, LAPTOP_LINEAGE, SERVER_LINEAGE)}


def main(name: str, title: str) -> None:
    """Write `versions/<number>_<title>.py` in the lineage's folder and print its path."""
    lineage = lineages()[name]
    versions = lineage.folder / "versions"
    number = len(list(versions.glob("[0-9]*.py"))) + 1
    with create_engine("sqlite://").begin() as connection:
        if number > 1:
            upgrade(connection, lineage)
        context = MigrationContext.configure(connection, opts={"include_object": _belongs_to(lineage)})
        operations = produce_migrations(context, lineage.metadata).upgrade_ops
    body = render_python_code(operations, migration_context=context) if operations else "pass"
    path = versions / f"{number:04d}_{title.replace(' ', '_').lower()}.py"
    previous = f"{lineage.name}_{number - 1:04d}" if number > 1 else None
    indented = "\n".join("    " + line.removeprefix("    ") if line else "" for line in body.splitlines())
    text = TEMPLATE.format(
        title=title.capitalize(), lineage=lineage.name, number=number, previous=previous, body=indented
    )
    path.write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(path)], check=True)
    print(path)


def _belongs_to(lineage: Lineage) -> Callable[..., bool]:
    return lambda _object, name, kind, _reflected, _compared: kind != "table" or name in lineage.metadata.tables


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
