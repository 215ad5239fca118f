"""What happened: events, the hash chain, the rows they add up to, resolutions and the register."""
