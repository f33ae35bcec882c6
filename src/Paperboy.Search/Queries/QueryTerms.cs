using System.Text;
using Paperboy.Search.Text;

namespace Paperboy.Search.Queries;

/// <summary>A term of a query and how often the query has it.</summary>
internal sealed record QueryTerm(byte[] Utf8, string Text)
{
    public int Occurrences { get; set; } = 1;
}

/// <summary>Analyses a query as documents are analysed.</summary>
internal static class QueryTerms
{
    /// <summary>Further different terms of a query are left out.</summary>
    public const int MostTerms = 256;

    /// <summary>The different terms in the order of their first occurrence.</summary>
    public static List<QueryTerm> Parse(string query)
    {
        var terms = new List<QueryTerm>();
        var reader = new TermReader(query, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
        {
            if (Find(terms, reader.Term) is { } known)
                known.Occurrences++;
            else if (terms.Count < MostTerms)
                terms.Add(new QueryTerm(reader.Term.ToArray(), Encoding.UTF8.GetString(reader.Term)));
        }

        return terms;
    }

    private static QueryTerm? Find(List<QueryTerm> terms, ReadOnlySpan<byte> wanted)
    {
        foreach (var term in terms)
        {
            if (wanted.SequenceEqual(term.Utf8))
                return term;
        }

        return null;
    }
}
