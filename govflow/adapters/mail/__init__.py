"""E-mail: building and parsing messages, and the ways out and in (transports, mailboxes)."""
