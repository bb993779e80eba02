"""Commands for people. Disk, clock and git are touched here, at the edge."""
