"""The use cases: one function is one transaction; facts and the instant come in, plain values go
out."""
