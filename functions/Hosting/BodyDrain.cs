using System.Buffers;

namespace YouthFunctions.Hosting;

/// <summary>Reads what an answer left of its request's body. A Functions host passes the body on while it waits for the answer: one that
/// comes before the body's end, and the connection closed after it, reach the client as an empty 500.</summary>
public static class BodyDrain
{
    private const int BufferLength = 64 * 1024;

    /// <summary>Reads to the end, or to the server's own limit, just before the answer begins: until then whoever answers may read
    /// it.</summary>
    public static void BeforeAnswer(HttpContext http) => http.Response.OnStarting(() => ToEndAsync(http));

    private static async Task ToEndAsync(HttpContext http)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) > 0)
            {
                // What it holds is not wanted.
            }
        }
        catch (Exception error) when (error is BadHttpRequestException or ObjectDisposedException)
        {
            // Larger than any host passes on, broken, or read and closed by the handler: there is nothing left to read.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
