"""LibreOffice as an independent reader. Runs under the system's Python, which has `uno`; not ours.

Reads a JSON list of [file, action] from standard input, where action is 'accept', 'reject' or 'read',
and prints what LibreOffice then shows: paragraphs with their list labels, tables, notes, frames.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

ACTIONS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def start(folder):
    pipe = f"govflow{os.getpid()}"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            f"-env:UserInstallation=file://{folder}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def lines(text):
    """Paragraphs as 'label<TAB>words', tables as lists of rows, in order."""
    out = []
    for item in each(text):
        if item.supportsService("com.sun.star.text.TextTable"):
            cells = item.getCellNames()
            out.append({name: lines(item.getCellByName(name)) for name in cells})
        else:
            label = item.ListLabelString if item.NumberingIsNumber else ""
            out.append(f"{label}\t{item.getString()}" if label else item.getString())
    return out


def each(text):
    enumeration = text.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def read(document):
    notes = document.getFootnotes()
    styles = document.getStyleFamilies().getByName("PageStyles")
    frames = []
    for name in styles.getElementNames():
        style = styles.getByName(name)
        if not style.isInUse():
            continue
        frames += [lines(style.HeaderText)] if style.HeaderIsOn else []
        frames += [lines(style.FooterText)] if style.FooterIsOn else []
    return {
        "body": lines(document.Text),
        "notes": [notes.getByIndex(i).getString() for i in range(notes.getCount())],
        "frames": frames,
    }


def work(context, jobs):
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    found = []
    for path, action in jobs:
        document = desktop.loadComponentFromURL(
            f"file://{path}", "_blank", 0, (prop("Hidden", True),)
        )
        if action in ACTIONS:
            document.RedlineProtectionKey = uno.ByteSequence(b"")  # review copies enforce tracking
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, ACTIONS[action], "", 0, ())
        found.append(read(document))
        document.close(True)
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        office, context = start(folder)
        try:
            json.dump(work(context, json.load(sys.stdin)), sys.stdout)
        finally:
            office.terminate()
            office.wait(20)


main()
