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
    private const int StoryExcerpt = 210;
    private const int MostBeside = 6;

    // A page of fewer papers is a plain list.
    private const int Fewest = 5;

    // How much of the lead's abstract is shown: what levels the columns best.
    private static readonly int[] LeadExcerpts = [420, 560, 700, 840];

    // Line lengths in characters and line heights in pixels, as the style sheet sets them at full width.
    private static readonly Measure LeadTitle = new(28, 46);
    private static readonly Measure LeadText = new(68, 28);
    private static readonly Measure LeadNote = new(66, 27);
    private static readonly Measure UnderTitle = new(26, 25);
    private static readonly Measure UnderText = new(37, 23);
    private static readonly Measure BesideTitle = new(26, 26);
    private static readonly Measure BesideText = new(40, 23);
    private static readonly Measure Meta = new(40, 24);
    private static readonly Measure Note = new(36, 24);
    private const int ClampedLines = 4;
    private const int StoryGap = 48;
    private const int LeadRest = 190;

    // The mail box and the calendar at the right.
    private const int MarginHeight = 560;

    /// <summary>Whether anything on the page has a formula.</summary>
    public bool HasMath =>
        Lead is { HasMath: true } || Under.Concat(Beside).Concat(Sections.SelectMany(s => s.Papers)).Any(v => v.HasMath);

    /// <summary>Makes up a page of papers that stand by rank.</summary>
    public static FrontPage MakeUp(IReadOnlyList<EditionPaper> papers, bool first)
    {
        var views = papers.Select(p => Of(p, StoryExcerpt)).ToList();
        if (!first || papers.Count < Fewest)
            return new FrontPage(null, [], [], SectionsOf(papers, views, 0));
        var leads = LeadExcerpts.Select(length => Of(papers[0], length)).ToList();
        var (lead, under, beside) = Split(leads, views);
        return new FrontPage(
            lead,
            views[1..(1 + under)],
            views[(1 + under)..(1 + under + beside)],
            SectionsOf(papers, views, 1 + under + beside));
    }

    private static PaperView Of(EditionPaper paper, int excerpt) =>
        PaperView.Of(paper.Paper, excerpt, paper.Reason) with { Rank = paper.Rank, Note = paper.Note, IsPredicted = paper.IsPredicted };

    private static List<PageSection> SectionsOf(IReadOnlyList<EditionPaper> papers, List<PaperView> views, int from)
    {
        var sections = new List<PageSection>();
        for (var start = from; start < papers.Count;)
        {
            var part = papers[start].Part;
            var end = start;
            while (end < papers.Count && papers[end].Part == part)
                end++;
            sections.Add(new PageSection(EditionWords.Part(part), views[start..end]));
            start = end;
        }

        return sections;
    }

    /// <summary>How long a lead, how many stories under it (in rows of two) and beside it leave the least white space.</summary>
    private static (PaperView Lead, int Under, int Beside) Split(List<PaperView> leads, List<PaperView> views)
    {
        var best = (Lead: leads[0], Under: 0, Beside: 2);
        var least = int.MaxValue;
        foreach (var lead in leads)
        {
            var left = LeadHeight(lead);
            for (var under = 0; under <= 4 && under + 2 < views.Count; under += 2)
            {
                if (under > 0)
                    left += Math.Max(Height(views[under - 1], UnderTitle, UnderText), Height(views[under], UnderTitle, UnderText));
                var right = 0;
                for (var beside = 1; beside <= MostBeside && under + beside < views.Count; beside++)
                {
                    right += Height(views[under + beside], BesideTitle, BesideText);
                    var white = Math.Abs(left - right) + Math.Max(0, MarginHeight - Math.Max(left, right));
                    if (beside > 1 && white < least)
                        (best, least) = ((lead, under, beside), white);
                }
            }
        }

        return best;
    }

    private static int LeadHeight(PaperView lead) =>
        LeadTitle.Height(lead.Title.ToPlainText()) + LeadText.Height(lead.Excerpt.ToPlainText())
        + LeadNote.Height(lead.Note) + LeadRest;

    private static int Height(PaperView story, Measure title, Measure text) =>
        title.Height(story.Title.ToPlainText())
        + Math.Min(text.Height(story.Excerpt.ToPlainText()), ClampedLines * text.LineHeight)
        + Meta.Height($"00 {story.Authors} {string.Join("   ", story.Paper.Categories.Take(3))} Code Why here")
        + Note.Height(story.Note)
        + StoryGap;

    private readonly record struct Measure(int LineLength, int LineHeight)
    {
        public int Height(string text) => ((text.Length + LineLength - 1) / LineLength) * LineHeight;
    }
}

/// <summary>Papers under one heading.</summary>
internal sealed record PageSection(string Title, IReadOnlyList<PaperView> Papers);
