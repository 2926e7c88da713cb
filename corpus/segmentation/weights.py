"""The table of weights: how much each piece of evidence speaks, in one place.

In nats, roughly: 1 is mild, 3 is strong (twenty to one), 6 decides alone. They were set by hand to what
each sign is worth and swept one by one over generated pages; docs/segmentation.md has the figures.
"""

# What a line looks like, and how it follows the one before (evidence.py, blocks.py).
LINE = {
    "gap": 0.8,
    "tight": 2.5,
    "short_before": -2.5,
    "open_end": 2.0,
    "opens_paragraph": -1.0,
    "width_fits": 1.0,
    "width_off": -4.0,
    "full_last": -2.0,
    "indent": 2.5,
    "stop_inside": -0.9,
    "stop_at_end": 1.5,
    "no_stop_at_end": -4.0,
    "starts_inside": 5.0,
    "whole_line_mid_sentence": -3.5,
    "broken_paragraph": -4.0,
    "orphan_continuation": -5.0,
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
    "closing_byline": 1.0,
    "bracketed_byline": 2.0,
    "notice": 3.5,
    "photo_below": 2.0,
    "photo_credit_closes": 3.0,
    "closing_below_title": -3.0,
    "tail_byline": 3.5,
    "news_label": 4.0,
    "dateline": 1.2,
    "source_line": 2.0,
    "bare_start": -5.0,
    "bare_start_below_headline": -2.5,
    "style_without_credit": -3.0,
    "heading_inside": -0.5,
    "further_heading": -2.5,
    "sole_heading": -1.5,
    "parallel_heading": 1.5,
    "label_inside": -3.0,
    "small_heading": 0.8,
    "wide_heading": -0.15,  # for each character over _SMALL
    "heading_bullet": 2.0,
    "heading_number": 3.0,
    "run_in": -4.0,
    "run_in_of_briefs": 2.0,
    "lower_level": 2.0,
    "headline_level": -2.5,
    "only_level": -0.5,
    "cohesion": 3.0,
    "content": 1.7,
    "place": 1.0,
    "no_headline": -4.0,
    "two_headlines": -4.0,
    "many_lines": -0.6,
    "title_left_over": -3.0,
    "tight_lines": 4.0,
    "label_above": 3.0,
    "two_halves": 1.5,
    "bold_differs": -1.0,
    "page_label": 3.5,
    "broken": -2.5,
}
