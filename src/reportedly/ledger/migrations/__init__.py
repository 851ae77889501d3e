"""The ledger's schema, one step a file, run by `reportedly.ledger.schema` when a ledger is opened."""
