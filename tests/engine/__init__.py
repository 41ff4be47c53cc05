"""Tests of benefits.engine: the compiled answer, the plain one, and the FEEL reference interpreter against each other."""
