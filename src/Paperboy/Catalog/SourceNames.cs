namespace Paperboy.Catalog;

/// <summary>What sources are called where people read it.</summary>
public static class SourceNames
{
    public static string Of(string source) => source switch
    {
        "arxiv" => "arXiv",
        "hf" => "Hugging Face Daily Papers",
        "acl" => "the ACL Anthology",
        "crossref" => "Crossref",
        "openalex" => "OpenAlex",
        "s2" => "Semantic Scholar",
        "file" => "a file",
        "sample" => "the sample library",
        "tsv" => "a file of titles and abstracts",
        _ => source,
    };
}
