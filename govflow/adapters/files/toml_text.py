"""Writing a text into a TOML file so that it is read back as it was."""


def toml_text(value: str) -> str:
    """A TOML basic string (TOML 1.0, "String"): quoted, with what may not stand in one escaped."""
    plain = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in plain) + '"'
