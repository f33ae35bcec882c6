using System.Text;

namespace Paperboy.Indexing;

/// <summary>
/// The name of a venue as the index keeps it whole: so that it can stand in the quotes of a query (<c>journal:"..."</c>) and is
/// found by them. It begins and ends with a letter or a digit, and has no quotes and no white space but single spaces.
/// </summary>
public static class JournalName
{
    /// <summary>The name to be indexed; empty when nothing is left of it.</summary>
    public static string Of(string venue)
    {
        ArgumentNullException.ThrowIfNull(venue);
        var name = new StringBuilder(venue.Length);
        foreach (var letter in venue)
        {
            if (IsPlain(letter))
                name.Append(letter);
            else if (name.Length > 0 && name[^1] != ' ')
                name.Append(' ');
        }

        var (start, end) = (0, name.Length);
        while (start < end && !char.IsLetterOrDigit(name[start]))
            start++;
        while (end > start && !char.IsLetterOrDigit(name[end - 1]))
            end--;
        return name.ToString(start, end - start);
    }

    /// <summary>The name as it is shown: with the bracket that stood at its end.</summary>
    public static string Shown(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Count(letter => letter == '(') > name.Count(letter => letter == ')') ? name + ")" : name;
    }

    // What the query language reads as something else: quotes of all kinds, TeX's accents, full-width forms.
    private static bool IsPlain(char letter) =>
        char.IsLetterOrDigit(letter) ? letter is < '\uFF01' or > '\uFF5E' : letter is >= '!' and <= '~' and not ('"' or '\\' or '*');
}
