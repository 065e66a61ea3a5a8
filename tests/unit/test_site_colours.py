"""Every pair of colours that meets on a page can be read, light and dark, and by who sees fewer."""

import re
from itertools import pairwise

import pytest

import source

SHEET = (source.PACKAGE / "site/static/site/tokens.css").read_text(encoding="utf-8")
LIGHT, _, REST = SHEET.partition("@media screen and (prefers-color-scheme: dark)")
DARK = REST.partition("@media (min-width")[0]
TEXTS = ("ink", "quiet", "teal", "ochre", "brick", "leaf")
GROUNDS = ("paper", "raised")
SCALE = [f"map-{step}" for step in range(1, 6)]
AROUND = [f"div-{step}" for step in range(1, 6)]

# How the three cones' blind see linear RGB, after Machado, Oliveira and Fernandes (2009), severity 1.
BLIND = {
    "nobody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def colours(sheet):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet))


THEMES = {"light": colours(LIGHT), "dark": colours(DARK)}


def linear(colour):
    """Give linear red, green and blue (IEC 61966-2-1)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def brightness(rgb):
    """Give the relative luminance of WCAG 2.2."""
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one, other):
    lighter, darker = sorted((brightness(one), brightness(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def seen(colour, eyes):
    rgb = linear(colour)
    mixed = [sum(part * c for part, c in zip(row, rgb, strict=True)) for row in BLIND[eyes]]
    return [min(max(c, 0), 1) for c in mixed]


def test_both_themes_name_the_same_colours():
    assert THEMES["light"].keys() == THEMES["dark"].keys()


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_every_ground(theme):
    found = THEMES[theme]
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS] + [("on-teal", "teal")]
    faint = [
        (text, ground, round(contrast(linear(found[text]), linear(found[ground])), 2))
        for text, ground in pairs
        if contrast(linear(found[text]), linear(found[ground])) < 4.5
    ]
    assert faint == []


@pytest.mark.parametrize("eyes", BLIND)
@pytest.mark.parametrize("theme", THEMES)
def test_the_steps_of_the_map_go_one_way_and_stay_apart(theme, eyes):
    light = [brightness(seen(THEMES[theme][name], eyes)) for name in SCALE]
    ordered = sorted(light, reverse=theme == "light")
    assert light == ordered
    steps = [
        contrast(seen(THEMES[theme][a], eyes), seen(THEMES[theme][b], eyes))
        for a, b in pairwise(SCALE)
    ]
    assert min(steps) > 1.2


@pytest.mark.parametrize("eyes", BLIND)
@pytest.mark.parametrize("theme", THEMES)
def test_above_and_below_the_target_differ_from_the_middle_and_from_each_other(theme, eyes):
    below, _near, middle, _far, above = (seen(THEMES[theme][name], eyes) for name in AROUND)
    assert contrast(below, middle) > 2
    assert contrast(above, middle) > 2
    shown = [[c ** (1 / 2.2) for c in rgb] for rgb in (below, above)]  # as even steps to the eye
    assert sum((a - b) ** 2 for a, b in zip(*shown, strict=True)) ** 0.5 > 0.25
