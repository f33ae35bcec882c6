using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Paperboy.Text;

/// <summary>
/// An author's name as a source gives it, "Given Family" or "Family, Given", split well enough to find the same author in
/// another source and to address a page.
/// </summary>
/// <param name="Display">The name as shown, given names first unless the script writes the family's first.</param>
/// <param name="Family">The family name with its particles: <c>van der Waals</c>. A single name is a family name.</param>
/// <param name="Given">The given names, or empty.</param>
/// <param name="Suffix"><c>Jr.</c>, <c>III</c>, or empty.</param>
public sealed record AuthorName(string Display, string Family, string Given, string Suffix)
{
    private static readonly FrozenSet<string> Particles =
        ("van von der den de del della di da das do dos du la le les af av ter ten te zu zum zur y e el al bin ibn abu san st st. " +
         "'t op het").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Suffixes =
        "jr jr. sr sr. ii iii iv phd ph.d. md m.d.".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The surname for comparing records: folded, letters and digits only, without particles, and of several surnames
    /// the last, for "Gabriel Garcia Marquez" does not say how many there are. Empty only for a name without letters.
    /// </summary>
    public string MatchSurname
    {
        get
        {
            var family = WithoutParticles(Family);
            var last = LetterFolding.LettersAndDigits(family[(family.LastIndexOf(' ') + 1)..]);
            return last.Length > 0 ? last : LetterFolding.LettersAndDigits(Display);
        }
    }

    /// <summary>
    /// The name in an address: lower-case letters a to z, digits and hyphens, never empty. A letter that does not fold
    /// to Latin is written as <c>u</c> and its code point in hexadecimal, so a name in any script has a page of its own
    /// without percent signs; a name without letters is <c>unnamed</c>.
    /// </summary>
    public string Slug
    {
        get
        {
            var slug = new StringBuilder(Display.Length);
            foreach (var rune in LetterFolding.Fold(Display).EnumerateRunes())
            {
                if (rune.IsAscii && Rune.IsLetterOrDigit(rune))
                    slug.Append(rune);
                else if (rune.Value is '\'' or '’' or '.')
                    continue;
                else if (!LetterFolding.IsKept(rune))
                    slug.Append(slug.Length > 0 && slug[^1] != '-' ? "-" : "");
                else
                    slug.Append(CultureInfo.InvariantCulture, $"u{rune.Value:x}");
            }

            var trimmed = slug.ToString().Trim('-');
            return trimmed.Length > 0 ? trimmed : "unnamed";
        }
    }

    /// <summary>Reads a name. Any text is a name; white space, TeX and notes in parentheses at the end are cleaned.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static AuthorName Parse(string source)
    {
        var name = Clean(PaperText.Parse(source).ToPlainText());
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0)
            return FromInverted(name, comma);
        var (words, suffix) = SplitSuffix(name);
        if (words.Length == 0)
            return new AuthorName(name, name, "", "");
        if (IsEastAsian(name))
            return FromEastAsian(name, words);
        var family = FamilyStart(words);
        return new AuthorName(name, string.Join(' ', words[family..]), string.Join(' ', words[..family]), suffix);
    }

    private static AuthorName FromInverted(string name, int comma)
    {
        var family = name[..comma].Trim();
        var rest = name[(comma + 1)..].Trim(' ', ',');
        if (Suffixes.Contains(rest))
        {
            var plain = Parse(family);
            return plain with { Display = $"{plain.Display} {rest}", Suffix = rest };
        }

        var parts = rest.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var suffix = parts.FirstOrDefault(Suffixes.Contains) ?? "";
        var given = string.Join(' ', parts.Where(part => part != suffix));
        if (given.Length == 0)
            return new AuthorName(family, family, "", suffix);
        var display = suffix.Length == 0 ? $"{given} {family}" : $"{given} {family} {suffix}";
        return new AuthorName(display, family, given, suffix);
    }

    private static AuthorName FromEastAsian(string name, string[] words)
    {
        if (words.Length > 1)
            return new AuthorName(name, words[0], string.Join(' ', words[1..]), "");
        return name.Length is < 2 or > 4 ? new AuthorName(name, name, "", "") : new AuthorName(name, name[..1], name[1..], "");
    }

    private static (string[] Words, string Suffix) SplitSuffix(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 2 && Suffixes.Contains(words[^1]) ? (words[..^1], words[^1]) : (words, "");
    }

    // The family name begins at the particles before the last word; a first word is a given name whatever it looks like.
    private static int FamilyStart(string[] words)
    {
        var start = words.Length - 1;
        while (start > 1 && Particles.Contains(words[start - 1]))
            start--;
        if (start == 1 && words.Length > 1 && Particles.Contains(words[0]) && char.IsLower(words[0][0]))
            start = 0;
        return start;
    }

    private static string WithoutParticles(string family)
    {
        var words = family.Split(' ');
        var first = 0;
        while (first < words.Length - 1 && Particles.Contains(words[first]))
            first++;
        return string.Join(' ', words[first..]);
    }

    private static string Clean(string name)
    {
        var note = name.EndsWith(')') ? name.LastIndexOf('(') : -1;
        return (note > 1 ? name[..note] : name).Trim(' ', ',', ';', '*', '†', '‡', '§');
    }

    private static bool IsEastAsian(string name) => name.All(c => c is ' ' or '·' or (>= '\u3040' and <= '\u30ff')
        or (>= '\u3400' and <= '\u9fff') or (>= '\uac00' and <= '\ud7a3'));
}
