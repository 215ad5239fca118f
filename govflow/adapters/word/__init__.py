"""Word files: building, redlining, proving, checking. Raw XML lives here and nowhere else."""
