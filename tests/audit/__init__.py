"""Tests of `benefits.audit`."""
