using System.Globalization;
using Paperboy.Recommend.Features;

namespace Paperboy.Recommend;

/// <summary>
/// Says in words why a paper is likely to be picked: the phrases that weigh most in the linear model, what is known of its authors, and
/// the addresses that it names. Only what stands in the paper and counted for it is named.
/// </summary>
internal static class PickReasons
{
    private const int MostPhrases = 3;
    private const int MostAuthors = 2;

    // A phrase that adds less is not worth naming.
    private const double LeastWeight = 0.04;

    // A word in more than three tenths of all papers names no topic.
    private const float LeastIdf = 2.2f;

    // Words that stand in few enough papers, and yet name no topic.
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "about", "achieve", "achieves", "achieving", "across", "after", "all", "also", "always", "an", "and", "any", "are", "as", "at",
        "available", "based", "be", "been", "before", "being", "best", "better", "between", "beyond", "both", "but", "by", "can", "cannot",
        "compared", "comprehensive", "could", "demonstrate", "demonstrated", "demonstrates", "diverse", "do", "does", "during", "each",
        "effective", "either", "enable", "enables", "even", "every", "existing", "experiments", "extensive", "first", "for", "from", "further",
        "furthermore", "given", "has", "have", "high", "how", "however", "if", "improve", "improved", "improves", "in", "increasingly", "into",
        "introduce", "is", "it", "its", "just", "key", "large", "less", "like", "made", "make", "makes", "many", "may", "more", "most", "much",
        "must", "need", "new", "no", "not", "novel", "of", "often", "on", "one", "only", "or", "other", "our", "out", "outperforms", "over", "own",
        "paper", "papers", "per", "present", "propose", "proposed", "prior", "provide", "provides", "remain", "remains", "require", "requires",
        "result", "results", "same", "several", "show", "shows", "significant", "significantly", "similar", "simple", "since", "single", "so",
        "some", "state", "still", "strong", "study", "substantial", "substantially", "such", "than", "that", "the", "their", "them", "then",
        "there", "these", "they", "this", "those", "through", "thus", "to", "toward", "towards", "two", "under", "up", "upon", "use", "used",
        "user", "using", "via", "was", "we", "well", "were", "what", "when", "where", "whether", "which", "while", "who", "why", "widely", "will",
        "with", "within", "without", "work", "works", "yet",
    };

    /// <summary>The reasons, the strongest kind first; never empty. Of a paper less likely than most, what speaks against it.</summary>
    /// <param name="model">What was learned.</param>
    /// <param name="candidate">The paper.</param>
    /// <param name="score">What the model says of it.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="found">Those that have columns, in the same order.</param>
    /// <param name="values">Their values.</param>
    public static IReadOnlyList<string> For(
        PickModel model, PickCandidate candidate, PickScore score, CandidateTerms terms, IReadOnlyList<TermCount> found, float[] values)
    {
        var weighed = Weighed(model, terms, found, values);
        var reasons = new List<string>();
        var isLiked = score.LogOdds >= model.BaseLogOdds;
        if (Phrases(model, candidate, weighed, isLiked ? 1 : -1) is { Count: > 0 } phrases)
            reasons.Add($"{(isLiked ? "like" : "unlike")} what was picked: {string.Join(", ", phrases)}");
        if (Authors(model, candidate) is { } authors)
            reasons.Add(authors);
        reasons.AddRange(Addresses(terms.Form.Addresses, weighed));
        if (reasons.Count == 0)
            reasons.Add("nothing in it is like what was picked");
        return reasons;
    }

    private static List<(CandidateTerm Term, double Weight)> Weighed(
        PickModel model, CandidateTerms terms, IReadOnlyList<TermCount> found, float[] values)
    {
        var (weighed, next) = (new List<(CandidateTerm, double)>(), 0);
        foreach (var term in terms.All)
        {
            var column = model.Terms.ColumnOf(term.Hash);
            if (column < 0)
                continue;
            weighed.Add((term, model.Linear.Weights[found[next].Column] * values[next]));
            next++;
        }

        return weighed;
    }

    private static List<string> Phrases(
        PickModel model, PickCandidate candidate, List<(CandidateTerm Term, double Weight)> weighed, int sign)
    {
        var words = weighed.Where(w => w.Term.Kind == TermKind.Word).ToDictionary(w => w.Term.Hash, w => w.Weight);
        var named =
            from one in weighed
            where one.Term.Kind is TermKind.Word or TermKind.Pair
            let text = one.Term.At.Of(candidate)
            let parts = Words(text)
            where parts.TrueForAll(part => IsTopical(model, part)) && IsOnePhrase(text)
            let weight = sign * (one.Weight + (parts.Count > 1 ? parts.Sum(part => words.GetValueOrDefault(TermHash.Of(part))) : 0))
            where weight >= LeastWeight
            orderby weight descending, text
            select (Text: text, Parts: parts);
        var (chosen, said) = (new List<string>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var (text, parts) in named)
        {
            if (chosen.Count == MostPhrases)
                break;
            if (!parts.Exists(said.Contains))
                chosen.Add(text);
            said.UnionWith(parts);
        }

        return chosen;
    }

    private static List<string> Words(string phrase)
    {
        var words = new List<string>();
        for (var (start, i) = (0, 0); i <= phrase.Length; i++)
        {
            if (i < phrase.Length && char.IsLetterOrDigit(phrase[i]))
                continue;
            if (i > start)
                words.Add(phrase[start..i]);
            start = i + 1;
        }

        return words;
    }

    private static bool IsTopical(PickModel model, string word) =>
        word.Length > 1 && word.Any(char.IsLetter) && !Empty.Contains(word)
        && (model.Terms.ColumnOf(TermHash.Of(word)) is var column && (column < 0 || model.Terms.Idf[column] >= LeastIdf));

    // Two words of two sentences, or with a formula between them, are no phrase.
    private static bool IsOnePhrase(string text) => text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-');

    private static string? Authors(PickModel model, PickCandidate candidate)
    {
        var picked = candidate.Authors.Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, model.Authors.Of(name).Picks))
            .Where(author => author.Picks >= 0.5f)
            .OrderByDescending(author => author.Picks)
            .ToList();
        if (picked.Count == 0)
            return null;
        var named = picked.Take(MostAuthors).Select(author => $"{author.Name} {Times(author.Picks)}");
        var rest = picked.Count - MostAuthors;
        return $"picked before: {string.Join(", ", named)}{(rest > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {rest} more of its authors") : "")}";
    }

    private static string Times(float picks) => Math.Round(picks) switch
    {
        <= 1 => "once",
        2 => "twice",
        var count => string.Create(CultureInfo.InvariantCulture, $"{count} times"),
    };

    private static IEnumerable<string> Addresses(int services, List<(CandidateTerm Term, double Weight)> weighed)
    {
        foreach (var (service, words) in ((int, string)[])[
            (CandidateAddresses.GitHub, "names code on GitHub"),
            (CandidateAddresses.HuggingFace, "names a model or data on Hugging Face"),
            (CandidateAddresses.ProjectPage, "has a project page")])
        {
            var hash = CandidateAddresses.HashOf(service);
            if ((services & service) != 0 && weighed.Exists(w => w.Term.Hash == hash && w.Weight >= LeastWeight))
                yield return words;
        }
    }
}
