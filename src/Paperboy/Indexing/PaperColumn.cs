namespace Paperboy.Indexing;

/// <summary>The columns of the index: what papers are filtered, counted and sorted by.</summary>
public static class PaperColumn
{
    /// <summary>The day the paper appeared, as yyyymmdd (<see cref="Catalog.Paper.Appeared"/>).</summary>
    public const string Date = "date";

    /// <summary>Its upvotes, where they were counted.</summary>
    public const string Votes = "votes";

    /// <summary>Its categories: cs.CL.</summary>
    public const string Category = "category";

    /// <summary>The whole name of its venue (the field <c>venue</c> has its words).</summary>
    public const string Journal = "journal";

    /// <summary>What it has: see <see cref="PaperFlag"/>.</summary>
    public const string Has = "has";

    /// <summary>Every id by which it is known.</summary>
    public const string Id = "id";

    /// <summary>Who tells of it: arxiv, hf, acl.</summary>
    public const string Source = "source";

    /// <summary>Its authors' names, as shown.</summary>
    public const string Author = "author";

    /// <summary>Their names as in the addresses of their pages (<see cref="Text.AuthorName.Slug"/>), which all ways to write one share.</summary>
    public const string AuthorSlug = "authorslug";
}

/// <summary>The values of <see cref="PaperColumn.Has"/>.</summary>
public static class PaperFlag
{
    public const string Code = "code";
    public const string Project = "project";
    public const string Abstract = "abstract";
    public const string Doi = "doi";
    public const string Venue = "venue";
}
