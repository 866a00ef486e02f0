"""How PDF writes numbers, strings and references, as short as the format allows (ISO 32000-1, 7.3).

Enters: values. Leaves: text of Latin-1 characters.
"""

from __future__ import annotations


def number(value: float) -> str:
    """A number as short as two decimals allow: a hundredth of a point is 3.5 micrometres."""
    text = f"{value:.2f}"
    if text.endswith(".00"):
        text = text[:-3]
    elif text[-1] == "0":
        text = text[:-1]
    return "0" if text == "-0" else text


_TENTHS = tuple((f".{tenth}0 ", f".{tenth} ") for tenth in range(1, 10))


def shortened(operators: str) -> str:
    """Operators whose numbers were formatted with two decimals, each as `number` would write it."""
    operators = operators.replace(".00 ", " ")
    for long, short in _TENTHS:
        operators = operators.replace(long, short)
    return operators.replace("-0 ", "0 ") if "-0 " in operators else operators


def numbers(*values: float) -> str:
    """Several numbers with spaces between."""
    return " ".join([number(value) for value in values])


def text_string(text: str) -> str:
    """A text string (7.9.2.2): ASCII as it stands, anything else as UTF-16 with a byte order mark."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def reference(object_number: int) -> str:
    """An indirect reference."""
    return f"{object_number} 0 R"
