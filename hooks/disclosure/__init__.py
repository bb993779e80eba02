"""Publisher for Chinese government information disclosure (政府信息公开)."""

VERSION = "0.1.0"
