"""The public fakes: the same ports kept in memory, held to the same contract tests."""
