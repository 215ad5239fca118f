"""What the officer does, step by step: gather, decide, record. Knows ports, never an adapter."""
