"""The calendar of workshops, beside their list."""
