#!/usr/bin/env python3
"""Rows of a small panel: what the trees see, computed independently of the product.

Run: python3 rows.py > rows.json    (standard library only)

Written from the words of the doc comments and the publications that they name, month by month over dictionaries and with None for the
unknown, where the product runs over arrays: so that a slip of an index on one side is none on the other. Smoothing is the component
form of Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, sections 8.1 to 8.3; the line of the Theta method
is that of least squares; deviations are those of a population.
"""
import json
import math
import statistics

from panel import FIRST, LAST, LEAVES, YEARS, Node, clamp, members, parent, total, whole


def log_ratio(above, below, offset):
    if below + offset == 0:
        return 4 if above > 0 else 0  # nothing against nothing tells nothing
    return clamp(math.log((above + offset) / (below + offset)), -4, 4) if above + offset > 0 else -4


def log_growth(now, before):
    return clamp(math.log(now / before), -4, 4) if now > 0 and before > 0 else 0


def deviation(values, few=0):
    return statistics.pstdev(values) if len(values) > 1 else few


def middle(values):
    values = [v for v in values if not math.isnan(v)]
    return statistics.median(values) if values else math.nan


class Row:
    def __init__(self, node, y, k):
        self.node, self.y, self.k = node, y, k
        self.months = node.first(y, k)
        self.to_date = sum(v for v in self.months if not math.isnan(v))
        self.past, self.shares = node.usable(y, 6), node.share[y]
        self.gaps = sum(v is None for v in node.values[y][:k])
        self.known = total(node.reported[y][:k])
        self.total = math.fsum(node.reported[y]) if whole(node.reported[y]) else math.nan
        self.open = clamp(sum(self.shares[m] for m in range(12) if m >= k or node.values[y][m] is None), 0.03, 1)
        totals = [sum(p) for p in self.past]
        self.usual = sum(totals) / len(totals) if totals else self.to_date
        self.offset = 0.02 * self.usual + 0.002 * node.groups[1].mean_total(y) + 1e-9
        zero = [p.count(0) / 12 for p in self.past]
        self.zero_share = sum(zero) / len(zero) if zero else 0.5
        self.so_far = [sum(p[:k]) / sum(p) for p in self.past if sum(p) > 0]
        self.log_totals = [math.log(t) for t in totals if t > 0]
        self.volatility = deviation(self.so_far, 0.1) + deviation(self.log_totals, 0.5) * self.open + 0.3 * self.zero_share
        self.candidates = self.make_candidates()
        c = self.candidates
        self.base = max(self.known, statistics.median([c["SimpleMedian"], c["MeanRest3"], c["ShrunkShare"]]))
        rest = middle(node.rests[y][min(k, 11)])
        self.local = sum(self.months) + (rest if k < 12 else 0)

    def scaled(self, value):
        return clamp(math.log((value + self.offset) / (self.base + self.offset)) / self.open, -6, 6)

    def ladder(self, before, whole_year):
        return self.to_date * whole_year / before if before > 0 else self.to_date * 12 / self.k if self.k else math.nan

    def make_candidates(self):
        node, y, k, ytd, past = self.node, self.y, self.k, self.to_date, self.past
        near, rest, so_far = node.groups[1], lambda p: sum(p[k:]), lambda p: sum(p[:k])
        c = {"RunRate": ytd * 12 / k if k else math.nan, "PooledShare": self.ladder(so_far(near.shares(y)), 1),
             "ShrunkShare": self.ladder(so_far(self.shares), 1)}
        if not past:
            known = ytd + near.mean_total(y) * rest(self.shares)
            for name in NAMES:
                c.setdefault(name, known if name in ("BornhuetterFerguson", "MeanRest3", "MeanRest6") else c["PooledShare"])
            c["ShrunkShare"] = c["PooledShare"]
            c["RunRate"] = c["RunRate"] if k else known
        else:
            last, recent = past[0], past[:3]
            grown = self.growth(last, past)
            c["LastTotal"], c["SameRest"] = sum(last), ytd + rest(last)
            c["ChainLadder"] = self.ladder(so_far(last), sum(last))
            c["MeanRest3"] = ytd + sum(map(rest, recent)) / len(recent)
            c["MeanRest6"] = ytd + sum(map(rest, past)) / len(past)
            c["Ladder3"] = self.ladder(sum(map(so_far, recent)), sum(map(sum, recent)))
            c["BornhuetterFerguson"] = ytd + sum(map(sum, recent)) / len(recent) * rest(self.shares)
            c["GrownRest"], c["DampedRest"] = ytd + rest(last) * grown, ytd + rest(last) * math.sqrt(grown)
            c["GroupGrowth"] = ytd + rest(last) * near.growth(y, k)
            for name, group in (("CarriedWide", node.groups[0]), ("CarriedNear", near)):
                then = sum(group.index(past_year) for past_year in node.usable_years(y, 6))
                c[name] = ytd + sum(map(rest, past)) / then * group.index(y - 1) * group.growth(y, k)
            c["Smoothing"], c["Theta"] = (ytd + node.rests[y][min(k, 11)][i] for i in (0, 1))
        instead = c["SameRest"] if past else c["BornhuetterFerguson"]
        c = {name: max(ytd, instead if name != "SimpleMedian" and math.isnan(c[name]) else c.get(name, 0)) for name in NAMES}
        c["SimpleMedian"] = statistics.median([c["RunRate"], c["SameRest"], c["ChainLadder"]])
        return c

    def growth(self, last, past):
        """Six months against the same a year before, across the turn of the year where two years are known; a mean month on each side."""
        now, before, month = 0, 0, sum(last) / 12
        for back in range(1, 7):
            m = self.k - back
            if m < 0 and len(past) < 2:
                break
            now, before = now + (self.months[m] if m >= 0 else last[m + 12]), before + (last[m] if m >= 0 else past[1][m + 12])
        if before + month == 0:
            return 5 if now > 0 else 1
        return clamp((now + month) / (before + month), 0.2, 5)

    def earlier(self, back):
        y = self.y - back
        return Row(self.node, y, self.k) if y > FIRST and self.node.usable(y, 1) else None

    def shift(self):
        node, y, k = self.node, self.y, self.k
        years = [node.filled.get(y - back) for back in (1, 2, 3)]
        if k < 3 or not years[0] or sum(years[0]) <= 0 or not years[1]:
            return 0
        offset = 0.2 * sum(years[0]) / 12
        change = lambda now, before: math.log((now + offset) / (before + offset))
        usual = [change(a, b) for new, old in zip(years, years[1:]) if new and old for a, b in zip(new, old)]
        last = [change(self.months[m], years[0][m]) for m in range(k - 3, k)]
        if not (all(c > 0 for c in last) or all(c < 0 for c in last)):
            return 0
        return math.copysign(min(map(abs, last)), last[0]) / (deviation(usual) + 0.1)

    def largest_error(self):
        errors = [abs(row.scaled(row.total)) for row in map(self.earlier, (1, 2, 3)) if row and row.total >= 0]
        return math.inf if not errors or abs(self.shift()) >= 1.5 else 2 * max(errors) + {1: 0.3, 2: 0.05, 3: 0.005}[len(errors)]

    def features(self):
        k, y, node, off = self.k, self.y, self.node, self.offset
        past, recent3 = self.past, self.past[:3]
        month, sums = self.usual / 12, lambda p, a, b: sum(p[a:b])
        timeline = [v for p in reversed(past) for v in p] + [v for v in self.months if not math.isnan(v)]
        line48 = ([v for p in reversed(recent3) for v in p] + [v for v in self.months if not math.isnan(v)])[-48:]
        recent, last = timeline[-24:], past[0] if past else None
        peak, wide = self.shares.index(max(self.shares)), node.groups[0]
        against = lambda v: log_ratio(v, month, month / 5)
        f = [("months-known", k), ("open-share", self.open), ("open-share-of-indicator", 1 - sum(wide.shares(y)[:k])),
             ("open-share-of-near-group", 1 - sum(node.groups[1].shares(y)[:k])), ("share-so-far-deviation", deviation(self.so_far)),
             ("share-so-far-last-year-against-mean", self.so_far[0] - sum(self.so_far) / len(self.so_far) if self.so_far else 0),
             ("usual-total-log", math.log(self.usual + 1e-9)),
             ("usual-total-against-indicator-mean", log_ratio(self.usual, wide.mean_total(y), off)),
             ("past-totals-log-deviation", deviation(self.log_totals)),
             ("zero-months-share", recent.count(0) / len(recent) if recent else 0.5),
             ("recent-months-variation", deviation(recent) / (sum(recent) / len(recent)) if sum(recent) > 0 else 0),
             ("past-years", len(past)), ("gaps", self.gaps), ("is-parent", 0 if node.is_leaf else 1), ("leaves-log", math.log(node.leaves)),
             ("volatility", self.volatility), ("months-to-peak", peak - k), ("peak-share", max(self.shares))]
        f += [(f"usual-share-{a + 1}-ahead", self.shares[k + a] * 12 if k + a < 12 else 0) for a in range(3)]
        f += [(f"month-{b}-back-against-usual", against(recent[-b] if len(recent) >= b else month)) for b in range(1, 7)]
        f += [("next-month-last-year-against-usual", against(month if not last or k > 11 else last[k])),
              ("next-quarter-last-year-against-usual", log_ratio(sums(last, k, k + 3) if last else 0, month * min(3, 12 - k), month / 5)),
              ("rest-last-year-against-usual", log_ratio(sums(last, k, 12) if last else 0, self.usual * self.open, off))]
        n = len(line48)
        grew = lambda months, o: 0 if n < 12 + months else log_ratio(
            sums(line48, n - months, n), sums(line48, n - months - 12, n - 12), o)
        f += [("growth-year-to-date", grew(k, off)), ("growth-3-months", grew(min(3, k), off)), ("growth-1-month", grew(1, off / 4)),
              ("growth-6-months", grew(6, off)), ("growth-12-months", grew(12, off)),
              ("step-last-month", log_ratio(line48[-1], line48[-2], off / 4) if n > 1 else 0),
              ("usual-step-last-month", log_ratio(self.shares[k - 1], self.shares[(k - 2) % 12], 0.01))]
        f += [(name, log_ratio(sum(recent3[b]), sum(recent3[b + 1]), off) if b + 1 < len(recent3) else 0)
              for b, name in enumerate(("total-growth-last-year", "total-growth-year-before"))]
        f += [(name, log_ratio(sums(recent3[0], a, b), sums(recent3[1], a, b), off) if len(recent3) > 1 else 0)
              for name, a, b in (("year-to-date-growth-last-year", 0, k), ("rest-growth-last-year", k, 12))]
        logs = {name: self.scaled(value) for name, value in self.candidates.items()}
        f += [("candidate-" + DASHED[name], logs[name]) for name in NAMES] + [("candidates-deviation", deviation(list(logs.values())))]
        ago = [row if row and row.total >= 0 else None for row in map(self.earlier, (1, 2, 3))]
        missed = lambda row, name: row.scaled(row.total) - row.scaled(row.candidates[name])
        for name in JUDGED:
            errors = [abs(missed(row, name)) for row in ago if row]
            f += [("error-last-year-" + DASHED[name], missed(ago[0], name) if ago[0] else 0),
                  ("mean-error-" + DASHED[name], sum(errors) / len(errors) if errors else 2)]
        f += [(f"base-error-{b + 1}-years-back", row.scaled(row.total) if row else 0) for b, row in enumerate(ago)]
        group = lambda i, back, a, b: log_growth(*node.groups[i].matched(y - back, a, b)) if y - back >= FIRST else 0
        for i, name in enumerate(("indicator", "near-group", "wider-group", "near-region", "wider-region")):
            f += [("growth-year-to-date-" + name, group(i, 0, 0, k)), ("growth-3-months-" + name, group(i, 0, max(0, k - 3), k))]
        f += [("growth-1-month-indicator", group(0, 0, k - 1, k)), ("growth-1-month-near-group", group(1, 0, k - 1, k)),
              ("growth-last-year-indicator", group(0, 1, 0, 12)), ("growth-rest-last-year-indicator", group(0, 1, k, 12)),
              ("growth-12-months-near-group", group(1, 0, k - 12, k))]
        return {name: clamp(value, -20, 20) for name, value in f}

    def told(self):
        digits = lambda v: None if math.isnan(v) else "infinite" if math.isinf(v) else float(f"{v:.10g}")
        months = [v for p in [self.months] + self.past for v in p if not math.isnan(v)]
        return {"node": self.node.name, "indicator": self.node.indicator, "year": self.y, "k": self.k, "numbers": {
            name: digits(v) for name, v in {
                "base": self.base, "known": self.known, "open": self.open, "offset": self.offset, "volatility": self.volatility,
                "local": self.local, "zeroShare": self.zero_share, "total": self.total, "gaps": self.gaps, "years": len(self.past),
                "shift": self.shift(), "largestMonth": max([0] + months), "largestUsualError": self.largest_error()}.items()},
                "shares": [digits(s) for s in self.shares], "candidates": [digits(self.candidates[name]) for name in NAMES],
                "features": [digits(v) for v in self.features().values()]}


NAMES = ["RunRate", "SameRest", "ChainLadder", "SimpleMedian", "MeanRest3", "MeanRest6", "Ladder3", "BornhuetterFerguson", "GrownRest",
         "DampedRest", "PooledShare", "ShrunkShare", "GroupGrowth", "CarriedWide", "CarriedNear", "Smoothing", "Theta", "LastTotal"]
DASHED = {name: "".join("-" + c.lower() if c.isupper() else c for c in name)[1:] for name in NAMES}
JUDGED = ["RunRate", "SameRest", "ChainLadder", "SimpleMedian", "MeanRest3", "ShrunkShare", "GroupGrowth", "CarriedWide", "CarriedNear",
          "Smoothing", "Theta"]


def main():
    nodes = {(leaf[0], leaf[2]): Node(leaf[0], leaf[1], leaf[2], leaf[3], leaf[3], 1) for leaf in LEAVES}
    for prefix in (("all",), ("all", "r0"), ("all", "r1")):
        raised, reported = parent(prefix, "trees")
        name = "/".join(prefix)
        nodes[name, "trees"] = Node(name, prefix[:-1], "trees", raised, reported, len(members(prefix, "trees")))
    asked = {2011: (2,), 2012: (11,), 2013: (6,), 2014: (1, 9), 2015: (0, 4, 7, 12)}
    rows = [Row(node, y, k).told() for node in nodes.values() for y, months in asked.items() for k in months
            if y == 2015 or node.name in ("a", "b", "d", "h", "all/r0")]
    print('{"leaves": [')
    print(",\n".join(json.dumps({"id": i, "labels": l, "indicator": ind, "values": [x for y in YEARS for x in v[y]]})
                     for i, l, ind, v in LEAVES))
    print('],\n"featureNames":', json.dumps(list(Row(nodes["a", "trees"], LAST, 4).features())), ',\n"rows": [')
    print(",\n".join(json.dumps(row, separators=(",", ":")) for row in rows))
    print("]}")


if __name__ == "__main__":
    main()
