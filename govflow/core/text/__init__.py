"""Policies as text: clauses, versions, digests, comparison, the schedule of changes, guidance, checks."""
