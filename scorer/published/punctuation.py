"""The characters that datatrove takes for punctuation."""

from itertools import chain

_MARKS = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~«´»–—’“”„…∶━►、。〈〉《》「」【】！％（），．１：；？～"""
_CONTROLS = chain(range(9), range(11, 32), range(127, 160))

PUNCTUATION = frozenset(_MARKS) | frozenset(map(chr, _CONTROLS))
"""Among them a full-width one, and the control characters but tab and line feed."""
