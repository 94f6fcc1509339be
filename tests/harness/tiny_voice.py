"""A folder with a voice for sherpa-onnx, made here: no real one may be fetched by a test.

The model is a whole one of the kind VITS as far as its inputs, its output and what it says
of itself go, and small: every token becomes a tenth of a second of a tone as loud as its
number. Written byte by byte as protocol buffers (onnx.proto), which takes less than the
library that writes them.
"""

from __future__ import annotations

import math
import struct
from pathlib import Path

RATE = 22050
TOKEN_SAMPLES = RATE // 10
FLOAT, INT64 = 1, 7
SAYS = {
    "model_type": "vits",
    "comment": "tiny",
    "language": "Chinese",
    "sample_rate": str(RATE),
    "add_blank": "0",
    "n_speakers": "1",
    "punctuation": "，。",
    "jieba": "0",
    "version": "1",
}


def make_voice(folder: Path, words: dict[str, list[str]]) -> Path:
    """``words``: character or word -> its tokens."""
    folder.mkdir(parents=True, exist_ok=True)
    tokens = ["_", "，", "。", *dict.fromkeys(one for said in words.values() for one in said)]
    listed = "".join(f"{token} {number}\n" for number, token in enumerate(tokens))
    (folder / "tokens.txt").write_text(listed, "utf-8")
    lexicon = "".join(f"{word} {' '.join(said)}\n" for word, said in words.items())
    (folder / "lexicon.txt").write_text(lexicon, "utf-8")
    (folder / "model.onnx").write_bytes(_model())
    return folder


def _model() -> bytes:
    wave = [0.01 * math.sin(2 * math.pi * 440 * n / RATE) for n in range(TOKEN_SAMPLES)]
    graph = b"".join(
        (
            _node("Cast", ("x",), "amounts", _number("to", FLOAT)),
            _node("Reshape", ("amounts", "column"), "tall"),
            _node("MatMul", ("tall", "wave"), "tones"),
            _node("Reshape", ("tones", "row"), "y"),
            _bytes(2, b"tiny"),
            _bytes(5, _tensor("wave", (1, 1, TOKEN_SAMPLES), FLOAT, _floats(wave))),
            _bytes(5, _tensor("column", (3,), INT64, struct.pack("<3q", 1, -1, 1))),
            _bytes(5, _tensor("row", (3,), INT64, struct.pack("<3q", 1, 1, -1))),
            _bytes(11, _value("x", INT64, ("N", "L"))),
            _bytes(11, _value("x_length", INT64, ("N",))),
            *(
                _bytes(11, _value(name, FLOAT, ("one",)))
                for name in ("noise_scale", "length_scale", "noise_scale_w")
            ),
            _bytes(12, _value("y", FLOAT, ("N", "C", "T"))),
        )
    )
    facts = b"".join(
        _bytes(14, _bytes(1, key.encode()) + _bytes(2, value.encode()))
        for key, value in SAYS.items()
    )
    return _varint(1, 8) + _bytes(7, graph) + _bytes(8, _bytes(1, b"") + _varint(2, 13)) + facts


def _node(kind: str, inputs: tuple[str, ...], output: str, attribute: bytes = b"") -> bytes:
    given = b"".join(_bytes(1, name.encode()) for name in inputs)
    made = given + _bytes(2, output.encode()) + _bytes(4, kind.encode()) + attribute
    return _bytes(1, made)


def _number(name: str, value: int) -> bytes:
    return _bytes(5, _bytes(1, name.encode()) + _varint(3, value) + _varint(20, 2))


def _tensor(name: str, shape: tuple[int, ...], kind: int, raw: bytes) -> bytes:
    dims = b"".join(_varint(1, size) for size in shape)
    return dims + _varint(2, kind) + _bytes(8, name.encode()) + _bytes(9, raw)


def _value(name: str, kind: int, shape: tuple[str, ...]) -> bytes:
    dims = b"".join(_bytes(1, _bytes(2, size.encode())) for size in shape)
    tensor = _varint(1, kind) + _bytes(2, dims)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, tensor))


def _floats(values: list[float]) -> bytes:
    return struct.pack(f"<{len(values)}f", *values)


def _varint(number: int, value: int) -> bytes:
    return _plain(number << 3) + _plain(value)


def _bytes(number: int, value: bytes) -> bytes:
    return _plain(number << 3 | 2) + _plain(len(value)) + value


def _plain(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    made.append(value)
    return bytes(made)
