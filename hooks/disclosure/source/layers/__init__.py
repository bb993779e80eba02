"""Read every layer of an attachment, seen or hidden: bytes → texts with their places, and what could not be read."""
