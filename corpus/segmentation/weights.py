"""The table of weights: how much each piece of evidence speaks, in one place.

In nats, roughly: 1 is mild, 3 is strong (twenty to one), 6 decides alone. They were set by hand to
what each sign is worth and swept one by one over generated pages; docs/segmentation.md has the
figures.
"""

# What a line shows, for each of the five main parts it may play (looks.py, evidence.py). A sign
# that is a number (commas, the fit of a width) counts that many times.
LINE = {
    #                        first middle   last  whole  title
    "any":                 (  0.0,   0.0,   0.0,   0.0,   0.5),
    "stop":                ( -0.9,  -1.2,   1.5,   1.5,  -4.5),
    "no_stop":             (  0.0,   0.0,  -4.0,  -3.5,   0.0),
    "colon":               (  0.0,   0.0,  -1.5,  -1.0,  -4.0),
    "open_end":            (  0.0,   0.0,   0.0,   0.0,  -1.5),
    "exclaims":            (  0.0,   0.0,   0.0,   0.0,   4.7),
    "short_exclaims":      (  0.0,   0.0,   0.0,  -3.5,   0.0),
    "short_turn":          (  0.0,   0.0,   0.0,  -2.0,   0.0),
    "starts_inside":       ( -5.0,   0.0,   0.0,  -5.0,  -5.0),
    "news_label":          (  2.0,  -4.0,  -4.0,   2.0,  -5.0),
    "dateline":            (  0.0,   0.0,   0.0,   0.0,  -3.5),
    "signature":           (  0.0,   0.0,   2.5,  -3.0,  -5.0),
    "opens_paragraph":     (  0.0,   0.0,   0.0,   0.0,  -2.0),
    "list_item":           (  1.0,  -3.0,  -2.0,   2.0,   0.0),
    "semicolon":           (  0.0,   0.0,   1.5,   0.5,  -2.0),
    "item_of_list":        (  0.0,   0.0,   0.0,   4.0,  -2.0),
    "salutation":          (  0.0,  -1.0,  -1.0,   3.0,  -2.0),
    "numbered":            (  0.0,   0.0,   0.0,   0.0,   1.5),
    "numbered_question":   (  0.0,   0.0,   0.0,   0.0,   2.5),
    "notice":              ( -1.0,  -2.0,  -2.0,   0.0,   2.5),
    "unbalanced":          (  0.0,   0.0,   0.0,   0.0,  -2.5),
    "formula":             ( -4.0,  -4.0,  -3.0,   4.0,  -4.0),
    "commas":              (  0.0,   0.0,   0.0,   0.0,  -1.0),
    "inner_stop":          (  0.0,   0.0,   0.0,   0.0,  -4.0),
    "particles":           (  0.0,   0.0,   0.0,   0.0,  -0.5),
    "tiny":                ( -2.0,   0.0,   0.0,  -2.0,   0.0),
    "odd_width":           (  0.0,   0.0,   0.0,   0.0,  -1.5),
    "very_wide":           (  0.0,   0.0,   0.0,   0.0, -0.15),
    "level":               (  0.0,   0.0,   0.0,   0.0,   6.0),
    "bold":                (  0.0,   0.0,   0.0,   0.0,   4.0),
    "marked":              ( -1.0,  -6.0,  -6.0,   0.0,   0.0),
    # where the line stands: its column, the page's habits
    "in_column":           (  0.0,   0.0,   0.0,  -0.9,  -1.0),
    "fits_opening":        (  1.0,   0.0,   0.0,   0.0,   0.0),
    "fits_column":         (  0.0,   1.0,   0.0,   0.0,   0.0),
    "too_wide":            (  0.0,   0.0,  -4.0,  -2.3,   0.0),
    "fills":               (  0.0,   0.0,  -1.75,  -2.0,  -0.5),
    "nearly_fills":        (  0.0,   0.0,  -1.0,  -2.0,   0.0),
    "two_short":           (  0.0,   0.0,   0.0,  -2.0,   0.0),
    "short":               (  0.0,   0.0,   0.0,   0.0,   0.0),
    "no_stop_in_column":   (  0.0,   0.0,  -1.5,   0.0,   0.0),
    "outside_column":      ( -3.0,  -2.0,   0.0,   0.0,   0.0),
    "stop_outside_column": ( -2.7,  -1.8,   0.0,   0.0,   0.0),
    "long_no_stop":        (  1.0,   0.0,   0.0,  -2.0,   0.0),
    "indent":              (  3.5,  -2.5,  -2.5,   3.5,  -1.0),
    "figure":              (  0.0,   0.0,   0.0,   5.0,  -3.0),
    "unmarked":            (  0.0,   0.0,   0.0,   0.0,  -2.0),
}  # fmt: skip

# The parts of small lines that have a form of their own (looks.py).
SMALL = {
    "label": 9.0,
    "source": 5.0,
    "caption": 6.0,
    "caption_mark": 3.0,
    "pictured": 3.0,
    "contents": 8.0,
    "furniture": 5.0,
    "level": 6.0,
    "bold": 4.0,
}
BYLINES = {"role": 7.0, "boxed": 5.0, "bare": 3.0, "by_place": 1.0, "repeated": 1.0}

# How a line follows the one before (joining.py), and a part another (parts.py).
LINK = {
    "width_fits": 1.0,
    "width_off": -4.0,
    "gap": 1.0,
    "same_gap": 0.35,
    "tight": 2.5,
    "colon_between": 4.0,
    "short_before": -2.5,
    "open_end": 2.0,
    "quote_goes_on": 4.0,
    "credit_runs_in": 7.0,  # a credit in brackets had no room on the line above
    "says": 2.5,
    "indented": -2.0,
    "opens_paragraph": -1.0,
    "broken_paragraph": -4.0,
    "orphan_continuation": -5.0,
}
FOLLOWS = {
    ("label", "title"): -3.0,
    ("label", "byline"): -3.0,
    ("label", "first"): 1.0,
    ("label", "whole"): 1.0,
    ("byline", "first"): 0.5,
    ("byline", "whole"): 0.5,
    ("byline", "byline"): -2.0,
    ("byline", "title"): -0.5,
    ("title", "byline"): 0.5,
}

# Whether words go on across a break (continuity.py).
CONTINUITY = {
    "known_pair": 2.0,
    "known_triple": 3.0,
    "hardly_begins": 2.5,  # 亿元, 的: what no sentence begins with
    "starts_inside": 3.0,  # a closing mark
}

# What stands between two paragraphs: the same article going on, or another (weighing.py).
GAP = {
    "new": -2.0,
    "opening_byline": 4.0,
    "further_byline": -4.0,
    "title_below_byline": -3.5,
    "byline_inside": -6.0,
    "afterword": 7.0,
    "closing_byline": 1.0,
    "bracketed_byline": 2.0,
    "notice": 5.5,
    "photo_below": 2.0,
    "photo_credit_closes": 3.0,
    "closing_below_title": -3.0,
    "tail_byline": 3.5,
    "news_label": 4.0,
    "dateline": 0.8,
    "timed_start": 0.7,
    "untimed_start": -2.0,
    "source_line": 2.0,
    "rule": 4.0,
    "bare_start": -5.0,
    "bare_start_below_headline": -2.5,
    "bare_start_of_photo": 1.0,
    "bare_start_of_picture": -3.0,  # where the caption tells no day
    "bare_start_dated": 1.5,
    "unlike": 3.0,
    "table": 3.0,
    "boxed": 0.0,
    "two_credits": -1.5,
    "style_without_credit": -2.0,
    "credit_amid_none": -1.0,
    "title_amid_no_credits": 1.5,
    "heading_inside": -0.5,
    "further_heading": -2.5,
    "sole_heading": -1.5,
    "parallel_heading": 1.5,
    "brief": 2.0,
    "label_inside": -3.0,
    "box_label": 6.0,
    "small_heading": 1.0,  # times how much narrower than _HEADING, -1 to 1
    "wide_heading": -0.15,  # for each character over _SMALL
    "heading_bullet": 2.0,
    "heading_number": 3.0,
    "bold_heading": 3.0,
    "run_in": -4.0,
    "lower_level": 3.5,
    "headline_level": -2.5,
    "only_level": -0.5,
    "cohesion": 3.0,
    "content": 2.2,
    "place": 1.0,
    "no_headline": -4.0,
    "no_headline_of_photo": -1.5,
    "two_headlines": -4.0,
    "many_lines": -0.6,
    "title_left_over": -3.0,
    "left_amid": -1.2,
    "remote": -2.0,
    "left_over_if_remote": 0.05,  # times the cost above; headlines elsewhere are matched later
    "charged_if_remote": 0.1,  # share of no_headline that the chain of readings pays
    "tight_lines": 4.0,
    "label_above": 3.0,
    "label_below_body": -2.0,
    "subtitle": 3.0,
    "page_label": 3.5,
    "broken": -2.5,
}

# Which of an article's titles is the headline (headlines.py).
HEADLINE = {
    "subtitle_mark": -3.0,
    "genre": -2.0,
    "aside": -7.0,
    "column_label": -3.0,
    "column_name": -2.0,
    "occasion": -1.5,
    "is_done": -0.4,
    "play": 1.0,
    "quotation": 2.0,
    "asks": 1.5,
    "few_words": -1.0,
    "pause": 1.0,
    "top_level": 2.5,
    "character": -0.08,
    "amid": 1.5,  # between kicker and subtitle
    "second_of_two": 0.5,  # below a kicker; on pages without blank lines as often above a subtitle
}

# Headlines away from their bodies (matching.py).
MATCH = {
    "tight": 4.0,
    "one": 1.2,
    "kicker": 0.0,
    "apart": -1.5,
    "nobody": -2.0,
    "lacking": -3.0,
    "in_order": 0.3,
    "doubt": 2.0,  # a body that fits so little worse might be the right one
}

NOISE = 1e-9
"""Scores nearer than this are equal: of equals the first is taken, whatever order sums ran in."""
