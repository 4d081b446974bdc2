"""The page in Chromium: how soon it stands, how smoothly it moves, how much of a frame its script takes."""

from benchmarks.browser.lighthouse import lighthouse as lighthouse
from benchmarks.browser.section import page as page
