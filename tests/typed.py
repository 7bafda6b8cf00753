"""`kepu` as a page tells a reader to type it; a server is stopped as soon as it says where it is, on a port of its own."""

import socket
import subprocess
import sys

from support import kepu_command


def served(arguments: list[str]) -> int:
    """Exit code of `kepu serve` that is stopped once it serves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(kepu_command(*arguments, "--port", port), stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
        found = any(line.startswith("http://") for line in running.stdout or ())
        running.terminate()
    return 0 if found else 1


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(served(given) if given[:1] == ["serve"] else subprocess.run(kepu_command(*given), check=False).returncode)
