"""A plain server: a bare repository that judges a push before it is accepted, and publishes what it has accepted."""
