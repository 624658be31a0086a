"""Bringing people in from a workbook or a text table: what a file holds, what its columns mean, what becomes of each
row.
"""
