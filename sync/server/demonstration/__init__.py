"""The fictitious people of the demonstration: sixty residents, the staff who meet them, their weeks around a day.

Nobody here exists. Phone numbers are in the ranges that ARCEP and Ofcom keep for fiction.
"""
