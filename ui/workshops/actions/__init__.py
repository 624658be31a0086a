"""The actions that workshops are held within, for those who keep them."""
