"""A linear SVM on the very split of `errand eval language banking77` and `hwu64`, by hand.

    python3 bench/peers/linear_svm.py DATA_FOLDER        (needs Debian's liblinear-tools)

Words and pairs of words, tf-idf, rows of length one; liblinear's default (squared hinge loss, cost 1).
"""

import collections
import csv
import math
import os
import re
import subprocess
import sys
import tempfile

KEPT_APART = 10  # each tenth sentence of an intent, as eval/language/intent_sets.cpp does
SETS = [("banking77", "text", "category"), ("hwu64", "answer_from_anno", "intent_name")]


def grams(text):
    words = re.findall(r"\b\w\w+\b", text.lower())
    return words + [f"{a} {b}" for a, b in zip(words, words[1:])]


def split(path, text, label):
    seen = collections.Counter()
    train, test = [], []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            seen[row[label]] += 1
            part = test if seen[row[label]] % KEPT_APART == 0 else train
            part.append((row[text], row[label]))
    return train, test, sorted(seen)


def write(path, part, weights, labels):
    columns = {gram: at + 1 for at, gram in enumerate(sorted(weights))}
    numbers = {label: at for at, label in enumerate(labels)}
    with open(path, "w", encoding="utf-8") as file:
        for text, label in part:
            counts = collections.Counter(gram for gram in grams(text) if gram in columns)
            row = {columns[gram]: count * weights[gram] for gram, count in counts.items()}
            length = math.sqrt(sum(value * value for value in row.values())) or 1
            cells = " ".join(f"{at}:{row[at] / length:.6f}" for at in sorted(row))
            file.write(f"{numbers[label]} {cells} {len(columns) + 1}:1\n")


def measure(folder, name, text, label):
    train, test, labels = split(os.path.join(folder, "language", name, "train.csv"), text, label)
    found = collections.Counter()
    for sentence, _ in train:
        found.update(set(grams(sentence)))
    weights = {gram: math.log((1 + len(train)) / (1 + count)) + 1 for gram, count in found.items()}
    with tempfile.TemporaryDirectory() as scratch:
        paths = [os.path.join(scratch, part) for part in ("train", "test", "model", "out")]
        write(paths[0], train, weights, labels)
        write(paths[1], test, weights, labels)
        subprocess.run(["liblinear-train", "-q", paths[0], paths[2]], check=True)
        told = subprocess.run(["liblinear-predict", paths[1], paths[2], paths[3]],
                              check=True, capture_output=True, text=True).stdout.strip()
    print(f"{name}: trained on {len(train)}, {told}")


if len(sys.argv) != 2:
    sys.exit("usage: linear_svm.py DATA_FOLDER")
for one in SETS:
    measure(sys.argv[1], *one)
