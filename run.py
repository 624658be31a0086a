#!/usr/bin/env python3
"""Palier's single command: `python3 run.py [word]` (Windows: `py run.py [word]`).

It makes `.venv`, installs the locked dependencies into it, checks the system libraries that Qt needs, then hands over
to the task `word` of `[tool.poe.tasks]` in pyproject.toml. Standard library only, so that it runs on a bare machine;
what is already in place is not done again.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.sha256"
LOCKS = ROOT / "packaging" / "locks"
LOWEST_PYTHON = (3, 11)
IS_WINDOWS = os.name == "nt"

# These words need nothing of the developers' tools; every other word does.
LIGHT_WORDS = ("app", "laptop", "demo", "server", "torture")
WORDS_WITHOUT_QT = ("server", "torture", "tidy", "lock")

# Library that the loader looks for → Debian package that brings it.
# Source: Qt started on a bare Debian 12, one missing name at a time.
OFFSCREEN_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
CERTIFICATE_STORES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")


class MachineError(Exception):
    """The machine lacks something; the text says what, and the one thing to type or do."""


def say(text: str) -> None:
    """Tell the person what happens, in order with the output of the programs started."""
    print(text, flush=True)


# ---------------------------------------------------------------- words


def read_words() -> dict[str, str]:
    """Each word with its sentence, from pyproject.toml: the tasks that carry a help text, in their order there."""
    import tomllib

    tasks = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["poe"]["tasks"]
    return {word: task["help"] for word, task in tasks.items() if isinstance(task, dict) and "help" in task}


def help_text(words: dict[str, str]) -> str:
    """What `run.py help` prints."""
    rows = [f"  {word:<14}{sentence}" for word, sentence in {**words, "help": "this list"}.items()]
    first = f"{'py' if IS_WINDOWS else 'python3'} run.py [word] [more arguments for it]; without a word: app"
    return "\n".join([first, "", *rows])


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS; elsewhere when a display server is named."""
    if IS_WINDOWS or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def choose_word(arguments: list[str]) -> tuple[str, list[str]]:
    """The word and the arguments that go with it. `app` without a display becomes `demo`, which needs none."""
    word, rest = (arguments[0], arguments[1:]) if arguments else ("app", [])
    if word in ("-h", "--help"):
        word = "help"
    if word == "app" and not has_display():
        say("No display here: playing the demonstration off screen instead.")
        word = "demo"
    return word, rest


# ---------------------------------------------------------------- system packages (Debian and its family)


def apt_rights() -> list[str] | None:
    """The words to put before apt-get to be allowed to install; None where it may not, or does not exist."""
    if sys.platform == "win32" or shutil.which("apt-get", path=search_path()) is None:
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def search_path() -> str:
    """PATH with the administration folders, where dpkg looks for its own programs."""
    return os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin", "/sbin"])


def install_system_packages(packages: list[str]) -> None:
    """Install Debian packages where that is allowed; else, or when it fails, stop with the one line to type."""
    line = f"\n\n    sudo apt-get install {' '.join(packages)}\n\nthen run this again."
    rights = apt_rights()
    if rights is None:
        raise MachineError(f"This system lacks packages (named here as Debian does). Please type:{line}")
    say(f"Installing system packages: {' '.join(packages)} ...")
    environment = {**os.environ, "PATH": search_path()}
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    # A fresh machine has no package lists; a mirror that is down must not prevent the installation.
    subprocess.run([*apt, "update"], env=environment, check=False, stdout=subprocess.DEVNULL)
    install = [*apt, "install", "--no-install-recommends", *packages]
    if subprocess.run(install, env=environment, check=False).returncode:
        raise MachineError(f"apt-get could not install them. Please type:{line}")


def missing_libraries(libraries: dict[str, str]) -> list[str]:
    """The packages whose library the loader does not find."""
    missing = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def wanted_libraries(word: str) -> dict[str, str]:
    """What Qt needs from this system for `word`: the window's libraries only where there is a display."""
    if not sys.platform.startswith("linux") or word in WORDS_WITHOUT_QT:
        return {}
    return {**OFFSCREEN_LIBRARIES, **WINDOW_LIBRARIES} if has_display() else OFFSCREEN_LIBRARIES


def ensure_system(word: str) -> None:
    """Check all that `word` needs from the system at once, so that at most one line is left to type."""
    lacks_venv = not works(venv_python()) and importlib.util.find_spec("ensurepip") is None
    missing = [venv_package()] if lacks_venv else []
    missing += missing_libraries(wanted_libraries(word))
    if missing:
        install_system_packages(missing)
    still = missing_libraries(wanted_libraries(word))
    if still:
        raise MachineError(f"Still missing after the installation: {' '.join(still)}.")


# ---------------------------------------------------------------- the environment


def venv_python() -> Path:
    """The interpreter inside `.venv`."""
    return VENV / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")


def works(python: Path) -> bool:
    """Whether this interpreter starts, is new enough and has pip.

    An interrupted creation, or a system whose Python was upgraded, leaves one that does not.
    """
    if not python.exists():
        return False
    probe = f"import sys, pip; sys.exit(sys.version_info < {LOWEST_PYTHON})"
    return subprocess.run([str(python), "-c", probe], capture_output=True, check=False).returncode == 0


def venv_package() -> str:
    """Debian's package for the missing part of this very Python: the plain name for the system's default version."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return "python3-venv" if os.path.realpath("/usr/bin/python3").endswith(version) else f"{version}-venv"


def ensure_venv() -> None:
    """Make `.venv`, or make it again when it does not work."""
    if works(venv_python()):
        return
    say("Making .venv ...")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode or not works(venv_python()):
        raise MachineError(
            f"The virtual environment {VENV} could not be made. Is the folder writable, is the disk full?"
        )


def fingerprint(lock: str) -> str:
    """What must be installed for `lock`: its content and the installer's, as SHA-256 in hexadecimal."""
    return hashlib.sha256((LOCKS / "uv.txt").read_bytes() + (LOCKS / f"{lock}.txt").read_bytes()).hexdigest()


def is_installed(lock: str) -> bool:
    """Whether `.venv` holds this very lock, or the developers', which contains the light one at the same versions."""
    stamp = STAMP.read_text(encoding="ascii") if STAMP.exists() else ""
    return stamp in (fingerprint(lock), fingerprint("dev"))


def install(lock: str) -> None:
    """Install uv by pip, then the lock by uv, both refusing whatever misses its hash; stamp `.venv` once all is there.

    Raises `MachineError` when either fails: no network, a full disk, a registry that offers something else.
    """
    if is_installed(lock):
        return
    say(f"Installing the dependencies of packaging/locks/{lock}.txt ...")
    STAMP.unlink(missing_ok=True)
    python = str(venv_python())
    by_pip = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
    ]
    by_uv = [python, "-m", "uv", "pip", "install", "--python", python, "--require-hashes", "--compile-bytecode"]
    for command, name in ((by_pip, "uv"), (by_uv, lock)):
        requirements = str(LOCKS / f"{name}.txt")
        if subprocess.run([*command, "-r", requirements], env=venv_environment(), cwd=ROOT, check=False).returncode:
            raise MachineError(
                "The dependencies could not be installed; the lines above say why.\n"
                "Without network to the package registry, connect and run this again: what is already here is kept."
            )
    STAMP.write_text(fingerprint(lock), encoding="ascii")


def venv_environment() -> dict[str, str]:
    """The environment for the programs of `.venv`: found first, trusting the certificates that the system trusts."""
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV), "PYTHONUTF8": "1"}
    environment.pop("PYTHONHOME", None)
    environment["PATH"] = os.pathsep.join([str(venv_python().parent), os.environ.get("PATH", os.defpath)])
    if IS_WINDOWS or sys.platform == "darwin" or any(os.path.exists(store) for store in CERTIFICATE_STORES):
        environment.setdefault("UV_SYSTEM_CERTS", "1")
    return environment


def hand_over(word: str, rest: list[str]) -> int:
    """Become the task `word`, so that signals and the exit code pass straight through; Windows cannot, so it waits."""
    command = [str(venv_python()), "-m", "poethepoet", word, *rest]
    os.chdir(ROOT)
    if not IS_WINDOWS:
        os.execve(command[0], command, venv_environment())
    return subprocess.run(command, env=venv_environment(), check=False).returncode


def main(arguments: list[str]) -> int:
    """Run one word; 0 when it went well, 2 for an unknown word, 1 for a machine that lacks something."""
    if sys.version_info < LOWEST_PYTHON:
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        say(f"Palier needs Python 3.11 or newer; this is {found}. Install a newer one, then run this with it.")
        return 1
    words = read_words()
    word, rest = choose_word(arguments)
    if word not in words:
        say(help_text(words) if word == "help" else f"Unknown word: {word}\n\n{help_text(words)}")
        return 0 if word == "help" else 2
    try:
        ensure_system(word)
        ensure_venv()
        install("run" if word in LIGHT_WORDS else "dev")
    except MachineError as lack:
        say(f"\n{lack}")
        return 1
    return hand_over(word, rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
