"""The child process that reads a file by other hands: a line of JSON, then the file; JSON back."""

import gc
import json
import sys
from typing import Any

from govflow.adapters.system.bounded import limit_self
from govflow.adapters.word.importing.values import packed, to_json
from govflow.core.errors import GovflowError

REMEDY = "open it in Word, save it again under a new name, and import that."


def main() -> None:
    """Read one file and answer once."""
    limit_self()
    gc.disable()  # one file, then the process ends: collecting would only cost time
    head, _, raw = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(head)
    sys.stdout.buffer.write(packed(_answer(asked, raw)))


def _answer(asked: dict[str, str], raw: bytes) -> dict[str, Any]:
    name = asked["name"]
    try:
        return _work(asked, raw)
    except GovflowError as error:
        place = error.place if name in error.place or not error.place else f"{name}: {error.place}"
        return _refused(error.problem, place or name, error.remedy, error.undone)
    except MemoryError:
        return _refused("this file needs more memory than any by-law.", name, REMEDY)
    except Exception as error:  # every failure to read is the file's, never the program's
        return _refused(f"this file cannot be read ({type(error).__name__}).", name, REMEDY)


def _work(asked: dict[str, str], raw: bytes) -> dict[str, Any]:
    if asked["kind"] == "facts":
        from govflow.adapters.word.importing.own import own_facts
        from govflow.adapters.word.importing.safety import safe_package

        return {"facts": own_facts(safe_package(raw, asked["name"]), asked["name"])}
    if asked["kind"] == "returned":
        from govflow.adapters.word.importing import returned

        return {
            "returned": returned.to_json(returned.read_returned(raw, asked["name"], asked["own"]))
        }
    from govflow.adapters.word.importing.other import read_html, read_plain
    from govflow.adapters.word.importing.read import read_by_law

    readers = {"word": read_by_law, "html": read_html, "text": read_plain}
    return {"imported": to_json(readers[asked["kind"]](raw, asked["name"], asked["code"]))}


def _refused(problem: str, place: str, remedy: str, undone: str = "") -> dict[str, Any]:
    undone = undone or "nothing was imported."
    return {"refused": {"problem": problem, "place": place, "remedy": remedy, "undone": undone}}


if __name__ == "__main__":
    main()
