"""The fictitious people of the demonstration: sixty residents, the staff who meet them, and their weeks around a given day.

Nobody here exists. Phone numbers are in the ranges that ARCEP and Ofcom keep for fiction.
"""
