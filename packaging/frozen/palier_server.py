"""The frozen central server: `python -m sync.server`, without Python."""

from multiprocessing import freeze_support

from sync.server.__main__ import main

if __name__ == "__main__":
    # a server of several workers starts this very program again for each of them
    freeze_support()
    main()
