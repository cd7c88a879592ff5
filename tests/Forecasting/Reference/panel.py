#!/usr/bin/env python3
"""A small panel with what can befall series, and its history: groups, parents, filled years and what smoothing makes of them.

Used by rows.py, which says how it was written.
"""
import math

FIRST, LAST = 2010, 2015
YEARS = range(FIRST, LAST + 1)
SEASON = [4, 5, 9, 12, 8, 7, 15, 18, 6, 3, 9, 11]


def series(scale, growth, salt, start=(2010, 1), silent=(), zero=(), factor=lambda y, m: 1):
    """Twelve values a year, None before the start and where silent: season, growth and a pseudo-random wobble."""
    return {y: [None if (y, m) < start or (y, m) in silent else 0.0 if (y, m) in zero else round(
        scale * SEASON[(m - 1 + salt) % 12] * growth ** (y - FIRST) * factor(y, m) * (0.8 + 0.04 * ((y * 7 + m * 13 + salt * 5) % 11)), 1)
        for m in range(1, 13)] for y in YEARS}


LEAVES = sorted([
    ("a", ("all", "r0"), "trees", series(10, 1.1, 0)),
    ("b", ("all", "r0"), "trees", series(
        3, 0.9, 1, silent={(2012, 3), (2012, 4), (2015, 2), (2015, 5)} | {(2014, m) for m in (1, 2, 6, 7, 8)})),
    ("c", ("all", "r0"), "trees", series(5, 1.2, 2, start=(2014, 1))),
    ("d", ("all", "r1"), "trees", series(
        1, 1.0, 3, zero={(y, m) for y in YEARS for m in (1, 2, 5, 6, 7, 10, 11)} | {(2014, m) for m in range(1, 13)})),
    ("e", ("all", "r1"), "trees", series(8, 1.0, 0, factor=lambda y, m: 0.15 if y == 2015 else 1)),
    ("f", ("all", "r1"), "turns", series(200, 1.3, 5)),
    ("g", ("all", "r0"), "turns", series(100, 1.05, 6, start=(2013, 3))),
    ("h", ("all", "r2", "x"), "trees", series(2, 1.15, 7, silent={(2013, 12), (2015, 1)})),
    ("n", ("all", "r1"), "trees", series(4, 1.0, 4, start=(2015, 2))),
], key=lambda leaf: (leaf[0], leaf[2]))


def total(values):
    return math.fsum(v for v in values if v is not None)


def whole(values):
    return all(v is not None for v in values)


def clamp(value, low, high):
    return min(max(value, low), high)


class Group:
    """Leaves whose month is known in both of two years; relative ones are divided by their last total."""

    def __init__(self, leaves, relative):
        self.size = len(leaves)
        self.now, self.before, self.complete = ({(y, m): 0.0 for y in YEARS for m in range(12)} for _ in range(3))
        for _, _, _, values in leaves:
            for y in YEARS:
                last = values.get(y - 1)
                unit = (total(last) if last else 0) if relative else 1
                if unit <= 0:
                    continue
                for m in range(12):
                    if whole(values[y]):
                        self.complete[y, m] += values[y][m] / unit
                    if last and values[y][m] is not None and last[m] is not None:
                        self.now[y, m] += values[y][m] / unit
                        self.before[y, m] += last[m] / unit

    def matched(self, y, first, end):
        """Months first to end (excluded) of a year; a negative one is of the year before."""
        cells = [(y + m // 12, m % 12) for m in range(first, end) if y + m // 12 >= FIRST]
        return sum(self.now[c] for c in cells), sum(self.before[c] for c in cells)

    def growth(self, y, k):
        now, before = self.matched(y, 0, k)
        return clamp(now / before, 0.2, 5) if before > 0 else 1

    def index(self, y):
        return math.prod(self.growth(past, 12) for past in range(FIRST + 1, y + 1))

    def past(self, y):
        return [past for past in (y - 1, y - 2, y - 3) if past >= FIRST]

    def shares(self, y):
        months = [sum(self.complete[past, m] for past in self.past(y)) for m in range(12)]
        return [m / sum(months) if sum(months) > 0 else 1 / 12 for m in months]

    def mean_total(self, y):
        totals = [sum(self.complete[past, m] for m in range(12)) for past in self.past(y)]
        years = sum(t > 0 for t in totals)
        return sum(totals) / years / self.size if years else 0


def members(prefix, indicator):
    return [leaf for leaf in LEAVES if leaf[1][:len(prefix)] == prefix and indicator in ("", leaf[2])]


def groups_of(labels, indicator, own):
    """The indicator everywhere, the two nearest larger parents of the indicator, and the two nearest regions over all indicators."""
    def nested(name):
        found = []
        for depth in range(len(labels), 0, -1):
            leaves = members(labels[:depth], name)
            if len(leaves) > 1 and len(leaves) > max([own] + [len(f) for f in found]) and len(found) < 2:
                found.append(leaves)
        return [Group(f, name == "") for f in found]
    wide, everything = Group(members((), indicator), False), Group(members((), ""), True)
    near, region = nested(indicator), nested("")
    return [wide, *(near + [wide, wide])[:2], *(region + [everything, everything])[:2]]


def parent(prefix, indicator):
    """Sums of months, raised for silent leaves by what they had a year before; and as reported."""
    raised, reported = {}, {}
    for y in YEARS:
        raised[y], reported[y] = [None] * 12, [None] * 12
        for m in range(12):
            known = [leaf[3] for leaf in members(prefix, indicator) if leaf[3][y][m] is not None]
            silent = [leaf[3] for leaf in members(prefix, indicator) if leaf[3][y][m] is None]
            ago = lambda leaves: total(v[y - 1][m] for v in leaves) if y > FIRST else 0
            if known:
                reported[y][m] = total(v[y][m] for v in known)
                raised[y][m] = reported[y][m] * (1 + ago(silent) / ago(known)) if ago(known) > 0 else reported[y][m] + ago(silent)
    return raised, reported


def smooth(values, alpha):
    level, error = values[0], 0
    for v in values[1:]:
        error, level = error + abs(v - level), alpha * v + (1 - alpha) * level
    return error, level


def line(values):
    n = len(values)
    times, mean = range(n), sum(values) / n
    spread = sum((t - (n - 1) / 2) ** 2 for t in times)
    return sum((t - (n - 1) / 2) * (v - mean) for t, v in zip(times, values)) / spread if spread else 0


class Node:
    def __init__(self, name, labels, indicator, values, reported, leaves):
        self.name, self.indicator, self.values, self.reported, self.leaves = name, indicator, values, reported, leaves
        self.is_leaf = values is reported
        self.groups = groups_of(labels, indicator, leaves)
        self.filled, self.share = {}, {}
        for y in [*YEARS, LAST + 1]:
            self.share[y] = self.shrunk(y)
            if y <= LAST:
                self.filled[y] = self.fill(self.values[y], self.share[y])
        self.rests = {y: self.local_rests(y) for y in YEARS}

    def usable(self, y, most):
        return [self.filled[past] for past in range(y - 1, FIRST - 1, -1) if self.filled[past]][:most]

    def usable_years(self, y, most):
        return [past for past in range(y - 1, FIRST - 1, -1) if self.filled[past]][:most]

    def shrunk(self, y):
        wide, near, past = self.groups[0].shares(y), self.groups[1].shares(y), self.usable(y, 3)
        pooled = [(w + n) / 2 for w, n in zip(wide, near)]
        if sum(map(sum, past)) <= 0:
            return pooled
        n = len(past)
        return [(n * sum(p[m] for p in past) / sum(map(sum, past)) + pooled[m]) / (n + 1) for m in range(12)]

    @staticmethod
    def fill(values, shares):
        known = [m for m in range(12) if values[m] is not None]
        share = sum(shares[m] for m in known)
        if len(known) < 9 or (share <= 0 and len(known) < 12):
            return None
        return [values[m] if m in known else total(values) / share * shares[m] for m in range(12)]

    def first(self, y, k):
        months, last = self.values[y][:k], (self.usable(y, 1) or [None])[0]
        usual = last or self.share[y]
        prior = sum(last) / 12 if last else 0
        told = sum(usual[m] for m in range(k) if months[m] is not None) + prior
        pace = (total(months) + prior) / told if told > 0 else math.nan
        return [usual[m] * pace if v is None else v for m, v in enumerate(months)]

    def local_rests(self, year):
        """By k from 0 to 11: the rest by smoothing of square roots, the Theta method, damped smoothing of logs and of fourth roots."""
        return [[self.roots(year, k), self.theta(year, k), self.damped(year, k, True), self.damped(year, k, False)] for k in range(12)]

    def months_after(self, first, year, k):
        return [(m, self.values[y][m]) for y in range(first + 1, year + 1) for m in range(12 if y < year else k)
                if self.values[y][m] is not None]

    def roots(self, year, k):
        start = next((y for y in YEARS if self.filled[y]), LAST)
        if start >= year:
            return math.nan
        best = None
        for gamma in (0.05, 0.25):
            for alpha in (0.03, 0.1, 0.25, 0.5):
                root = [math.sqrt(v) for v in self.filled[start]]
                level, error = sum(root) / 12, 0
                season = [r - level for r in root]
                for m, v in self.months_after(start, year, k):
                    miss = math.sqrt(v) - level - season[m]
                    error, level = 0.98 * error + abs(miss), alpha * (math.sqrt(v) - season[m]) + (1 - alpha) * level
                    season[m] += gamma * (1 - alpha) * miss
                rest = sum(max(0, level + season[m]) ** 2 for m in range(k, 12))
                best = (error, rest) if best is None or error < best[0] else best
        return best[1]

    def damped(self, year, k, is_log):
        start = next((y for y in YEARS if self.filled[y] and sum(self.filled[y]) > 0), LAST)
        if start >= year:
            return math.nan
        offset = 0.2 * sum(self.filled[start]) / 12
        scale = (lambda v: math.log(v + offset)) if is_log else (lambda v: v ** 0.25)
        back = (lambda z: max(0, math.exp(min(z, 40)) - offset)) if is_log else (lambda z: max(0, z) ** 4)
        best, phi = None, 0.9
        for alpha in (0.03, 0.1, 0.25, 0.5, 0.8):
            for beta in (0, 0.02, 0.1):
                for gamma in (0.05, 0.25):
                    scaled = [scale(v) for v in self.filled[start]]
                    level, trend, error = sum(scaled) / 12, 0.0, 0.0
                    season = [s - level for s in scaled]
                    for m, v in self.months_after(start, year, k):
                        expected = level + phi * trend
                        miss = scale(v) - expected - season[m]
                        error = 0.98 * error + abs(miss)
                        new = alpha * (scale(v) - season[m]) + (1 - alpha) * expected
                        trend, level = beta * (new - level) + (1 - beta) * phi * trend, new
                        season[m] += gamma * (1 - alpha) * miss
                    rest = sum(back(level + trend * sum(phi ** i for i in range(1, h + 1)) + season[k + h - 1]) for h in range(1, 13 - k))
                    best = (error, rest) if best is None or error < best[0] - 1e-12 else best
        return best[1]

    def theta(self, year, k):
        past = self.usable(year, 4)
        if not past:
            return math.nan
        season = [max(0.2, s * 12) for s in self.share[year]]
        values = [p[m] / season[m] for p in reversed(past) for m in range(12)]
        values += [self.values[year][m] / season[m] for m in range(k) if self.values[year][m] is not None]
        level, slope = min(smooth(values, a) for a in (0.05, 0.15, 0.3, 0.5, 0.8))[1], line(values)
        return sum(max(0, level + slope / 2 * (m - k + 1)) * season[m] for m in range(k, 12))
