"""The Chinese search index: static files that the browser searches by plain substrings."""
