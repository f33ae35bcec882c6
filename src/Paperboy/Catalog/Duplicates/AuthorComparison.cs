using Paperboy.Text;

namespace Paperboy.Catalog.Duplicates;

/// <summary>How far two lists of authors agree.</summary>
/// <param name="Matched">How many names of the shorter list stand in the other one.</param>
/// <param name="Shorter">How many names the shorter list has.</param>
/// <param name="First">Whether both begin with the same author.</param>
internal readonly record struct AuthorLikeness(int Matched, int Shorter, bool First)
{
    /// <summary>Whether the lists can be of one work: authors join and leave between versions, but seldom half of them.</summary>
    public bool Agree => Matched * 2 >= Shorter && (First ? Matched > 0 : Matched > 1);

    /// <summary>Whether the shorter list is wholly in the other one; of a long one nearly.</summary>
    public bool Whole => Shorter > 0 && Matched * 5 >= Shorter * (Shorter >= 5 ? 4 : 5);
}

/// <summary>Compares lists of authors: surnames with initials, in any order, in full or cut short.</summary>
internal static class AuthorComparison
{
    // Collaborations sign in the same order everywhere: their first names suffice.
    private const int Most = 40;

    public static AuthorLikeness Compare(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var mine = Read(one);
        var theirs = Read(other);
        var (fewer, more) = mine.Count <= theirs.Count ? (mine, theirs) : (theirs, mine);
        if (fewer.Count == 0)
            return default;
        var first = Name.Same(fewer[0], more[0]);
        var free = new List<Name>(more);
        var matched = 0;
        foreach (var name in fewer)
        {
            var at = free.FindIndex(candidate => Name.Same(name, candidate));
            if (at < 0)
                continue;
            free.RemoveAt(at);
            matched++;
        }

        return new AuthorLikeness(matched, fewer.Count, first);
    }

    private static List<Name> Read(IReadOnlyList<string> authors)
    {
        var names = new List<Name>(Math.Min(authors.Count, Most));
        foreach (var author in authors)
        {
            if (names.Count == Most)
                break;
            if (IsName(author))
                names.Add(new Name(author));
        }

        return names;
    }

    // "and others" and "et al." end lists that are cut short; a colon is what is left of a team's name.
    private static bool IsName(string author) =>
        author.Any(char.IsLetter) && author.Trim(' ', '.', ',').ToLowerInvariant() is not ("others" or "and others" or "et al" or "al");

    /// <summary>One author's name, in the parts that are compared.</summary>
    private sealed class Name
    {
        private readonly string _surname;
        private readonly char _initial;
        private readonly HashSet<string> _words;

        public Name(string author)
        {
            var name = AuthorName.Parse(author);
            _surname = name.MatchSurname;
            var given = LetterFolding.LettersAndDigits(name.Given);
            _initial = given.Length > 0 ? given[0] : '\0';
            _words = [.. TitleForm.WordsOf(name.Display)];
        }

        public static bool Same(Name one, Name other)
        {
            if (one._surname.Length > 0 && one._surname == other._surname && InitialsAgree(one, other))
                return true;

            // The same words in another order ("Jin Fenglei"), or with names that one source leaves out.
            var common = one._words.Count(other._words.Contains);
            if (common >= 2 && common == Math.Min(one._words.Count, other._words.Count))
                return true;
            return one._initial != '\0' && one._initial == other._initial && Spelling.IsVariant(one._surname, other._surname);
        }

        private static bool InitialsAgree(Name one, Name other) =>
            one._initial == '\0' || other._initial == '\0' || one._initial == other._initial;
    }
}
