"""Read text and remember where everything stands: text → plain values + places."""
