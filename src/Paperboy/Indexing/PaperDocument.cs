using Paperboy.Search;
using Paperboy.Text;

namespace Paperboy.Indexing;

/// <summary>What the engine is given of a paper: which fields, with which weights, as which text.</summary>
internal static class PaperDocument
{
    public static readonly IndexSchema Schema = new([new("title", 2), new("abstract", 1)]);

    public static IndexDocument Of(PaperChange paper) =>
        new IndexDocument(paper.Id)
            .Add("title", PaperText.Parse(paper.Title!).ToPlainText())
            .Add("abstract", PaperText.Parse(paper.Abstract!).ToPlainText());
}
