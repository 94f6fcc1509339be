"""The yearly evaluation of the city's web sites, and reports of faults in pages."""
