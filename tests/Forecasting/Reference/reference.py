#!/usr/bin/env python3
"""Values that the tests of the forecast compare with, computed independently of the product.

Run: python3 reference.py > reference.json    (standard library only; the version that wrote the file stands in it)

Every method is written from its publication and not from the product's code, and in exact rational arithmetic where it is
rational, so that an error of the product is not copied here. Sources:

* ses, smoothing_rest, damped_rests: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, sections 8.1 and 8.3
* theta_by_lines: the Theta method as Assimakopoulos and Nikolopoulos (2000) define it: the mean of the extrapolated line
  (theta = 0) and of the smoothed line theta = 2; checked against equation (5) of Hyndman and Billah (2003), "Unmasking the Theta method"
* wls: Wickramasuriya, Athanasopoulos and Hyndman (2019), the generalised least-squares form of reconciliation with diagonal weights
* level: the smallest central level whose interval between type-6 quantiles (Hyndman and Fan 1996) holds a value, by search
"""
import json
import math
import platform
from fractions import Fraction as F

# Oil production in Saudi Arabia, 1996-2013, million tonnes: the example of section 7.1 of the 2nd edition of "Forecasting:
# Principles and Practice", which prints alpha 0.83, first level 446.6 and the forecast 542.68.
OIL = ["445.36", "453.20", "454.41", "422.38", "456.04", "440.39", "425.19", "486.21", "500.43", "521.28", "508.95", "488.89",
       "509.87", "456.72", "473.82", "525.95", "549.83", "542.34"]


def ses(values, alpha):
    """Weighted average form, equation (8.2): the weights of the past values, and what is left for the first level."""
    n = len(values)
    level = (1 - alpha) ** (n - 1) * values[0]
    for j in range(n - 1):
        level += alpha * (1 - alpha) ** j * values[n - 1 - j]
    return level


def slope(values):
    """Least squares by the normal equations."""
    n = len(values)
    sx, sy = sum(range(1, n + 1)), sum(values)
    sxx = sum(t * t for t in range(1, n + 1))
    sxy = sum((t + 1) * y for t, y in enumerate(values))
    return (n * sxy - sx * sy) / F(n * sxx - sx * sx)


def theta_by_lines(values, alpha, steps):
    """The mean of the line through the values and of the smoothed theta line of coefficient 2.

    Smoothing starts at the first value of each line. Hyndman and Billah's equation (5) says that this is
    SES + slope / 2 * (h - 1 + (1 - (1 - alpha)^n) / alpha): main() checks that it is.
    """
    n = len(values)
    b = slope(values)
    a = sum(values) / F(n) - b * F(n + 1, 2)
    line2 = [2 * y - (a + b * (t + 1)) for t, y in enumerate(values)]
    smoothed = ses(line2, alpha)
    return [(a + b * (n + h) + smoothed) / 2 for h in range(1, steps + 1)]


def smoothing_rest(first_year, months, alpha, gamma):
    """ETS(A,N,A) on square roots in the component form of section 8.3 (no trend): level and season by the smoothing equations,
    the season by (8.10): s = gamma (y - l_{t-1}) + (1 - gamma) s_{t-m} with gamma* (1 - alpha) = gamma."""
    roots = [float(v) ** 0.5 for v in first_year]
    level = sum(roots) / 12
    season = [r - level for r in roots]
    for t, value in enumerate(months):
        y, s, before = float(value) ** 0.5, season[t % 12], level
        level = alpha * (y - s) + (1 - alpha) * before
        g = gamma * (1 - alpha)
        season[t % 12] = g * (y - before) + (1 - g) * s
    k = len(months) % 12
    return sum(max(0.0, level + season[m]) ** 2 for m in range(k, 12))


def damped_rests(first_year, months, scale, unscale):
    """ETS(A,Ad,A) in the component form of section 8.3, damped by 0.9: of the grid of constants the one with the least sum of absolute
    errors one month ahead (each month the sum so far counts 0.98) says the rest of the year, before each month and after the last."""
    phi, rests = 0.9, []
    year = [scale(v) for v in first_year]
    models = [{"a": a, "b": b, "g": g * (1 - a), "level": sum(year) / 12, "trend": 0.0, "season": [y - sum(year) / 12 for y in year],
               "error": 0.0} for a in (0.03, 0.1, 0.25, 0.5, 0.8) for b in (0, 0.02, 0.1) for g in (0.05, 0.25)]

    def rest(k):
        best = min(models, key=lambda m: m["error"])
        return sum(unscale(best["level"] + best["trend"] * sum(phi ** i for i in range(1, h + 1)) + best["season"][k + h - 1])
                   for h in range(1, 13 - k))

    for t, value in enumerate(months):
        rests.append(rest(t))
        for m in models:
            y, s, level, trend = scale(value), m["season"][t], m["level"], phi * m["trend"]
            m["error"] = 0.98 * m["error"] + abs(y - level - trend - s)
            m["level"] = m["a"] * (y - s) + (1 - m["a"]) * (level + trend)
            m["trend"] = m["b"] * (m["level"] - level) + (1 - m["b"]) * trend
            m["season"][t] = m["g"] * (y - level - trend) + (1 - m["g"]) * s
    return rests + [rest(len(months))]


def wls(total, points, weights):
    """min sum (x_i - p_i)^2 / w_i with sum x_i = total, by the Lagrangian: x_i = p_i + w_i lambda."""
    lam = F(total - sum(points)) / sum(weights)
    return [p + w * lam for p, w in zip(points, weights)]


def wls_with_floors(total, points, weights, floors):
    """The same with x_i >= floor_i: the active set by trying every subset of leaves at their floors; the best feasible one."""
    best = None
    for mask in range(1 << len(points)):
        free = [i for i in range(len(points)) if not mask >> i & 1]
        if not free:
            continue
        held = sum(floors[i] for i in range(len(points)) if i not in free)
        solved = wls(total - held, [points[i] for i in free], [weights[i] for i in free])
        x = list(floors)
        for i, value in zip(free, solved):
            x[i] = value
        if any(value < floor for value, floor in zip(x, floors)):
            continue
        cost = sum((a - b) ** 2 / w for a, b, w in zip(x, points, weights))
        if best is None or cost < best[0]:
            best = (cost, x)
    return best[1]


def quantile6(values, p):
    """Type 6: linear interpolation at p (n + 1)."""
    n, h = len(values), p * (len(values) + 1)
    if h <= 1:
        return values[0]
    if h >= n:
        return values[-1]
    low = int(h)
    return values[low - 1] + (h - low) * (values[low] - values[low - 1])


def candidates(years, months):
    """By the words of the enumeration: sums over whole years and the months known."""
    k, ytd = len(months), sum(months)
    last, recent = years[-1], years[-3:]
    rest = lambda year: sum(year[k:])
    so_far = lambda year: sum(year[:k])
    return {
        "RunRate": F(ytd * 12, k),
        "SameRest": ytd + rest(last),
        "ChainLadder": F(ytd * sum(last), so_far(last)),
        "MeanRest3": ytd + F(sum(rest(y) for y in recent), len(recent)),
        "MeanRest6": ytd + F(sum(rest(y) for y in years[-6:]), len(years[-6:])),
        "Ladder3": F(ytd * sum(sum(y) for y in recent), sum(so_far(y) for y in recent)),
        "LastTotal": max(ytd, sum(last)),
    }


def main():
    oil = [F(v) for v in OIL]
    number = float
    for alpha in (F(3, 10), F(1, 2)):
        for h, value in enumerate(theta_by_lines(oil, alpha, 6), 1):
            assert value == ses(oil, alpha) + slope(oil) / 2 * (h - 1 + (1 - (1 - alpha) ** len(oil)) / alpha)
    first = [40, 55, 120, 80, 60, 90, 200, 160, 30, 20, 75, 50]
    second = [44, 50, 131, 95, 50, 99, 180]
    errors = [F(n, 10) for n in (-31, -22, -17, -9, -4, -1, 0, 2, 5, 8, 13, 19, 27, 40, 55)]
    asked = [F(n, 10) for n in (-31, -17, 0, 5, 27, 55)]
    years = [[3, 5, 9, 12, 8, 7, 15, 18, 6, 4, 9, 11], [4, 4, 11, 10, 9, 9, 13, 20, 5, 6, 8, 12], [5, 6, 10, 14, 7, 8, 17, 19, 7, 5, 10, 13],
             [6, 7, 13, 13, 10, 9, 19, 21, 6, 7, 12, 14]]
    known = [7, 6, 15, 17, 9]
    floors = [20, 90, 5]
    json.dump({
        "writtenBy": f"reference.py, Python {platform.python_version()}",
        "oil": [number(v) for v in oil],
        "ses": [{"alpha": number(a), "level": number(ses(oil, a))} for a in (F(1, 20), F(3, 10), F(4, 5))],
        "slope": number(slope(oil)),
        "thetaByLines": [{"alpha": number(a), "forecasts": [number(v) for v in theta_by_lines(oil, a, 6)]} for a in (F(3, 10), F(1, 2))],
        "firstYear": first, "secondYear": second,
        "smoothing": [{"alpha": a, "gamma": g, "rest": smoothing_rest(first, second, a, g)} for a, g in ((0.1, 0.05), (0.5, 0.25))],
        "dampedLogs": damped_rests(first, second, lambda v: math.log(v + 0.2 * sum(first) / 12),
                                   lambda z: max(0.0, math.exp(z) - 0.2 * sum(first) / 12)),
        "dampedRoots": damped_rests(first, second, lambda v: v ** 0.25, lambda z: max(0.0, z) ** 4),
        "reconciliation": [
            {"total": t, "points": [100, 100, 50], "weights": [1, 3, 6], "floors": floors,
             "expected": [number(v) for v in wls_with_floors(t, [100, 100, 50], [1, 3, 6], floors)]}
            for t in (300, 250, 230, 180, 130)],
        "errors": [number(v) for v in errors],
        "quantiles": [{"p": number(p), "value": number(quantile6(errors, p))} for p in (F(1, 40), F(1, 10), F(1, 2), F(4, 5), F(39, 40))],
        "centralLevels": [{"error": number(e), "level": number(min(
            F(l, 16) for l in range(17)
            if quantile6(errors, (1 - F(l, 16)) / 2) <= e <= quantile6(errors, (1 + F(l, 16)) / 2)))} for e in asked],
        "years": years, "known": known,
        "candidates": {name: number(value) for name, value in candidates(years, known).items()},
    }, __import__("sys").stdout, indent=1)
    print()


main()
