"""The verdict: one module a rule; each yields problems, none raises. The list below is explicit."""
