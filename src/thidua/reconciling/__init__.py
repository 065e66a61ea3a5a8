"""The screens of the mirror (đối soát): lists come in, differences and questions go out."""
