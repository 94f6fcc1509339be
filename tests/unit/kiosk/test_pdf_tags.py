"""A tagged PDF, written here by hand: heading, list, table and picture are what its tags say."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.files.pdf import Pdf
from kiosk.files.vocabulary import Block

TABLE = [["Month", "Amount"], ["March", "300"], ["April", "310"]]
TEXTS = [
    "Housing help",
    "Who works here",
    "can apply.",
    "1.",
    "identity card",
    "2.",
    "bank card",
    *TABLE[0],
    *TABLE[1],
    *TABLE[2],
    "page 1",
]
FIRST = 7
"""The number of the first element's object."""


@dataclass
class Element:
    """An element of the tree: marked contents by number, and elements."""

    kind: str
    kids: list[int | Element] = field(default_factory=list)
    more: str = ""


def tagged_pdf(tree: Element, role_map: str = "") -> bytes:
    """One page of ``TEXTS``, each in marked content of its number, under ``tree``."""
    shown = "".join(
        f"/Span<</MCID {n}>>BDC ({text})Tj EMC 0 -20 Td\n" for n, text in enumerate(TEXTS)
    )
    content = f"BT/F1 12 Tf 60 780 Td\n{shown}ET"
    elements: list[str] = []
    parents: dict[int, int] = {}
    put(tree, 5, elements, parents)
    places = " ".join(f"{parents[n]} 0 R" if n in parents else "null" for n in range(len(TEXTS)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R>>",
        "<</Type/Pages/Count 1/Kids[4 0 R]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents 0"
        "/Resources<</Font<</F1 3 0 R>>>>/Contents 6 0 R>>",
        f"<</Type/StructTreeRoot/K {FIRST} 0 R/RoleMap<<{role_map}>>"
        f"/ParentTree<</Nums[0[{places}]]>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        *elements,
    ]
    made = b"%PDF-1.7\n"
    for number, text in enumerate(objects, 1):
        made += f"{number} 0 obj\n{text}\nendobj\n".encode()
    return made + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n%%EOF\n".encode()


def put(element: Element, parent: int, objects: list[str], parents: dict[int, int]) -> int:
    """The object of an element and of those below it; returns its number."""
    number = FIRST + len(objects)
    objects.append("")
    kids = []
    for kid in element.kids:
        if isinstance(kid, int):
            parents[kid] = number
            kids.append(str(kid))
        else:
            kids.append(f"{put(kid, number, objects, parents)} 0 R")
    objects[number - FIRST] = (
        f"<</Type/StructElem/S/{element.kind}/P {parent} 0 R/Pg 4 0 R/K[{' '.join(kids)}]"
        f"{element.more}>>"
    )
    return number


def row(line: int) -> Element:
    at, kind = 7 + 2 * line, "TH" if line == 0 else "TD"
    return Element("TR", [Element(kind, [Element("P", [at])]), Element(kind, [at + 1])])


def item(label: int, body: int) -> Element:
    return Element("LI", [Element("Lbl", [label]), Element("LBody", [body])])


WHOLE = Element(
    "Document",
    [
        Element("Chapter", [0]),
        Element("P", [1, Element("Span", [2])]),
        Element("L", [item(3, 4), item(5, 6)]),
        Element("Table", [Element("THead", [row(0)]), Element("TBody", [row(1), row(2)])]),
        Element("Figure", [13], "/Alt(The office from outside)"),
    ],
)


def sheet(data: bytes) -> list[Block]:
    found = Pdf(data).sheet(1)
    assert found is not None
    assert found[1]
    return found[0]


def test_the_tags_say_what_it_is() -> None:
    blocks = sheet(tagged_pdf(WHOLE, "/Chapter/H2"))
    title, text, items, table, picture = blocks
    assert (title["type"], title["level"], title["text"]) == ("heading", 4, "Housing help")
    assert (text["type"], text["text"]) == ("paragraph", "Who works here can apply.")
    assert [entry["text"] for entry in items["items"]] == ["identity card", "bank card"]
    assert table["columns"] == TABLE[0]
    assert [row["cells"] for row in table["rows"]] == TABLE[1:]
    assert picture["text"] == "The office from outside"
    assert [block["id"] for block in blocks] == ["s1.b1", "s1.b2", "s1.b3", "s1.b4", "s1.b5"]


def test_tags_that_leave_most_of_it_out_are_not_believed() -> None:
    blocks = sheet(tagged_pdf(Element("Document", [Element("H1", [0])])))
    said = " ".join(block.get("text", "") for block in blocks)
    assert "Who works here" in said
    assert "bank card" in said + str(blocks)


def test_a_tree_that_bites_its_tail_ends() -> None:
    circle = Element("Document", [*range(14)], f"/K[{FIRST} 0 R {' '.join(map(str, range(14)))}]")
    blocks = sheet(tagged_pdf(circle))
    assert "bank card" in str(blocks)
