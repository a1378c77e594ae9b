"""Where things are: the gazetteer, the wards, and addresses found later."""
