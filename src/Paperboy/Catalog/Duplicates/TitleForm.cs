using System.Buffers;
using System.Globalization;
using System.Text;
using Paperboy.Text;

namespace Paperboy.Catalog.Duplicates;

/// <summary>
/// A title as it is compared with others: read from TeX, Markdown and HTML, folded, in words; with the numbers that it names,
/// which tell parts, years and rounds of a series apart.
/// </summary>
internal sealed class TitleForm
{
    private static readonly HashSet<string> Small =
        new("a an the of for in on with and or to by via from using use towards toward is are as at its into over under it be do does".Split(' '), StringComparer.Ordinal);

    private static readonly string[] Ordinals =
        ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    private static readonly string[] Romans = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

    // What the numeral of a part stands behind; a lone "i" or "x" elsewhere is a letter.
    private static readonly HashSet<string> Numbered = new("part vol volume phase chapter book paper episode no number".Split(' '), StringComparer.Ordinal);

    private static readonly SearchValues<char> Markup = SearchValues.Create("\\${}<>&*_^~`#[]|");

    private readonly string _text;
    private readonly int _cut;
    private IReadOnlyList<string>? _content;
    private IReadOnlySet<string>? _numbers;

    private TitleForm(string text)
    {
        _text = text;
        _cut = CutOf(text);
        Words = WordsOf(text);
        Compact = string.Concat(Words);
    }

    /// <summary>All words, folded, in their order.</summary>
    private List<string> Words { get; }

    /// <summary>The words that carry meaning, in their order.</summary>
    public IReadOnlyList<string> Content => _content ??= Words.FindAll(word => !Small.Contains(word));

    /// <summary>The letters and digits of the whole title: without spaces, which are lost or won between sources.</summary>
    public string Compact { get; }

    /// <summary>The same of the title before its first colon, dash or question mark; the whole where there is none.</summary>
    public string Main => LetterFolding.LettersAndDigits(_text[.._cut]);

    /// <summary>The same of what stands behind that mark; empty where there is none.</summary>
    public string Rest => LetterFolding.LettersAndDigits(_text[_cut..]);

    /// <summary>The numbers, in digits: 2019 of SemEval-2019, 2 of Part II, of Second and of EasyEdit2.</summary>
    public IReadOnlySet<string> Numbers => _numbers ??= NumbersOf(Words);

    public static TitleForm Of(string title) => new(IsPlain(title) ? title : PaperText.Parse(title).ToPlainText());

    // Most titles have nothing that markup begins with, and are read in no time.
    private static bool IsPlain(string title) => Ascii.IsValid(title) && title.AsSpan().IndexOfAny(Markup) < 0;

    /// <summary>The folded words of a text: runs of letters, digits and their marks.</summary>
    public static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        if (Ascii.IsValid(text))
        {
            AddAscii(text.ToLowerInvariant(), words);
            return words;
        }

        var word = new StringBuilder();
        foreach (var rune in LetterFolding.Fold(text).EnumerateRunes())
        {
            if (LetterFolding.IsKept(rune))
            {
                word.Append(rune);
            }
            else if (word.Length > 0 && rune.Value is not ('\'' or '’'))
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }

    private static void AddAscii(string text, List<string> words)
    {
        StringBuilder? parts = null;
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (char.IsAsciiLetterOrDigit(c))
                continue;
            if (c == '\'')
            {
                (parts ??= new StringBuilder()).Append(text, from, i - from);
            }
            else if (i > from || parts is { Length: > 0 })
            {
                words.Add(parts is null ? text[from..i] : parts.Append(text, from, i - from).ToString());
                parts = null;
            }

            from = i + 1;
        }
    }

    // Where the subtitle begins: at a colon, a question mark, a dash between spaces. The mark belongs to the first part.
    private static int CutOf(string text)
    {
        for (var i = 1; i < text.Length - 1; i++)
        {
            var isMark = text[i] is ':' or '?' or '—' or '：' || (text[i] is '-' or '–' or '.' && text[i + 1] == ' ' && (text[i] == '.' || text[i - 1] == ' '));
            if (isMark && text.AsSpan(0, i).ContainsAnyExcept(' ', '.'))
                return i + 1;
        }

        return text.Length;
    }

    private static HashSet<string> NumbersOf(List<string> words)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        for (var w = 0; w < words.Count; w++)
        {
            var word = words[w];
            var ordinal = Array.IndexOf(Ordinals, word);
            var roman = Array.IndexOf(Romans, word);
            if (ordinal > 0)
                numbers.Add(ordinal.ToString(CultureInfo.InvariantCulture));
            else if (roman > 0 && (roman is 2 or 3 or 4 || w == words.Count - 1 || (w > 0 && Numbered.Contains(words[w - 1]))))
                numbers.Add(roman.ToString(CultureInfo.InvariantCulture));
            else
                AddDigits(word, numbers);
        }

        return numbers;
    }

    private static void AddDigits(string word, HashSet<string> numbers)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsAsciiDigit(word[i]))
                continue;
            var from = i;
            while (i < word.Length && char.IsAsciiDigit(word[i]))
                i++;
            numbers.Add(word[from..i].TrimStart('0'));
        }
    }
}
