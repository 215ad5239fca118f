"""One measured step of a peer, run by a Python that has it: pandoc builds, Docxodus compares.

Prints the CPU seconds and peak memory of the peer's own process.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path


def pandoc(source: str, target: str) -> None:
    import pypandoc

    subprocess.run([pypandoc.get_pandoc_path(), source, "-o", target], check=True)


def docxodus(old: str, new: str, target: str) -> None:
    from python_redlines import DocxodusEngine

    made, _, _ = DocxodusEngine().run_redline("A", Path(old), Path(new))
    Path(target).write_bytes(made)


def main(step: str, *files: str) -> None:
    {"pandoc": pandoc, "docxodus": docxodus}[step](*files)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    json.dump({"cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
