"""Tests of the project as a whole: its pages, its wheel, and the rules of the house."""
