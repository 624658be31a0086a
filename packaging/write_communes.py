"""Write resources/communes/ again: `python packaging/write_communes.py [VERSION]`. Needs npm and the network.

The communes of France with their INSEE code and postcodes come from the npm package `@etalab/decoupage-administratif`,
whose major version is a year's official geographic code. Nothing else of it is kept.
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from intake_app.domain.names import fold  # noqa: E402 (a script finds the code beside it)

FOLDER: Final = ROOT / "resources" / "communes"
PACKAGE: Final = "@etalab/decoupage-administratif"
FORMER: Final = ("commune-deleguee", "commune-associee")
SOURCE: Final = """\
Communes of France: name, INSEE code, postcodes.

File:     communes.txt.gz (UTF-8, a line each: name as it is compared, name, INSEE code, postcodes; of a former commune
          the code of the commune it is part of, with « = » before it, and that commune's postcodes)
Taken from: npm package {package} {version}, data/communes.json, of {day}
Whose:    Etalab (data.gouv.fr), after the Code officiel géographique of INSEE and the Base officielle des codes postaux
          of La Poste
Licence:  Licence Ouverte / Open Licence 2.0 (Etalab). Its text: packaging/licence_texts/Licence-Ouverte-2.0.txt in the
          sources, licences/Licence-Ouverte-2.0.txt beside the program.
Changed:  names, codes and postcodes only, sorted; communes without a postcode left out.
Made by:  packaging/write_communes.py
"""


def fetch_package(version: str, folder: Path) -> Path:
    """The package's archive, fetched by its name from whichever registry npm is set to."""
    wanted = f"{PACKAGE}@{version}" if version else PACKAGE
    command = ["npm", "pack", wanted, "--silent", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tgz"))


def read_package(archive: Path) -> tuple[str, str, list[dict[str, Any]]]:
    """(version, day of the package, communes) of the archive."""
    with tarfile.open(archive) as packed:
        member = packed.getmember("package/data/communes.json")
        said, listed = (packed.extractfile(name) for name in ("package/package.json", member))
        assert said is not None
        assert listed is not None
        version, communes = json.load(said)["version"], json.load(listed)
    return version, datetime.fromtimestamp(member.mtime, UTC).date().isoformat(), communes


def lines_of(communes: list[dict[str, Any]]) -> Iterator[str]:
    """The lines of the file: communes there are, and former ones under the code and postcodes of today's."""
    here = {one["code"]: one for one in communes if one["type"] == "commune-actuelle"}
    for one in communes:
        if one["type"] in FORMER:
            mark, today = "=", here.get(one["chefLieu"])
        else:
            mark, today = "", here.get(one["code"])
        if today is not None and today.get("codesPostaux"):
            if mark and today["nom"] == one["nom"]:
                continue  # today's commune has kept the name
            yield "\t".join((fold(one["nom"]), one["nom"], mark + today["code"], " ".join(today["codesPostaux"])))


def main(version: str = "") -> int:
    """Write the file and where it is from."""
    with tempfile.TemporaryDirectory() as folder:
        version, day, communes = read_package(fetch_package(version, Path(folder)))
    text = "".join(f"{line}\n" for line in sorted(set(lines_of(communes))))
    packed = io.BytesIO()
    # no name and no time inside: the same communes make the same file
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(text.encode())
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "communes.txt.gz").write_bytes(packed.getvalue())
    (FOLDER / "SOURCE.txt").write_text(SOURCE.format(package=PACKAGE, version=version, day=day), encoding="utf-8")
    print(f"{text.count(chr(10))} communes, {len(packed.getvalue())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
