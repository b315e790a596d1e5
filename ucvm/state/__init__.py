"""The state of a machine: records, the store that holds them, and the document that shows them."""
