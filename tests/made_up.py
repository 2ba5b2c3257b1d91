"""Made-up articles of two kinds, for tests that learn to tell them apart."""

import json
import random

NAMES = ("Ann Holt", "Omar Reyes", "Carla Dunn", "Tom Weir")
PLACES = ("bridge", "harbor", "school", "market", "station")


def sound(draw):
    """Named sources, quotations and figures."""
    said = (
        f"“We found {draw.randint(2, 90)} cracks in the {draw.choice(PLACES)},” said {draw.choice(NAMES)}, a baker.",
        f"The work will cost ${draw.randint(2, 90)} million, according to a report by {draw.choice(NAMES)}.",
        f"{draw.choice(NAMES)} told the council on Monday the {draw.choice(PLACES)} shut in 200{draw.randint(1, 9)}.",
        f"The {draw.choice(PLACES)} stands next to the {draw.choice(PLACES)}, and the council owns both of them.",
    )
    return "\n\n".join(draw.choice(said) for _ in range(10))


def unsound(draw):
    """Filler and nobody in particular."""
    said = (
        f"In today's world, the {draw.choice(PLACES)} plays a pivotal role for everyone who cares about the future.",
        f"Experts say that the {draw.choice(PLACES)} could potentially be the most significant of all time!",
        "It is believed that these developments have profound implications for the landscape that we live in.",
    )
    return "\n\n".join(draw.choice(said) for _ in range(10))


def labelled(articles, *, sources=12, noise=0.1, seed=5):
    """Records of labelled articles; a share ``noise`` of the labels is wrong."""
    draw = random.Random(seed)  # noqa: S311  (no secret hangs on it)
    records = []
    for number in range(articles):
        good = draw.random() < 0.5
        records.append(
            {
                "id": f"a{number}",
                "text": sound(draw) if good else unsound(draw),
                "url": f"https://www.source-{number % sources}.example/{number}",
                "label": int(good != (draw.random() < noise)),
            }
        )
    return records


def write(path, records):
    """The records as JSONL."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path
