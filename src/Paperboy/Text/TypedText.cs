using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Paperboy.Text;

/// <summary>What somebody typed into a form, ready to be kept.</summary>
public static class TypedText
{
    /// <summary>A text of several lines: without control characters, ends of lines as \n, nothing blank around it.</summary>
    /// <returns>False where nothing is left, or more than <paramref name="most"/> characters.</returns>
    public static bool TryReadText(string? typed, int most, [NotNullWhen(true)] out string? text) =>
        TryRead(typed?.ReplaceLineEndings("\n"), most, '\n', out text);

    /// <summary>A text of one line.</summary>
    /// <inheritdoc cref="TryReadText"/>
    public static bool TryReadLine(string? typed, int most, [NotNullWhen(true)] out string? text) =>
        TryRead(typed?.ReplaceLineEndings(" "), most, ' ', out text);

    private static bool TryRead(string? typed, int most, char keep, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > 2 * most)
            return false;
        var kept = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            // A surrogate without its other half comes as U+FFFD.
            if (rune.Value is '\t' || rune.Value == keep || Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control)
                kept.Append(rune);
        }

        var trimmed = kept.ToString().Trim();
        text = trimmed.Length is > 0 && trimmed.Length <= most && trimmed.Any(IsSeen) ? trimmed : null;
        return text is not null;
    }

    // Spaces without width and marks of direction alone are an empty text that does not look so.
    private static bool IsSeen(char c) =>
        !char.IsWhiteSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control);
}
