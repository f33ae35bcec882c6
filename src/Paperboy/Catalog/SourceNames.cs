namespace Paperboy.Catalog;

/// <summary>What sources are called where people read it.</summary>
public static class SourceNames
{
    public static string Of(string source) => source switch
    {
        "arxiv" => "arXiv",
        "hf" => "Hugging Face Daily Papers",
        "acl" => "the ACL Anthology",
        "openalex" => "OpenAlex",
        "crossref" => "Crossref",
        "s2" => "Semantic Scholar",
        "bib" => "a bibliography",
        "file" => "a file",
        "sample" => "the sample library",
        "tsv" => "a file of titles and abstracts",
        _ => source,
    };
}
