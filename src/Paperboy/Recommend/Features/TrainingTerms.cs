using System.Runtime.InteropServices;
using Paperboy.Recommend.Learning;

namespace Paperboy.Recommend.Features;

/// <summary>The terms of all papers that are learned from: which ones get columns, and the papers as rows of them.</summary>
internal sealed class TrainingTerms
{
    private TrainingTerms(TermTable table, SparseRows rows, CandidateForm[] forms) => (Table, Rows, Forms) = (table, rows, forms);

    /// <summary>The terms that stand in enough papers, the most frequent first.</summary>
    public TermTable Table { get; }

    /// <summary>A row a paper.</summary>
    public SparseRows Rows { get; }

    /// <summary>What else was seen of each paper.</summary>
    public IReadOnlyList<CandidateForm> Forms { get; }

    /// <summary>Reads the papers twice: most terms stand in one paper only, and are only counted roughly.</summary>
    public static TrainingTerms Read(IReadOnlyList<PickCandidate> candidates, CancellationToken cancel)
    {
        var (terms, rough) = (new CandidateTerms(), new RoughCounts());
        foreach (var candidate in candidates)
        {
            cancel.ThrowIfCancellationRequested();
            terms.Read(candidate);
            foreach (var term in terms.All)
                rough.Add(term.Hash);
        }

        var places = new Dictionary<ulong, int>();
        var (counted, entries, ends, forms) = (new List<Counted>(), new List<TermCount>(), new int[candidates.Count], new CandidateForm[candidates.Count]);
        for (var i = 0; i < candidates.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            terms.Read(candidates[i]);
            forms[i] = terms.Form;
            foreach (var term in terms.All)
            {
                if (rough.AtMost(term.Hash) >= TermTable.Fewest(term.Kind))
                    entries.Add(new TermCount(Count(term, places, counted), term.Kind, term.Count));
            }

            ends[i] = entries.Count;
        }

        var (table, columns) = Choose(counted, candidates.Count);
        return new TrainingTerms(table, MakeRows(candidates, table, columns, entries, ends), forms);
    }

    private static int Count(in CandidateTerm term, Dictionary<ulong, int> places, List<Counted> counted)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, term.Hash, out var known);
        if (!known)
        {
            place = counted.Count;
            counted.Add(new Counted(term.Hash, term.Kind));
        }

        CollectionsMarshal.AsSpan(counted)[place].Papers++;
        return place;
    }

    // Frequent terms side by side at the front: their weights then stay in the processor's cache.
    private static (TermTable Table, int[] Columns) Choose(List<Counted> counted, int papers)
    {
        var kept = Enumerable.Range(0, counted.Count)
            .Where(place => counted[place].Papers >= TermTable.Fewest(counted[place].Kind))
            .OrderByDescending(place => counted[place].Papers).ThenBy(place => counted[place].Hash)
            .ToArray();
        var columns = new int[counted.Count];
        Array.Fill(columns, -1);
        for (var column = 0; column < kept.Length; column++)
            columns[kept[column]] = column;
        var table = new TermTable(
            [.. kept.Select(place => counted[place].Hash)],
            [.. kept.Select(place => MathF.Log((1f + papers) / (1f + counted[place].Papers)) + 1)]);
        return (table, columns);
    }

    private static SparseRows MakeRows(
        IReadOnlyList<PickCandidate> candidates, TermTable table, int[] columns, List<TermCount> entries, int[] ends)
    {
        var (rows, found, rowColumns, values) = (new SparseRows(table.Count), new List<TermCount>(), new List<int>(), Array.Empty<float>());
        for (var i = 0; i < candidates.Count; i++)
        {
            found.Clear();
            rowColumns.Clear();
            foreach (var entry in CollectionsMarshal.AsSpan(entries)[(i == 0 ? 0 : ends[i - 1])..ends[i]])
            {
                if (columns[entry.Column] < 0)
                    continue;
                found.Add(entry with { Column = columns[entry.Column] });
                rowColumns.Add(columns[entry.Column]);
            }

            if (values.Length < found.Count)
                values = new float[2 * found.Count];
            table.Values(CollectionsMarshal.AsSpan(found), candidates[i].Authors.Count, values);
            rows.Add(CollectionsMarshal.AsSpan(rowColumns), values);
        }

        return rows;
    }

    private struct Counted(ulong hash, TermKind kind)
    {
        public ulong Hash { get; } = hash;

        public TermKind Kind { get; } = kind;

        public int Papers { get; set; }
    }

    /// <summary>Counts that may be too high but never too low, a byte each.</summary>
    private sealed class RoughCounts
    {
        private readonly byte[] _counts = new byte[1 << 24];

        public void Add(ulong hash)
        {
            ref var count = ref _counts[hash >> 40];
            if (count < byte.MaxValue)
                count++;
        }

        public int AtMost(ulong hash) => _counts[hash >> 40];
    }
}
