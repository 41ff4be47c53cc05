"""Tests of benefits/columns/tables."""
