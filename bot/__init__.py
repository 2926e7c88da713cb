"""What is asked: a question in, a cited reply out."""
