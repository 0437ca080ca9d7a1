"""What we tell people, and through which channel: pure rendering, plus small adapters that send."""
