"""Where a register may live, and from which computer letters leave."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from govflow.adapters.store.places import network_of, refuse_shared, synced_by, this_machine
from govflow.adapters.store.register import open_register
from govflow.core.errors import RecordError
from govflow.core.record.events import Private, RegisterHomed
from govflow.core.record.rows import HomeRow
from tests.registers import Chance, Clock, seal


@pytest.mark.parametrize(
    ("folder", "by"),
    [
        ("/home/kim/OneDrive/Governance", "OneDrive"),
        ("/home/kim/OneDrive - Students Union/Governance", "OneDrive - Students Union"),
        ("/Users/kim/Library/Mobile Documents/com~apple~CloudDocs/g", "iCloud"),
        ("/Users/kim/Library/CloudStorage/Box-Box/g", "a cloud service"),
        ("/home/kim/Dropbox (Union)/g", "Dropbox (Union)"),
        ("/home/kim/Nextcloud/g", "Nextcloud"),
        ("/home/kim/governance", ""),
        ("/home/kim/dropbox-notes/g", ""),
    ],
)
def test_folders_that_are_copied_between_computers_are_known(folder, by):
    assert synced_by(Path(folder)) == by


def test_a_folder_marked_by_its_program_is_known(tmp_path):
    (tmp_path / ".stfolder").mkdir()
    assert synced_by(tmp_path / "deep" / "down").startswith("marked by .stfolder")


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/shared\\040files nfs4 rw 0 0
//nas/union /mnt/nas cifs rw 0 0
/dev/sdb1 /mnt/nas/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/kim", ""),
        ("/mnt/shared files/governance", "nfs4"),
        ("/mnt/nas/governance", "cifs"),
        ("/mnt/nas/local/governance", ""),
        ("/mnt/nas-other", ""),
    ],
)
def test_disks_of_other_computers_are_known(folder, kind):
    assert network_of(PurePosixPath(folder), MOUNTS) == kind


def test_a_windows_share_is_a_network_folder():
    assert network_of(PureWindowsPath(r"\\server\union\governance"), "") == "a network folder"
    assert network_of(PureWindowsPath(r"C:\Users\kim"), "") == ""


def test_a_register_in_a_shared_folder_is_refused_with_the_reason(tmp_path):
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    with pytest.raises(RecordError, match=r"shared between computers \(OneDrive\)") as refusal:
        open_register(f"sqlite:///{folder / 'a.db'}", clock=Clock(), entropy=Chance())
    assert "database =" in refusal.value.remedy
    assert list(folder.iterdir()) == []
    refuse_shared(tmp_path / "a.db")


def test_letters_leave_from_one_computer_only(tmp_path):
    url = f"sqlite:///{tmp_path / 'govflow.db'}"

    def at(home):
        return open_register(url, clock=Clock(), entropy=Chance(), home=home)

    with at("laptop (1)") as register:
        seal(register, people=1)
        with register.sender_lock():
            pass
        assert register.get(HomeRow, "home").home == "laptop (1)"
    with at("desktop (2)") as register:
        with pytest.raises(RecordError, match=r"another computer, laptop \(1\); this is desktop"):
            register.sender_lock().__enter__()
        register.append(RegisterHomed(Private("desktop (2)"), Private("Kim")))
        with register.sender_lock():
            pass
    with at("laptop (1)") as register, pytest.raises(RecordError, match="another computer"):
        register.sender_lock().__enter__()
    with at("") as register, register.sender_lock():
        assert register.verify() == []


def test_this_machine_is_always_called_the_same():
    assert this_machine() == this_machine()
    assert this_machine().endswith(")")
