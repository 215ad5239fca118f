"""`python -m govflow` is the same as `govflow`, for machines that block installed programs."""

from govflow.cli.main import main

if __name__ == "__main__":
    main()
