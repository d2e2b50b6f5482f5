"""Vietnamese numbers: "4.200" and "94,9" (C12)."""

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
