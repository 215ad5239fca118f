"""The database's shapes, one file per step, run in order when a register is opened."""
