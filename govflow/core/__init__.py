"""The rules: values in, values out. No files, no network, no clock, no randomness lives here."""
