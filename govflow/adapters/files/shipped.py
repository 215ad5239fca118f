"""What comes with govflow beside its code: the templates and the worked example."""

from importlib.resources import files
from pathlib import Path


def shipped(name: str) -> Path:
    """The folder `templates` or `policy` that came with govflow, installed or in its source tree."""
    package = Path(str(files("govflow")))
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name
