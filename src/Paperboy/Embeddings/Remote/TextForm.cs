using System.Text;

namespace Paperboy.Embeddings.Remote;

/// <summary>How a text is written for a model: its prefix, then title and body, cut to a length.</summary>
/// <param name="DocumentPrefix">What the model wants before a paper, such as "search_document: ".</param>
/// <param name="QueryPrefix">What it wants before a query.</param>
/// <param name="MaxCharacters">The most UTF-16 units of a text, without its prefix.</param>
internal sealed record TextForm(string DocumentPrefix, string QueryPrefix, int MaxCharacters)
{
    /// <summary>Whether there is a letter or digit at all. Services refuse texts without, or give them any vector.</summary>
    public static bool HasWord(in EmbedderText text) => HasWord(text.Title) || HasWord(text.Body);

    public string Prefix(EmbedderTextKind kind) => kind == EmbedderTextKind.Query ? QueryPrefix : DocumentPrefix;

    /// <summary>The length of <see cref="Write"/>, or a little more, without writing.</summary>
    public int Length(in EmbedderText text) =>
        Prefix(text.Kind).Length + Math.Min(MaxCharacters, text.Title.Length + 1 + text.Body.Length);

    /// <summary>The text as it is sent: well-formed, without control characters.</summary>
    public string Write(in EmbedderText text)
    {
        var written = text.Title.Length == 0 ? text.Body : text.Body.Length == 0 ? text.Title : $"{text.Title}\n{text.Body}";
        return Prefix(text.Kind) + Clean(Cut(written, MaxCharacters));
    }

    /// <summary>The beginning of a text, at most so many units long: up to the end of a word, where one is near.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var space = text.LastIndexOfAny([' ', '\n'], most, most / 5);
        var end = space > 0 ? space : most;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
    }

    private static bool HasWord(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                return true;
        }

        return false;
    }

    // A lone surrogate cannot be sent as UTF-8, and some servers stop reading at U+0000.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(Rune.IsControl(rune) && rune.Value != '\n' ? " " : rune.ToString());
        return clean.ToString();
    }
}
