"""Steps that bring an older ledger to today's tables; run when a ledger is opened."""
