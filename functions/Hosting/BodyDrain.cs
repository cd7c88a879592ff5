using System.Buffers;
using YouthFunctions.Calls.Answers;

namespace YouthFunctions.Hosting;

/// <summary>Reads what an answer left of its request's body. A Functions host passes the body on while it waits for the answer: one that
/// comes before the body's end, and the connection closed after it, reach the client as an empty 500.</summary>
public static class BodyDrain
{
    private const int BufferLength = 64 * 1024;
    private const long MaxKeptForm = 1024 * 1024;

    /// <summary>Reads to the end, or to the server's own limit.</summary>
    public static async Task ToEndAsync(HttpContext http)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            // The page that asks a browser to sign in again gives back what was typed.
            if (ProblemPage.IsForm(http.Request) && http.Request.ContentLength <= MaxKeptForm)
                await http.Request.ReadFormAsync(http.RequestAborted);
            while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) > 0)
            {
                // What it holds is not wanted.
            }
        }
        catch (Exception error) when (error is BadHttpRequestException or ObjectDisposedException or InvalidDataException)
        {
            // Larger than any host passes on, broken, or read and closed by the handler: there is nothing left to read.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
