using System.Collections.Concurrent;
using System.Text;
using Azure.Core;

namespace YouthFunctions.Tests.House.Faults;

/// <summary>
/// Pages without rows that name the page which has them, as Azure gives them when a query meets a partition's border or its
/// time is over; the emulator never does. A token of ours is taken out of the call that brings it back.
/// </summary>
internal sealed class EmptyPages
{
    private const string TokenPrefix = "injected-page";
    private static readonly byte[] NoRows = Encoding.UTF8.GetBytes("""{"value":[]}""");
    private readonly ConcurrentDictionary<string, bool> _issued = new();

    /// <summary>Whether a call asks for a page that can be held back: of rows, or the first one of blobs.</summary>
    public bool CanHoldBack(Request request)
    {
        var address = request.Uri.ToString();
        return request.Method == RequestMethod.Get && !_issued.ContainsKey(address)
            && (IsRows(address) || (Has(address, "comp=list") && !Has(address, "marker=")));
    }

    /// <summary>The answer without rows.</summary>
    public InjectedResponse HoldBack(Request request)
    {
        var address = request.Uri.ToString();
        if (!IsRows(address))
        {
            // Every name comes after "!", so that the page behind this token is the whole list.
            const string NoBlobs = "<EnumerationResults><Blobs/><NextMarker>!</NextMarker></EnumerationResults>";
            return new InjectedResponse(200, request.ClientRequestId, Encoding.UTF8.GetBytes(NoBlobs), ("Content-Type", "application/xml"));
        }

        // A later page's own token names that page again; it is held back once.
        if (Part(address, "NextPartitionKey") is { } partition)
            _issued[address] = true;
        else
            partition = TokenPrefix;
        (string, string)[] token = [("x-ms-continuation-NextPartitionKey", partition), ("Content-Type", "application/json")];
        if (Part(address, "NextRowKey") is { } row)
            token = [.. token, ("x-ms-continuation-NextRowKey", row)];
        return new InjectedResponse(200, request.ClientRequestId, NoRows, token);
    }

    /// <summary>Takes a token of ours out of a call: the signature does not cover it.</summary>
    public static void Restore(Request request)
    {
        var address = request.Uri.ToString();
        if (address.Contains(TokenPrefix, StringComparison.Ordinal))
            request.Uri.Query = "?" + string.Join('&', request.Uri.Query.TrimStart('?').Split('&').Where(part => !Has(part, TokenPrefix)));
    }

    private static bool IsRows(string address) => Has(address, "()") && !Has(address, TokenPrefix);

    private static bool Has(string address, string part) => address.Contains(part, StringComparison.Ordinal);

    private static string? Part(string address, string name)
    {
        var part = new Uri(address).Query.TrimStart('?').Split('&')
            .FirstOrDefault(text => text.StartsWith(name + "=", StringComparison.Ordinal));
        return part is null ? null : Uri.UnescapeDataString(part[(name.Length + 1)..]);
    }
}
