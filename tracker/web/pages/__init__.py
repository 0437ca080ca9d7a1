"""The pages, one module each: what the address asks for, and the values that its template draws."""
