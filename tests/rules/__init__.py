"""Tests of the rules: tables of cases, and properties that hold for all."""
