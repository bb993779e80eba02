"""Catalog → data files for programs. Each function gives text or bytes; nothing is written here."""
