"""The recovery sheet: made, printed, typed back."""
