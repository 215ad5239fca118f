"""The workspace folder: settings, people.csv, policy files, atomic writes."""
