namespace Paperboy.Recommend.Features;

/// <summary>
/// The addresses of code, models and project pages that stand in a candidate's abstract or comment, and whose they are: the owner's
/// name in the address says who publishes it.
/// </summary>
internal sealed class CandidateAddresses
{
    public const int GitHub = 1;
    public const int HuggingFace = 2;
    public const int ProjectPage = 4;

    private static readonly (string Before, int Service)[] Owned = [("github.com/", GitHub), ("huggingface.co/", HuggingFace)];

    private readonly List<ulong> _hashes = [];

    /// <summary>Of the services and of the owners.</summary>
    public IReadOnlyList<ulong> Hashes => _hashes;

    /// <summary>The services that are named, added up.</summary>
    public int Services { get; private set; }

    /// <summary>The number by which a service stands among <see cref="Hashes"/>.</summary>
    public static ulong HashOf(int service) => TermHash.Of("service", (char)('0' + service));

    public void Read(PickCandidate candidate)
    {
        _hashes.Clear();
        Services = 0;
        Read(candidate.Abstract);
        Read(candidate.Comment);
        foreach (var service in (int[])[GitHub, HuggingFace, ProjectPage])
        {
            if ((Services & service) != 0)
                _hashes.Add(HashOf(service));
        }

        if (HasAddress(candidate.Abstract) || HasAddress(candidate.Comment))
            _hashes.Add(TermHash.Of("address", 'h'));
    }

    private void Read(string text)
    {
        foreach (var (before, service) in Owned)
        {
            if (text.Contains(before[..^1], StringComparison.OrdinalIgnoreCase))
                Services |= service;
            var at = text.IndexOf(before, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            var (start, end) = (at + before.Length, at + before.Length);
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_'))
                end++;
            AddOwner(text.AsSpan(start..end));
        }

        var page = text.IndexOf(".github.io", StringComparison.OrdinalIgnoreCase);
        if (page < 0)
            return;
        Services |= ProjectPage;
        var first = page;
        while (first > 0 && (char.IsLetterOrDigit(text[first - 1]) || text[first - 1] == '-'))
            first--;
        AddOwner(text.AsSpan(first..page));
    }

    private void AddOwner(ReadOnlySpan<char> owner)
    {
        if (owner.Length > 0)
            _hashes.Add(TermHash.Of(owner, 'o'));
    }

    private static bool HasAddress(string text) => text.Contains("http", StringComparison.OrdinalIgnoreCase);
}
