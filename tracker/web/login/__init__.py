"""Who is at the browser: signing in and out, and the checks that every page behind it makes."""
