using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace YouthFunctions.Summaries.Charts;

/// <summary>Writes SVG: marks with classes (the style sheet colours them), never inline style, which the content policy forbids.</summary>
public sealed class SvgWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _text = new();

    /// <param name="width">Of the coordinate system.</param>
    /// <param name="height">Of the coordinate system.</param>
    /// <param name="label">What a screen reader says; empty for a picture that only repeats the text beside it.</param>
    /// <param name="style">Class of the element.</param>
    /// <param name="stretch">Whether it may be stretched to its box (only for pictures without text).</param>
    /// <param name="isGroup">Whether it holds links, which a picture as a whole would hide from screen readers.</param>
    public SvgWriter(double width, double height, string label, string style, bool stretch = false, bool isGroup = false)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<svg class=\"{style}\" viewBox=\"0 0 {Number(width)} {Number(height)}\"");
        if (stretch)
            _text.Append(" preserveAspectRatio=\"none\"");
        _text.Append(
            label.Length == 0
                ? " aria-hidden=\"true\" focusable=\"false\">"
                : $" role=\"{(isGroup ? "group" : "img")}\" aria-label=\"{Encoder.Encode(label)}\">");
    }

    /// <summary>A rectangle.</summary>
    public SvgWriter Rect(double x, double y, double width, double height, string style)
    {
        _text.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(height)}\" "
                + $"class=\"{style}\"/>");
        return this;
    }

    /// <summary>A straight line.</summary>
    public SvgWriter Line(double x1, double y1, double x2, double y2, string style)
    {
        _text.Append(
            CultureInfo.InvariantCulture,
            $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" class=\"{style}\"/>");
        return this;
    }

    /// <summary>A line through points, or the area that they enclose.</summary>
    public SvgWriter Shape(IEnumerable<(double X, double Y)> points, string style, bool closed = false)
    {
        _text.Append(closed ? "<polygon" : "<polyline").Append(" points=\"")
            .AppendJoin(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))
            .Append("\" class=\"").Append(style).Append("\"/>");
        return this;
    }

    /// <summary>A path in SVG's own words.</summary>
    public SvgWriter Path(string data, string style)
    {
        _text.Append("<path d=\"").Append(data).Append("\" class=\"").Append(style).Append("\"/>");
        return this;
    }

    /// <summary>A dot.</summary>
    public SvgWriter Dot(double x, double y, double radius, string style)
    {
        _text.Append(
            CultureInfo.InvariantCulture, $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" class=\"{style}\"/>");
        return this;
    }

    /// <summary>A text; <paramref name="anchor"/> is start, middle or end.</summary>
    public SvgWriter Text(double x, double y, string text, string style, string anchor = "start")
    {
        _text.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\" class=\"{style}\">{Encoder.Encode(text)}</text>");
        return this;
    }

    /// <summary>Begins a link around what follows; a pointer that rests on it shows its label.</summary>
    public SvgWriter BeginLink(string address, string label)
    {
        _text.Append("<a href=\"").Append(Encoder.Encode(address)).Append("\" aria-label=\"").Append(Encoder.Encode(label))
            .Append("\"><title>").Append(Encoder.Encode(label)).Append("</title>");
        return this;
    }

    /// <summary>Ends a link.</summary>
    public SvgWriter EndLink()
    {
        _text.Append("</a>");
        return this;
    }

    /// <summary>The finished picture.</summary>
    public IHtmlContent ToHtml() => new HtmlString(_text.Append("</svg>").ToString());

    /// <summary>A coordinate, to a tenth.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
