"""Tests of benefits/columns."""
