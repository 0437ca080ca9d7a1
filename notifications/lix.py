"""How hard a letter is to read: LIX, words a sentence plus the share of long words."""

import re
from collections.abc import Iterable
from typing import Final

#: More letters than this make a long word.
LONG: Final = 6

_WORD: Final = re.compile(r"\w+(?:[-’'.]\w+)*")
#: `. ? ! :` before a space or the end, but not the dot of a date ("7. april") or of a short form.
_END: Final = re.compile(r"(?<![0-9])[.?!:](?=\s|$)|(?<=[0-9])[.?!:](?=\s+[^a-zæøå\s]|\s*$)")
_SHORT_FORMS: Final = re.compile(r"\b(kl|jf|stk|nr|tv|th|bl\.a|f\.eks|ca)\.", re.IGNORECASE)


def lix(blocks: Iterable[str]) -> int:
    """The LIX of running text: 25 is a children's book, 40 a newspaper, 55 the law.

    Each block (paragraph or list item) ends a sentence; headings, greeting and signature are left
    out by the caller. A word is long over six letters; a figure is a word.
    """
    words = long_words = sentences = 0
    for block in blocks:
        text = _SHORT_FORMS.sub(r"\1", block)
        found = _WORD.findall(text)
        words += len(found)
        long_words += sum(sum(map(str.isalpha, word)) > LONG for word in found)
        ends = list(_END.finditer(text))
        unended = _WORD.search(text, ends[-1].end() if ends else 0)
        sentences += len(ends) + (unended is not None)
    if not words:
        return 0
    return round(words / sentences + 100 * long_words / words)
