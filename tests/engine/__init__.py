"""Tests of benefits.engine: compiled answers, plain ones, and the FEEL reference interpreter against each other."""
