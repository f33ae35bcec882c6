using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Paperboy.Harvest.Fetching;

/// <summary>JSON of strangers: of bounded depth, and UTF-8 from the first byte to the last (RFC 8259, 8.1).</summary>
public static class SafeJson
{
    private const int MostDepth = 64;

    private static readonly JsonDocumentOptions Form = new() { MaxDepth = MostDepth };

    /// <summary>Reads the body of a reply to its end; the reply bounds its length.</summary>
    /// <exception cref="BadReplyException">It is no JSON; says what and where.</exception>
    public static async Task<JsonDocument> ReadAsync(Reply reply, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reply);
        using var buffer = new MemoryStream();
        await reply.Body.CopyToAsync(buffer, cancel);
        return Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    /// <param name="bytes">Belong to the document as long as it lives.</param>
    /// <exception cref="BadReplyException">They are no JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];

        // Else a string that is no UTF-8 would throw when it is taken out of the document, which nobody expects.
        if (!Utf8.IsValid(bytes.Span))
            throw new BadReplyException("the reply should be JSON, and is no UTF-8");
        try
        {
            return JsonDocument.Parse(bytes, Form);
        }
        catch (JsonException e)
        {
            throw new BadReplyException($"the reply is no JSON{Beginning(bytes.Span)}: {e.Message}", e);
        }
    }

    private static string Beginning(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? ", but empty"
        : Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 256)]).TrimStart().StartsWith('<') ? ", but a page for browsers"
        : "";
}
