using Paperboy.Catalog;

namespace Paperboy.Daily;

/// <summary>
/// A page of an edition; the first is made up as a newspaper's is: the lead story, smaller ones under it, a second column
/// beside it, and the rest below. How many stories go under and beside the lead follows from how long they are, so
/// that both columns end at about the same height.
/// </summary>
internal sealed record FrontPage(
    PaperView? Lead, IReadOnlyList<PaperView> Under, IReadOnlyList<PaperView> Beside, IReadOnlyList<PageSection> Sections)
{
    private const int LeadExcerpt = 560;
    private const int StoryExcerpt = 210;
    private const int MostBeside = 6;

    // A page of fewer papers is a plain list.
    private const int Fewest = 5;

    // Heights in pixels and line lengths in characters, as the style sheet sets them at full width.
    private static readonly Type LeadTitle = new(25, 43);
    private static readonly Type LeadText = new(68, 28);
    private static readonly Type UnderTitle = new(24, 25);
    private static readonly Type UnderText = new(33, 23);
    private static readonly Type BesideTitle = new(29, 26);
    private static readonly Type BesideText = new(41, 23);
    private const int ClampedLines = 4;
    private const int StoryRest = 105;
    private const int LeadRest = 190;

    /// <summary>Whether anything on the page has a formula.</summary>
    public bool HasMath =>
        Lead is { HasMath: true } || Under.Concat(Beside).Concat(Sections.SelectMany(s => s.Papers)).Any(v => v.HasMath);

    /// <summary>Makes up a page of papers that stand by rank.</summary>
    public static FrontPage MakeUp(IReadOnlyList<EditionPaper> papers, bool first)
    {
        var withLead = first && papers.Count >= Fewest;
        var views = papers
            .Select((p, i) => PaperView.Of(p.Paper, withLead && i == 0 ? LeadExcerpt : StoryExcerpt, p.Reason))
            .ToList();
        if (!withLead)
            return new FrontPage(null, [], [], SectionsOf(papers, views, 0));
        var (under, beside) = Split(views);
        return new FrontPage(
            views[0],
            views[1..(1 + under)],
            views[(1 + under)..(1 + under + beside)],
            SectionsOf(papers, views, 1 + under + beside));
    }

    private static List<PageSection> SectionsOf(IReadOnlyList<EditionPaper> papers, List<PaperView> views, int from)
    {
        var split = from;
        while (split < papers.Count && papers[split].Because.Kind == AppearanceKind.Featured)
            split++;
        var sections = new List<PageSection>();
        if (split > from)
            sections.Add(new PageSection("Featured", views[from..split]));
        if (split < views.Count)
            sections.Add(new PageSection("Announced, and not featured yet", views[split..]));
        return sections;
    }

    /// <summary>How many stories under the lead (in rows of two) and beside it leave the least white space.</summary>
    private static (int Under, int Beside) Split(List<PaperView> views)
    {
        var best = (Under: 0, Beside: 2);
        var least = int.MaxValue;
        for (var under = 0; under <= 4; under += 2)
        {
            for (var beside = 2; beside <= MostBeside && 1 + under + beside <= views.Count; beside++)
            {
                var left = LeadHeight(views[0]);
                for (var i = 1; i <= under; i += 2)
                    left += Math.Max(Height(views[i], UnderTitle, UnderText), Height(views[i + 1], UnderTitle, UnderText));
                var right = views.Skip(1 + under).Take(beside).Sum(v => Height(v, BesideTitle, BesideText));
                if (Math.Abs(left - right) < least)
                    (best, least) = ((under, beside), Math.Abs(left - right));
            }
        }

        return best;
    }

    private static int LeadHeight(PaperView lead) =>
        LeadTitle.Height(lead.Title.ToPlainText().Length) + LeadText.Height(lead.Excerpt.ToPlainText().Length) + LeadRest;

    private static int Height(PaperView story, Type title, Type text) =>
        title.Height(story.Title.ToPlainText().Length)
        + Math.Min(text.Height(story.Excerpt.ToPlainText().Length), ClampedLines * text.LineHeight)
        + StoryRest;

    private readonly record struct Type(int LineLength, int LineHeight)
    {
        public int Height(int characters) => ((characters + LineLength - 1) / LineLength) * LineHeight;
    }
}

/// <summary>Papers under one heading.</summary>
internal sealed record PageSection(string Title, IReadOnlyList<PaperView> Papers);
