"""Personal data in text: pure detectors (text → findings) and one scan over everything that would be published."""
