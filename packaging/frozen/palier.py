"""The frozen laptop application: `python -m intake_app`, without Python."""

from intake_app.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
