"""The command line: asks, wires, shows; decides nothing. Heavy imports sit inside functions."""
