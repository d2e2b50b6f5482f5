"""The demonstration: the Bắc Giang consultation of 2020, in text written for this project."""
