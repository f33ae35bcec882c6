using System.Text;

namespace Paperboy.Search.Queries.Language;

/// <summary>Writes a tree in its canonical form, from which the parser makes the same tree.</summary>
internal sealed class QueryWriter
{
    private readonly QueryVocabulary _vocabulary;
    private readonly StringBuilder _text = new();
    private readonly string _and;
    private readonly string _or;

    private QueryWriter(QueryVocabulary vocabulary, string and, string or)
    {
        _vocabulary = vocabulary;
        _and = and;
        _or = or;
    }

    public static string Write(SequenceNode root, SortOrder sort, QueryVocabulary vocabulary)
    {
        var text = new QueryWriter(vocabulary, " AND ", " OR ").WriteAll(root, sort);
        // In a text that looks like a title in capitals the words AND and OR would be words.
        return QueryText.IsShouted(text) ? new QueryWriter(vocabulary, " && ", " | ").WriteAll(root, sort) : text;
    }

    private string WriteAll(SequenceNode root, SortOrder sort)
    {
        if (root.Words is [{ Field: not null }, ..])
            WriteUnit(root);
        else
            WriteSequence(root);
        if (sort != SortOrder.Relevance)
            _text.Append(_text.Length > 0 ? " " : "").Append(sort == SortOrder.New ? "sort:new" : "sort:top");
        return _text.ToString();
    }

    private void WriteSequence(SequenceNode sequence)
    {
        for (var i = 0; i < sequence.Words.Count; i++)
        {
            _text.Append(i > 0 ? " " : "");
            WriteWord(sequence.Words[i], withField: false);
        }

        foreach (var node in sequence.Required)
        {
            if (_text.Length > 0 && _text[^1] != '(')
                _text.Append(' ');
            WriteRequired(node);
        }
    }

    // Plain words are only wanted, in brackets too, where no plus is on them. Numbers have a plus of their own.
    private void WriteRequired(QueryNode node)
    {
        if (node is AnyNode any)
        {
            WriteAlternatives(any);
            return;
        }

        _text.Append(node is WordNode { Field: null, IsPrefix: false } or SequenceNode { Words: [{ Field: null }, ..], Required: [] } ? "+" : "");
        if (node is WordNode { Field: null, IsPrefix: false } word && char.IsAsciiDigit(word.Text[0]))
            WriteBracketed(() => WriteUnit(word));
        else
            WriteUnit(node);
    }

    private void WriteAlternatives(AnyNode any)
    {
        for (var i = 0; i < any.Children.Count; i++)
        {
            _text.Append(i > 0 ? _or : "");
            if (any.Children[i] is AllNode all)
                WriteConjunction(all);
            else
                WriteUnit(any.Children[i]);
        }
    }

    private void WriteConjunction(AllNode all)
    {
        for (var i = 0; i < all.Children.Count; i++)
        {
            _text.Append(i > 0 ? _and : "");
            WriteUnit(all.Children[i]);
        }
    }

    private void WriteUnit(QueryNode node)
    {
        switch (node)
        {
            case WordNode word:
                WriteWord(word, withField: true);
                break;
            case PhraseNode phrase:
                WritePrefix(phrase.Field);
                _text.Append('"').Append(phrase.Text).Append('"');
                break;
            case NumberRangeNode range:
                WritePrefix(range.Column);
                _text.Append(ValueAxis.Of(_vocabulary.ByName(range.Column).Kind).Write(range.From, range.To));
                break;
            case KeywordNode keyword:
                WriteKeyword(keyword);
                break;
            case NotNode not:
                _text.Append('-');
                WriteUnit(not.Child);
                break;
            case AllNode all:
                WriteBracketed(() => WriteConjunction(all));
                break;
            case AnyNode any:
                WriteBracketed(() => WriteAlternatives(any));
                break;
            case SequenceNode sequence:
                WritePrefix(sequence.Words is [var first, ..] ? first.Field : null);
                WriteBracketed(() => WriteSequence(sequence));
                break;
        }
    }

    private void WriteBracketed(Action write)
    {
        _text.Append('(');
        write();
        _text.Append(')');
    }

    private void WriteWord(WordNode word, bool withField)
    {
        WritePrefix(withField ? word.Field : null);
        _text.Append(word.Text).Append(word.IsPrefix ? "*" : "");
    }

    private void WriteKeyword(KeywordNode keyword)
    {
        WritePrefix(keyword.Column);
        if (KeywordValue.IsSimple(keyword.Value))
            _text.Append(keyword.Value);
        else
            _text.Append('"').Append(keyword.Value).Append('"');
        _text.Append(keyword.Match == KeywordMatch.Prefix ? "*" : "");
    }

    private void WritePrefix(string? field)
    {
        if (field is not null)
            _text.Append(_vocabulary.ByName(field).Prefixes[0]).Append(':');
    }
}
