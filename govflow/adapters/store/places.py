"""Where a register may live: on a disk of this one computer, and which computer this is.

A file that OneDrive or a server copies between computers is two registers that each believe they are the
only one, and would write to everybody twice; and SQLite's log (WAL) needs memory that all its users
share (sqlite.org/wal.html: "WAL does not work over a network filesystem").
"""

import hashlib
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path, PurePath

from govflow.core.errors import RecordError

SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud service",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "box sync": "Box",
}
"""Folders that programs copy between computers, by the names they give them."""
OWN_NAMES = ("onedrive - ", "dropbox (", "googledrive-", "onedrive-")
"""How such a folder begins where it carries the organisation's name too."""
MARKS = (".dropbox", ".stfolder", ".sync", ".owncloudsync.log")
"""Files that such programs leave in the folders they copy."""
NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "davfs", "ncpfs"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs"}
)
"""File systems of other computers, as Linux names them in /proc/mounts."""


def refuse_shared(path: Path) -> None:
    """Raise RecordError when a register's file would lie where more than this computer reaches it."""
    where = path.absolute().parent
    why = synced_by(where) or network_of(where, _mounts())
    if why:
        raise RecordError(
            f"The register lies in a folder that is shared between computers ({why}): two of them"
            " would each send every letter.",
            place=str(path),
            remedy='name a folder of this computer in govflow.toml: database = "sqlite:////...".',
            undone="nothing was opened.",
        )


def make_private(path: Path) -> None:
    """Make the file of a new register readable to its owner alone: it will hold people's names.

    Where it cannot be made, opening it says why.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def synced_by(folder: Path) -> str:
    """Which program copies a folder between computers; '' for none that is known."""
    for part in folder.parts:
        name = part.lower()
        if name in SYNCED:
            return SYNCED[name]
        if name.startswith(OWN_NAMES):
            return part
    for above in (folder, *folder.parents):
        marked = next((mark for mark in MARKS if (above / mark).exists()), "")
        if marked:
            return f"marked by {marked} in {above.name}"
    return ""


def network_of(folder: PurePath, mounts: str) -> str:
    """The network file system a folder lies on; '' when it is a disk of this computer.

    `mounts` is /proc/mounts, '' where there is none. A Windows path beginning with two backslashes
    names another computer.
    """
    if folder.drive.startswith(("\\\\", "//")):
        return "a network folder"
    kinds = {}
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:
            kinds[PurePath(fields[1].replace("\\040", " "))] = fields[2]
    for above in (folder, *folder.parents):
        if above in kinds:
            return kinds[above] if kinds[above] in NETWORK else ""
    return ""


def this_machine() -> str:
    """What this computer is called in the register: its name and eight letters of its own number."""
    number = _machine_number()
    digest = hashlib.sha256(f"govflow {number}".encode()).hexdigest()[:8]
    return f"{platform.node() or 'computer'} ({digest})"


def _machine_number() -> str:
    if sys.platform == "win32":
        import winreg

        key = r"SOFTWARE\Microsoft\Cryptography"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
            return str(winreg.QueryValueEx(opened, "MachineGuid")[0])
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        path = Path(name)
        if path.is_file():
            return path.read_text(encoding="ascii", errors="replace").strip()
    return platform.node()


def _mounts() -> str:
    path = Path("/proc/mounts")
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
