"""Tests of benefits/columns/compile."""
