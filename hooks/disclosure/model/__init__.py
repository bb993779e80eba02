"""Marked values → frozen records, by one field table: validation, exports, forms and handbook share it."""
