"""Senders killed at random moments, on connections that break: lost, sent twice, in doubt."""
