"""A file as Outlook saves it, written from its description: MS-CFB for the container, MS-OXMSG within.

Only what a test needs: one storage, small streams (in the mini stream), texts in UTF-16.
"""

import struct

SECTOR, MINI = 512, 64
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def outlook_file(texts: dict[int, str]) -> bytes:
    """A .msg with these text properties, by their id (0x0037 is the subject)."""
    streams = {"__properties_version1.0": _properties(texts)}
    for tag, text in texts.items():
        streams[f"__substg1.0_{tag:04X}001F"] = text.encode("utf-16-le")
    return _compound(streams)


def _properties(texts: dict[int, str]) -> bytes:
    """MS-OXMSG 2.4: 32 bytes of head, then 16 for each property."""
    texts_at = [
        struct.pack("<HHIII", 0x001F, tag, 6, len(text.encode("utf-16-le")) + 2, 0)
        for tag, text in texts.items()
    ]
    mask = struct.pack("<HHIII", 0x0003, 0x340D, 6, 0x00040000, 0)
    return bytes(32) + b"".join([*texts_at, mask])


def _compound(streams: dict[str, bytes]) -> bytes:
    mini, mini_fat, starts = b"", [], {}
    for name, raw in streams.items():
        count = max(1, -(-len(raw) // MINI))
        starts[name] = len(mini_fat)
        mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), END]
        mini += raw.ljust(count * MINI, b"\0")
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, len(mini), 0, child=1)]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else FREE
        entries.append(_entry(name, 2, len(streams[name]), starts[name], right=right))
    directory = _padded(b"".join(entries), bytes(128))
    mini_table = _padded(b"".join(struct.pack("<I", n) for n in mini_fat), struct.pack("<I", FREE))
    body, fat, first = b"", [], []
    for raw in (_padded(mini, bytes(MINI)), directory, mini_table):
        first.append(len(fat))
        count = len(raw) // SECTOR
        fat += [*range(len(fat) + 1, len(fat) + count), END]
        body += raw
    table = len(fat)
    fat.append(FAT_SECTOR)
    assert len(fat) <= SECTOR // 4
    body += b"".join(struct.pack("<I", n) for n in fat).ljust(SECTOR, b"\xff")
    return _header(first[1], first[2], len(mini_table) // SECTOR, table) + body


def _entry(name: str, kind: int, size: int, start: int, *, child: int = FREE, right: int = FREE):
    raw = (name + "\0").encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    return head + struct.pack("<III16sIQQIQ", FREE, right, child, bytes(16), 0, 0, 0, start, size)


def _padded(raw: bytes, unit: bytes) -> bytes:
    while len(raw) % SECTOR:
        raw += unit[: SECTOR - len(raw) % SECTOR]
    return raw


def _header(directory: int, mini_fat: int, mini_sectors: int, fat: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIII", 0, 1, directory, 0, 4096)
    head += struct.pack("<IIII", mini_fat, mini_sectors, END, 0)
    return head + struct.pack("<I", fat).ljust(109 * 4, b"\xff")
