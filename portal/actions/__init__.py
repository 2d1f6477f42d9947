"""What people do, a verb a file. Each commits its own transaction."""
