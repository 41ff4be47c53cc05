"""Decisions and programs in words: every sentence written by hand next to what it tells."""
