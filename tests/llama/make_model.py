#!/usr/bin/env python3
"""Makes a tiny language model (GGUF, llama architecture) to try real model servers with.

make_model.py OUT.gguf

Nothing in it is trained: each weight follows from the rules below, so that a server's own parts (template,
tokenizer, sampling, grammars, taking thoughts and calls out of text) can be watched at work without a
download. It is a table of what may follow what, and three heads of attention that look for a word anywhere
before:

  it thinks for a few words, and then
    calls a tool, where tools are offered and none has answered yet; with which name and values the server's
    grammar decides
    answers in a few words otherwise; for ever where it was asked for an answer "without end"
  inside a grammar it likes short texts, small numbers and brackets that close

Source of the file's form: the GGUF specification, version 3. Needs Python 3 alone.
"""
import math
import struct
import sys

# One token each, found whole in any text. "assistant\n" ends the prompt, so that an answer's beginning is known.
START, END = "<|im_start|>", "<|im_end|>"
ROLE = "assistant\n"
THINK, THOUGHT = "<think>", "</think>"
CALL, CALLED = "<tool_call>", "</tool_call>"
TOOLS, TOOL_ANSWERED, WITHOUT_END = "<tools>", "</tool_response>", "without end"
GAP = "\n\n"
THOUGHTS = ["Let me see. ", "The person asks. ", "I weigh it. ", "想一想。"]
WORDS = ["It is done. ", "All is well. ", "Here it is. ", "好的。", "已经办好了。", "Nothing is missing. "]
CONTROLS = [START, END]
WHOLE = [ROLE, THINK, THOUGHT, CALL, CALLED, TOOLS, TOOL_ANSWERED, WITHOUT_END, GAP] + THOUGHTS + WORDS
# 你, whose three bytes are three tokens: servers have to put them together.
SPLIT = list("你".encode())

TEMPLATE = """\
{%- set first = messages[0] %}
{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if first.role == 'system' %}{{- first.content + '\\n\\n' }}{%- endif %}
    {{- 'You may call these functions, one JSON object a line:\\n<tools>' }}
    {%- for tool in tools %}{{- '\\n' + (tool | tojson) }}{%- endfor %}
    {{- '\\n</tools>\\nA call is written as\\n<tool_call>\\n{"name": <name>, "arguments": <object>}\\n</tool_call><|im_end|>\\n' }}
{%- elif first.role == 'system' %}
    {{- '<|im_start|>system\\n' + first.content + '<|im_end|>\\n' }}
{%- endif %}
{%- for message in messages %}
    {%- if message.role == 'user' or (message.role == 'system' and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
    {%- elif message.role == 'assistant' %}
        {{- '<|im_start|>assistant\\n' }}
        {%- if message.reasoning_content %}{{- '<think>\\n' + message.reasoning_content + '\\n</think>\\n\\n' }}{%- endif %}
        {%- if message.content %}{{- message.content }}{%- endif %}
        {%- if message.tool_calls %}
            {%- for call in message.tool_calls %}
                {%- if message.content or not loop.first %}{{- '\\n' }}{%- endif %}
                {{- '<tool_call>\\n{"name": "' + call.function.name + '", "arguments": ' }}
                {%- if call.function.arguments is string %}{{- call.function.arguments }}
                {%- else %}{{- call.function.arguments | tojson }}{%- endif %}
                {{- '}\\n</tool_call>' }}
            {%- endfor %}
        {%- endif %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == 'tool' %}
        {%- if loop.first or messages[loop.index0 - 1].role != 'tool' %}{{- '<|im_start|>user' }}{%- endif %}
        {{- '\\n<tool_response>\\n' + message.content + '\\n</tool_response>' }}
        {%- if loop.last or messages[loop.index0 + 1].role != 'tool' %}{{- '<|im_end|>\\n' }}{%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and not enable_thinking %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}
{%- endif %}
"""

CONTEXT = 65536
HEADS, HEAD_SIZE, HIDDEN = 4, 8, 32
FLAG = 0.05  # beside a token's own 1, so that it hardly changes the norm
NEVER = -40.0


def byte_names():
    """How byte-level vocabularies write the 256 bytes as letters (GPT-2's table)."""
    plain = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    spare = iter(range(256, 512))
    return [chr(b) if b in plain else chr(next(spare)) for b in range(256)]


TOKENS = byte_names() + CONTROLS + WHOLE
ID = {text: 256 + i for i, text in enumerate(CONTROLS + WHOLE)}
# What a head looks for, and what that makes more or less likely.
FLAGS = [(TOOLS, {CALL: 30.0}), (TOOL_ANSWERED, {CALL: -60.0}), (WITHOUT_END, {END: NEVER})]
VOCABULARY = len(TOKENS)
WIDTH = (VOCABULARY + len(FLAGS) + 31) // 32 * 32


def inside_json():
    """Of each byte, as it follows another byte: a grammar leaves only some of them."""
    likes = dict.fromkeys(map(ord, "abcdefghijklmnopqrstuvwxyz0123456789"), 0.0)
    likes.update({ord(c): 2.0 for c in '":'} | {ord(c): 3.0 for c in "}]"})
    likes.update({ord(c): 1.0 for c in "{["} | {ord(","): 0.0} | {ord(c): -3.0 for c in " \n-."})
    likes.update({ord(c): -4.0 for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ_"})
    return likes


def follows():
    """(token, next) to how likely: the logarithm of a weight."""
    table = {}

    def after(tokens, *nexts):
        for token in tokens:
            for following, like in nexts:
                table[token, following] = like

    json = list(inside_json().items())
    only_where_it_must = [(byte, like - 15.0) for byte, like in json]
    words = [(ID[word], 2.0) for word in WORDS]
    after(range(256), *json, (ID[CALLED], -2.5), (ID[END], 4.0))
    # desk__look, so that a test knows which of many tools is called.
    after([ord('"')], (ord("d"), 5.0))
    after([ord("_")], (ord("l"), 5.0))
    after([ID[ROLE]], (ID[THINK], 9.0), *only_where_it_must)
    after([ID[THINK]], *[(ID[word], 2.0) for word in THOUGHTS])
    after([ID[word] for word in THOUGHTS], *[(ID[word], 0.0) for word in THOUGHTS], (ID[THOUGHT], 0.5))
    # A head's flag lifts the call above the words.
    after([ID[THOUGHT], ID[GAP]], *words, (ID[CALL], -20.0), *only_where_it_must)
    after([ID[word] for word in WORDS], *words, (ID[END], 2.0), (SPLIT[0], 2.0))
    after([SPLIT[0]], (SPLIT[1], 20.0))
    after([SPLIT[1]], (SPLIT[2], 20.0))
    after([SPLIT[2]], *[(ID[word], 20.0) for word in WORDS])
    after([ID[CALL]], *json, (ord("\n"), 20.0))  # which is where grammars begin
    after([ID[CALLED]], (ID[END], 9.0), (ord("\n"), 0.0), (ID[CALL], -29.0))
    return table


def matrix(rows, columns, cells):
    flat = [0.0] * (rows * columns)
    for (row, column), value in cells.items():
        flat[row * columns + column] = value
    return flat


def output_cells():
    norm = math.sqrt(WIDTH)  # what the last norm makes of a token's 1
    cells = {(following, token): NEVER / norm for token in range(VOCABULARY) for following in range(VOCABULARY)}
    cells.update({(following, token): like / norm for (token, following), like in follows().items()})
    for i, (_, changes) in enumerate(FLAGS):
        for text, change in changes.items():
            cells[ID[text], VOCABULARY + i] = change / (FLAG * norm)
    return cells


def attention_cells():
    """Each head asks the same of every token; the key of the one that it looks for stands far above all others. The
    last two of a head's numbers hardly turn with the place, since the rope's base is so large."""
    norm, strength, asked = math.sqrt(WIDTH), 10.0, HEAD_SIZE - 2
    q, k, v, out = {}, {}, {}, {}
    for i, (text, _) in enumerate(FLAGS):
        row = i * HEAD_SIZE
        q.update({(row + asked, token): strength / norm for token in range(VOCABULARY)})
        k[row + asked, ID[text]] = strength / norm
        v[row, ID[text]] = 1 / norm
        out[VOCABULARY + i, row] = FLAG
    return q, k, v, out


def tensors():
    q, k, v, out = attention_cells()
    head = HEADS * HEAD_SIZE
    ones = [1.0] * WIDTH
    yield "token_embd.weight", [WIDTH, VOCABULARY], matrix(VOCABULARY, WIDTH, {(t, t): 1.0 for t in range(VOCABULARY)})
    yield "output_norm.weight", [WIDTH], ones
    yield "output.weight", [WIDTH, VOCABULARY], matrix(VOCABULARY, WIDTH, output_cells())
    yield "blk.0.attn_norm.weight", [WIDTH], ones
    yield "blk.0.ffn_norm.weight", [WIDTH], ones
    for name, cells in (("q", q), ("k", k), ("v", v)):
        yield f"blk.0.attn_{name}.weight", [WIDTH, head], matrix(head, WIDTH, cells)
    yield "blk.0.attn_output.weight", [head, WIDTH], matrix(WIDTH, head, out)
    for name, shape in (("gate", [WIDTH, HIDDEN]), ("up", [WIDTH, HIDDEN]), ("down", [HIDDEN, WIDTH])):
        yield f"blk.0.ffn_{name}.weight", shape, [0.0] * (WIDTH * HIDDEN)


def settings():
    kinds = [1] * 256 + [3] * len(CONTROLS) + [4] * len(WHOLE)  # normal, control, the user's
    return {
        "general.architecture": "llama",
        "general.name": "errand-tiny",
        "general.alignment": 32,
        "llama.vocab_size": VOCABULARY,
        "llama.context_length": CONTEXT,
        "llama.embedding_length": WIDTH,
        "llama.block_count": 1,
        "llama.feed_forward_length": HIDDEN,
        "llama.attention.head_count": HEADS,
        "llama.attention.head_count_kv": HEADS,
        "llama.attention.key_length": HEAD_SIZE,
        "llama.attention.value_length": HEAD_SIZE,
        "llama.attention.layer_norm_rms_epsilon": 1e-6,
        "llama.rope.dimension_count": HEAD_SIZE,
        "llama.rope.freq_base": 1e12,
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "gpt-2",
        "tokenizer.ggml.tokens": TOKENS,
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.merges": [TOKENS[0] + " " + TOKENS[1]],  # of a pair that is no token: none is ever made
        "tokenizer.ggml.bos_token_id": ID[START],
        "tokenizer.ggml.eos_token_id": ID[END],
        "tokenizer.ggml.padding_token_id": ID[END],
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.chat_template": TEMPLATE,
    }


def text(value):
    raw = value.encode()
    return struct.pack("<Q", len(raw)) + raw


def setting(value):
    """A value with its kind before it."""
    if isinstance(value, bool):
        return struct.pack("<I?", 7, value)
    if isinstance(value, int):
        return struct.pack("<II", 4, value)
    if isinstance(value, float):
        return struct.pack("<If", 6, value)
    if isinstance(value, str):
        return struct.pack("<I", 8) + text(value)
    kind, pack = (8, text) if isinstance(value[0], str) else (5, lambda one: struct.pack("<i", one))
    return struct.pack("<IIQ", 9, kind, len(value)) + b"".join(map(pack, value))


def padded(raw):
    return raw + b"\0" * (-len(raw) % 32)


def write(path):
    members, all_tensors = settings(), list(tensors())
    head = b"GGUF" + struct.pack("<IQQ", 3, len(all_tensors), len(members))
    head += b"".join(text(key) + setting(value) for key, value in members.items())
    body = b""
    for name, shape, values in all_tensors:
        head += text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, 0, len(body))
        body += padded(struct.pack(f"<{len(values)}f", *values))
    with open(path, "wb") as file:
        file.write(padded(head) + body)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write(sys.argv[1])
