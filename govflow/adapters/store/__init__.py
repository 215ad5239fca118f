"""The register: ledger, tables, evidence and migrations on SQLite or PostgreSQL."""
