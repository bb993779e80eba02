"""From the parts to a whole site: what is published, stamping, the manifest, the switch."""
