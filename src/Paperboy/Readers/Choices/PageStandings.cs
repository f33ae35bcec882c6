using Paperboy.Readers.Accounts;

namespace Paperboy.Readers.Choices;

/// <summary>
/// How the papers of one page stand, read at once: what shows papers says which ones as soon as it knows, and the first one that
/// is printed has all of them read.
/// </summary>
public sealed class PageStandings(ChoiceStore choices)
{
    private readonly HashSet<string> _expected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PaperStanding> _read = new(StringComparer.Ordinal);

    /// <summary>A paper will be shown.</summary>
    public void Expect(string paper)
    {
        if (!_read.ContainsKey(paper))
            _expected.Add(paper);
    }

    public PaperStanding Of(string paper, Account? account)
    {
        if (_read.TryGetValue(paper, out var known))
            return known;
        _expected.Add(paper);
        foreach (var (id, standing) in choices.Of(_expected, account))
            _read[id] = standing;
        _expected.Clear();
        return _read[paper];
    }
}
