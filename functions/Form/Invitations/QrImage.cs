using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace YouthFunctions.Form.Invitations;

/// <summary>A QR code (ISO/IEC 18004) as SVG without styles, which a strict content policy lets stand.</summary>
public static class QrImage
{
    /// <summary>The image of a text.</summary>
    /// <param name="text">What the code says.</param>
    /// <param name="label">What it is, for those who do not see it.</param>
    public static HtmlString Create(string text, string label)
    {
        // M: a quarter of the sheet may be creased or wet.
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix; // with its quiet zone
        var path = new StringBuilder();
        for (var row = 0; row < rows.Count; row++)
            for (var column = 0; column < rows[row].Length; column++)
                if (rows[row][column])
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
        var size = rows.Count;
        return new HtmlString(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"""
            <svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{System.Net.WebUtility.HtmlEncode(label)}"
            shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path d="{path}"/></svg>
            """));
    }
}
