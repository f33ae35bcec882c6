namespace Paperboy.Search.Segments;

/// <summary>Joins the forms that several segments have of one term, and numbers them anew by how frequent they are.</summary>
internal sealed class FormMerger
{
    private readonly List<TermForm> _forms = [];
    private readonly List<(int Source, int[] Numbers)> _sources = [];

    public void Clear()
    {
        _forms.Clear();
        _sources.Clear();
    }

    public void Add(int source, List<TermForm> forms)
    {
        var numbers = new int[forms.Count];
        for (var i = 0; i < forms.Count; i++)
        {
            var utf8 = forms[i].Utf8;
            var known = _forms.FindIndex(form => form.Utf8.AsSpan().SequenceEqual(utf8));
            if (known >= 0)
                _forms[known] = _forms[known] with { Occurrences = _forms[known].Occurrences + forms[i].Occurrences };
            else
                _forms.Add(forms[i]);
            numbers[i] = known >= 0 ? known : _forms.Count - 1;
        }

        _sources.Add((source, numbers));
    }

    /// <summary>All forms, the most frequent first.</summary>
    public List<TermForm> Rank()
    {
        if (_forms.Count == 1)
            return _forms;
        var order = Enumerable.Range(0, _forms.Count)
            .OrderByDescending(number => _forms[number].Occurrences).ThenBy(number => number).ToArray();
        var ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
            ranks[order[rank]] = rank;
        foreach (var (_, numbers) in _sources)
        {
            foreach (ref var number in numbers.AsSpan())
                number = ranks[number];
        }

        return [.. order.Select(number => _forms[number])];
    }

    /// <summary>The new numbers of a source's forms.</summary>
    public int[] NumbersOf(int source) => _sources.Find(known => known.Source == source).Numbers;
}
