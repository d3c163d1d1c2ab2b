"""Makes a virtual environment: install.py FOLDER PACKAGE... One that is complete is left
as it is, and two processes at once make it once."""

import fcntl
import os
import shutil
import subprocess
import sys
import venv

home, packages = sys.argv[1], sys.argv[2:]
os.makedirs(os.path.dirname(home), exist_ok=True)
with open(home + ".lock", "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    if not os.path.exists(home + "/.ready"):
        shutil.rmtree(home, ignore_errors=True)
        venv.create(home, with_pip=True)
        subprocess.run(
            [home + "/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
            check=True, stdout=sys.stderr)
        open(home + "/.ready", "w").close()
