"""What can't be judged is left alone, with the reason; every kind of article is judged."""

import textwrap

import numpy as np
import pytest

from scorer import Scorer
from scorer.abstention import FEWEST_WORDS, abstentions
from scorer.reading import Reading

SCORER = Scorer.load()

NOT_ENGLISH = {
    "Dutch": "De gemeenteraad heeft dinsdag besloten dat de brug over de rivier in het voorjaar wordt gesloten. "
    "Volgens de wethouder is het hout van de oude palen zo slecht dat er geen vrachtwagens meer overheen mogen. "
    "De bakker op de hoek is bang dat hij zijn klanten verliest, want die moeten straks een half uur omrijden. ",
    "Afrikaans": "Die stadsraad het Dinsdag besluit om die brug oor die rivier vir agt weke te sluit. Volgens die "
    "ingenieur is daar krake in twee van die pilare, en hy wil nie wag totdat iemand seerkry nie. Die winkeliers "
    "sê hulle is bang dat hulle klante nou na die ander kant van die dorp sal gaan. ",
    "Norwegian": "Kommunestyret vedtok tirsdag at broen over elven skal stenges i åtte uker fra begynnelsen av mars. "
    "Ingeniøren fant sprekker i to av pilarene da hun undersøkte dem for en måned siden. Butikkeierne frykter at de "
    "mister kundene sine, og flere av dem har bedt om en gangbro så lenge arbeidet varer. ",
    "German": "Der Stadtrat hat am Dienstag beschlossen, die Brücke an der Mühlenstraße für acht Wochen zu sperren. "
    "Die Ingenieure hatten in zwei Pfeilern Risse gefunden, sagte die Bürgermeisterin. Viele Händler fürchten um ihr "
    "Geschäft, weil die Kunden nun einen weiten Umweg fahren müssen. ",
    "Hindi in Latin letters": "Nagar parishad ne mangalvar ko faisla kiya ki nadi ka purana pul do mahine tak band "
    "rahega. Engineer ne kaha ki do khambon mein darar mili hai aur log iske neeche se na guzrein. Dukandaron ko dar "
    "hai ki unke grahak ab doosri taraf chale jayenge, isliye ve ek chhota pul chahte hain. ",
    "Indonesian": "Dewan kota memutuskan pada hari Selasa untuk menutup jembatan di atas sungai selama delapan minggu. "
    "Menurut insinyur kepala, dua dari enam tiang sudah retak dan harus segera diperbaiki. Para pedagang khawatir "
    "karena pembeli mereka harus memutar jauh untuk sampai ke pasar. ",
    "Swahili": "Baraza la mji liliamua siku ya Jumanne kufunga daraja la mto kwa muda wa wiki nane. Mhandisi mkuu "
    "alisema kuwa nguzo mbili zina nyufa na ni lazima zitengenezwe haraka. Wafanyabiashara wanaogopa kwamba wateja "
    "wao watakwenda sokoni upande wa pili wa mji. ",
    "Finnish": "Kaupunginvaltuusto päätti tiistaina sulkea joen ylittävän sillan kahdeksaksi viikoksi. "
    "Insinöörin mukaan kahdessa pilarissa on halkeamia, jotka täytyy korjata ennen talvea. "
    "Kauppiaat pelkäävät, että asiakkaat siirtyvät toiselle puolelle jokea eivätkä enää palaa. ",
    "Scots": "The toon cooncil haes votit tae steek the auld brig for aucht weeks frae the stairt o the month. "
    "The heid ingineer said thae cracks wis fund in twa o the piers, an ilka lorry maun gang the lang wey roond. "
    "The fowk that hae shops thair are feart they'll no see mair nor hauf o thair trade. ",
    "Pidgin": "Di govament don tok say dem go close di old bridge wey dey for river road. Di people wey dey sell for "
    "market say dem no happy, because na so dem customers go run. Di engineer tell us say e don see crack for two "
    "pillar and e no wan make anybody die. ",
    "Russian": "Городской совет решил во вторник закрыть старый мост на восемь недель. Инженеры нашли трещины в двух "
    "опорах. Торговцы боятся потерять покупателей. ",
    "Chinese": "市议会星期二决定关闭河上的旧桥八周。工程师在两根桥墩上发现了裂缝。"
    "商店老板担心失去顾客，要求修建临时人行桥。",
    "Thai": "สภาเมืองมีมติเมื่อวันอังคารให้ปิดสะพานเก่าข้ามแม่น้ำเป็นเวลาแปดสัปดาห์ วิศวกรพบรอยร้าวในเสาสองต้น ",
}

PARAGRAPH = (
    "The council voted on Tuesday to close the bridge on Mill Street for eight weeks, Mayor Ann Holt said. Engineers "
    "found cracks in two of the six piers when they looked at them in March. Shop owners on the north bank fear for "
    "their trade, and several of them have asked for a footbridge. The work will cost $2.4 million, according to a "
    "report that the county published on its site. Buses will take the long way round until the end of May. "
)

CODE = """
import json
from pathlib import Path

def load_settings(path, default=None):
    # read the settings of the user, if there are any
    if not path.exists():
        return default or {}
    with path.open() as handle:
        data = json.load(handle)
    for key, value in data.items():
        if isinstance(value, list):
            data[key] = tuple(value)
    return data

class Store(dict):
    def __missing__(self, key):
        self[key] = value = len(self) + 1
        return value
"""
HTML = """
<div class="teaser"><a href="/news/bridge.html" id="t1"><img src="/img/1.jpg" alt="the old bridge"></a></div>
<div class="teaser"><a href="/news/market.html" id="t2"><img src="/img/2.jpg" alt="the new market"></a></div>
<script>var track = function (e) { window.queue.push({"name": "teaser", "id": e.id}); };</script>
"""
LOG = """
2024-03-01 12:00:01,233 INFO [worker-3] fetched /api/items?page=2 status=200 bytes=10233
2024-03-01 12:00:04,110 WARN [worker-1] retry /api/items?page=3 status=503 wait=2
"""
PUNCTUATED_POEM = """
The tide went out and left the boats
Asleep upon the sand,
And over them a heron floats
To look upon the land.

My father mended nets at night
Beneath a yellow lamp.
He said the morning would be bright;
The wind was cold and damp.
"""
BARE_POEM = """
nobody told the river
it was late
the lamps came on along the quay
and one by one the windows
learned each other's names

i kept your coat
in the hall for a year
the moths were kind to it
the winter was not
"""
TABLE = """
1 Harrow Town 38 26 6 6 88 43 84
2 Eastbridge Rovers 38 24 9 5 91 40 81
3 Mill Road Athletic 38 23 5 10 70 45 74
4 Port Sands 38 20 8 10 61 48 68
"""
PRICES = """
Flat white $4.20
Pot of tea $3.00
Toasted cheese sandwich $8.50
Lentil soup with bread $9.00
Slice of lemon cake $5.75
"""
LISTINGS = """
6:00 pm Evening News
6:30 pm Gardens of the North
7:00 pm The Quiz Hour
8:00 pm Harbour Lights (new)
9:00 pm Film: The Long Way Home
"""
INGREDIENTS = """
2 cups plain flour
1 teaspoon baking powder
A pinch of salt
3 large eggs, lightly beaten
200 ml whole milk
Butter for the pan
Maple syrup, to serve
"""
LINKS = """
Council votes to close the old bridge for eight weeks
Ten walks to take before the clocks go back
What the new bus timetable means for you
How to plant garlic in heavy soil
School opens its doors to the neighbours
"""
MENU = "Home News Sport Weather Business Travel Culture Video Podcasts Newsletters Shop Jobs Contact Sign in\n"
SQUAD = (
    "Goalkeepers: Ellis, Brandt. Defenders: Moore, Okafor, Lindqvist, Pereira, Shaw. Forwards: Ito, Nkemelu, Ross.\n"
)
NOT_AN_ARTICLE = {
    "Python": CODE * 2,
    "HTML": HTML * 3,
    "JSON": '{"id": 17, "name": "bridge", "tags": ["old", "stone"], "open": false, "next": null},\n' * 20,
    "log": LOG * 6,
    "poem": PUNCTUATED_POEM * 3,
    "poem without stops": BARE_POEM * 3,
    "league table": TABLE * 4,
    "price list": PRICES * 6,
    "television listings": LISTINGS * 6,
    "ingredients": INGREDIENTS * 5,
    "list of links": LINKS * 4,
    "menu": MENU * 8,
    "squads": SQUAD * 8,
}

REPORT = """
Edge Computing Market Outlook

Executive Summary

Edge computing platforms process sensor data near factories, hospitals and warehouses. Vendors report faster adoption
among mid-size manufacturers. Regulators demand local data storage.

Key Drivers

- Falling hardware prices: industrial gateways cost half as much as in 2021.
- Network upgrades: private 5G licences reached 340 sites across Europe.
- Energy savings: local filtering cuts traffic between plants and data centres.
- Compliance: hospital groups keep patient images on site.

Main Risks

- Vendor lock-in: proprietary orchestration software limits migration options.
- Security: unattended gateways need tamper detection, secure boot and remote attestation.
- Skills: integrators report shortages of firmware engineers.

Analysts expect annual growth near 14 percent through 2028. Consolidation among gateway makers seems likely.
"""
INTERVIEW = """
Why did you close the bridge?

We found cracks in two of the piers, and I was not willing to wait.

How long will it take?

Eight weeks, if the weather holds. I'd rather promise eight and need six.

What do you say to the bakers and grocers on the north bank?

That I buy my bread there, too. We are putting up signs, and the bus will stop at their doors.

Will there be a footbridge?

No. We asked three firms, and none of them could build one before the work is over.

Did you ever think of giving up the job?

Every Monday. By Tuesday it has passed.
"""
SPORTS = (
    "Harrow Town beat Port Sands 3-2 on Saturday and went top of the table on 84 points. Lena Ito scored after 4 "
    "minutes and again after 31, before Port Sands levelled through Carla Ross (52) and Amy Shaw (67). Okafor headed "
    "the winner in the 88th minute in front of 11,204 people. Harrow had 61 % of the ball and 17 shots to 9, and have "
    "now won 12 of their last 14 games. “We were lucky for 20 minutes,” said the coach, Ruth Brandt. Port Sands, who "
    "have lost 4 of 5, stay in 4th place with 68 points and play Mill Road at 3 p.m. on May 11. "
)
RESULTS = (
    "Northgate Foods said on Thursday that net income rose 12 % to $48.3 million, or $1.12 a share, in the quarter "
    "that ended on June 30, from $43.1 million, or $0.98 a share, a year earlier. Revenue grew 6.4 % to $912 million. "
    "The company had forecast $895 million to $905 million. It raised its outlook for 2024 to earnings of $4.30 to "
    "$4.45 a share. Costs fell by $7 million after it closed 2 of its 9 plants. The shares gained 3.1 % to $61.75 in "
    "early trading in New York and are up 18 % this year. "
)
RECIPE = """
Pancakes for a slow morning

My grandmother made these on Sundays, and she never weighed a thing. I have weighed them for you.

2 cups plain flour
1 teaspoon baking powder
3 large eggs
200 ml whole milk

Whisk the eggs with the milk until they are smooth, then stir in the flour and the baking powder. Let the batter rest
for half an hour while you make the coffee. Melt a little butter in a pan, pour in a ladle of batter and wait until
the bubbles on top begin to burst. Turn the pancake over and give it one more minute. Eat them at once, with syrup.
"""
SHOUTED = PARAGRAPH.upper()
ARTICLES = {
    "news": PARAGRAPH,
    "dense report with bullet points": REPORT,
    "interview": INTERVIEW,
    "sports report": SPORTS,
    "company results": RESULTS,
    "recipe with running text": RECIPE,
    "capitals throughout": SHOUTED,
    "lines broken to fit": textwrap.fill(PARAGRAPH * 2, 72),
    "a sentence a line": PARAGRAPH.replace(". ", ".\n\n"),
    "live blog": "".join(f"10:{minute} am\n{line}.\n" for minute, line in enumerate(PARAGRAPH.split(". ")[:-1], 10))
    * 2,
    "a quotation in Spanish": PARAGRAPH
    + "“Nunca vamos a olvidar lo que hicieron por nosotros,” she said. "
    + PARAGRAPH,
    "code in an article": PARAGRAPH * 2 + "\n\ndef half(x):\n    return x / 2\n\nprint(half(3))\n\n" + PARAGRAPH,
    "a table in an article": PARAGRAPH * 2 + TABLE + PARAGRAPH,
    "a verse in an article": PARAGRAPH * 2 + BARE_POEM + PARAGRAPH,
}


@pytest.mark.parametrize("language", NOT_ENGLISH)
def test_other_languages_are_not_judged(language):
    assert SCORER.score(NOT_ENGLISH[language] * 4).abstained == "not-english"


@pytest.mark.parametrize(
    "language", ["Dutch", "Afrikaans", "Norwegian", "Hindi in Latin letters", "Indonesian", "Swahili"]
)
def test_an_article_half_in_another_language_is_not_judged(language):
    half = PARAGRAPH[: PARAGRAPH.index("The work")]

    assert SCORER.score(f"{half}\n\n{NOT_ENGLISH[language]}").abstained == "not-english"


@pytest.mark.parametrize("kind", NOT_AN_ARTICLE)
def test_what_does_not_run_is_not_judged(kind):
    assert SCORER.score(NOT_AN_ARTICLE[kind]).abstained == "not-an-article"


@pytest.mark.parametrize("kind", ARTICLES)
def test_articles_are_judged(kind):
    assert SCORER.score(ARTICLES[kind]).abstained is None


def test_short_texts_are_not_judged():
    assert SCORER.score("The bridge is closed. " * 19).abstained == "too-short"
    assert SCORER.score("Le pont est fermé. " * 10).abstained == "too-short"
    assert SCORER.score("The bridge is closed. " * (FEWEST_WORDS // 4)).abstained is None


def test_the_reason_is_the_same_alone_and_in_a_batch():
    texts = [*NOT_ENGLISH.values(), *NOT_AN_ARTICLE.values(), *ARTICLES.values(), "short", "é"]

    together = [score.abstained for score in SCORER.score_many(texts)]

    assert together == [SCORER.score(text).abstained for text in texts]


def test_the_reason_is_the_same_for_texts_and_for_a_batch():
    texts = [*NOT_ENGLISH.values(), *NOT_AN_ARTICLE.values(), *ARTICLES.values()] * 3
    scores = list(SCORER.score_many(texts))
    rows = np.array([[np.nan if value is None else value for value in score.features.values()] for score in scores])

    assert abstentions(SCORER.features, rows, texts) == [score.abstained for score in scores]
    assert abstentions(SCORER.features, rows[:0], []) == []


def test_nothing_found_is_no_reason_to_judge():
    for text in (*NOT_ENGLISH.values(), *NOT_AN_ARTICLE.values()):
        score = SCORER.score(text * 3)
        assert score.quality is score.reliability is None


def test_a_part_of_a_reading_is_as_if_read_alone():
    texts = [PARAGRAPH, "so\u00adft “quotes”\n\n and\u200b more. Yes! ", "", NOT_ENGLISH["Thai"], CODE]
    for chosen in ([3, 1], [0], [1, 1, 2], [4, 3, 2, 1, 0]):
        part, alone = Reading(texts).part(np.array(chosen)), Reading([texts[index] for index in chosen])
        assert part.texts == alone.texts
        for name in ("kind", "folded", "keys", "text_start", "capitalised", "numeric"):
            assert np.array_equal(getattr(part, name), getattr(alone, name)), name
        for name in ("words", "lines", "sentences"):
            ours, theirs = getattr(part, name), getattr(alone, name)
            assert np.array_equal(ours.start, theirs.start)
            assert np.array_equal(ours.end, theirs.end)
            assert np.array_equal(ours.bounds, theirs.bounds)
        for text, (start, end) in enumerate(zip(part.words.bounds, part.words.bounds[1:], strict=False)):
            for place in part.words.start[start:end].tolist():
                assert part.original(text, place) == alone.original(text, place)
