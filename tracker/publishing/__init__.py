"""The public site of deadlines and quality standards: pages, files, snapshots."""
