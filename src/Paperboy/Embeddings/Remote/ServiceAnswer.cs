using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Paperboy.Embeddings.Remote;

/// <summary>What a service's refusal asks for.</summary>
internal enum Refusal
{
    /// <summary>Nothing: it took the request, or the request as such is wrong.</summary>
    None,

    /// <summary>The same again, later.</summary>
    Later,

    /// <summary>Fewer or shorter texts.</summary>
    Less,

    /// <summary>Another text: of this one the model makes numbers that are none.</summary>
    Unfit,
}

/// <summary>The answer of a service, whatever it says.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">Decompressed; of a refusal the beginning.</param>
/// <param name="Redirect">The host that a redirect points to; null when it is none.</param>
/// <param name="RetryAfter">How long the service asks to be left alone; null when it does not.</param>
internal sealed partial record ServiceAnswer(int Status, ReadOnlyMemory<byte> Body, string? Redirect, TimeSpan? RetryAfter)
{
    private const int LongestMessage = 300;

    private Refusal? _refusal;

    /// <summary>How many times the request was sent.</summary>
    public int Tries { get; init; }

    public bool IsGood => Status is >= 200 and < 300;

    public Refusal Refusal => _refusal ??= IsGood ? Refusal.None : Judge();

    /// <summary>The server's own words: one line, not long, without the key.</summary>
    public string Message(ApiKey key)
    {
        var words = Spaces().Replace(key.Redact(Words()), " ").Trim();
        return words.Length <= LongestMessage ? words : TextForm.Cut(words, LongestMessage) + "...";
    }

    // Services agree on no status for a text that is too long: 400 (OpenAI, vLLM, Ollama), 413 and 422 (Text Embeddings
    // Inference), 500 (llama.cpp). Ollama's 500 for a vector of NaN comes again however often it is asked.
    private Refusal Judge()
    {
        if (Status == 413)
            return Refusal.Less;
        var words = Words();
        if (Status is 400 or 422 or 500 && TooMuch().IsMatch(words))
            return Refusal.Less;
        if (Status == 500 && words.Contains("unsupported value: NaN", StringComparison.Ordinal))
            return Refusal.Unfit;
        var isPassing = Status is 408 or 425 or 429 || (Status >= 500 && Status is not (501 or 505));
        return isPassing && !words.Contains("insufficient_quota", StringComparison.Ordinal) ? Refusal.Later : Refusal.None;
    }

    private string Words()
    {
        if (Redirect is not null)
            return $"a redirect to {Redirect}, which is not followed, so that neither texts nor key go elsewhere";
        var text = Encoding.UTF8.GetString(Body.Span);
        if (text.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal))
            return $"a page for browsers{(Title().Match(text) is { Success: true } title ? $" titled \"{title.Groups["title"].Value}\"" : "")}, no JSON";
        try
        {
            using var json = JsonDocument.Parse(Body);
            return Inner(json.RootElement) ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    // {"error": {"message": "...", "code": "..."}}, {"error": "..."}, {"message": "..."}, {"detail": ...}
    private static string? Inner(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return json.GetString();
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in new[] { "error", "message", "detail" })
        {
            if (json.TryGetProperty(name, out var inner) && Inner(inner) is { Length: > 0 } words)
                return json.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? $"{words} ({code.GetString()})" : words;
        }

        return null;
    }

    [GeneratedRegex(
        @"context[ _]?(length|size|window)|\btoo (long|large|many|big)\b|batch size|max(imum)? ([\w,]+ )?(tokens?|length)|(less|fewer|larger|more|longer) than \d+ (tokens?|inputs?|items?|texts?)|tokens? exceeds?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TooMuch();

    [GeneratedRegex("<title[^>]*>(?<title>[^<]*)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Title();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Spaces();
}
