using System.Text.RegularExpressions;

namespace Paperboy.Harvest.Arxiv;

/// <summary>arXiv's archives and categories, and what its OAI-PMH service calls them: group:archive:CATEGORY.</summary>
internal static partial class ArxivSets
{
    // All archives of physics are one group; each other archive is a group of its own.
    private static readonly string[] Physics =
    [
        "astro-ph", "cond-mat", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph", "nlin", "nucl-ex", "nucl-th", "physics", "quant-ph",
    ];

    private static readonly string[] Others = ["cs", "econ", "eess", "math", "q-bio", "q-fin", "stat"];

    /// <summary>Archives whose feeds together are everything, in parts that arXiv serves in one reply each.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Everything { get; } = [["cs"], [.. Others.Except(["cs"])], Physics];

    /// <summary>Whether a text has the form of a category or an archive: cs.CL, hep-th.</summary>
    public static bool IsCategory(string text) => Form().IsMatch(text);

    /// <summary>Whether it is one of arXiv's archives, or a category of one of them.</summary>
    public static bool IsKnown(string category) => IsCategory(category) && (Physics.Contains(ArchiveOf(category)) || Others.Contains(ArchiveOf(category)));

    /// <summary>Whether a category is the given one, or lies in the given archive.</summary>
    public static bool IsWithin(string category, string whole) =>
        category == whole || (category.Length > whole.Length && category[whole.Length] == '.' && category.StartsWith(whole, StringComparison.Ordinal));

    /// <summary>The set of a category or archive: cs:cs:CL, physics:hep-th, cs.</summary>
    public static string SetOf(string category)
    {
        var archive = ArchiveOf(category);
        var isPhysics = Physics.Contains(archive);
        var group = isPhysics ? "physics" : archive;
        if (category != archive)
            return $"{group}:{archive}:{category[(archive.Length + 1)..]}";

        // The archive physics bears the name of its group, which is much more.
        return isPhysics ? $"physics:{archive}" : group;
    }

    private static string ArchiveOf(string category) => category.Split('.', 2)[0];

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)?(\.[A-Za-z]{2}|\.[a-z]+(-[a-z]+)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
