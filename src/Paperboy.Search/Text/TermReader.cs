namespace Paperboy.Search.Text;

/// <summary>
/// Turns a text into its terms, one after the other, without allocating: the <see cref="Tokenizer"/> finds the tokens,
/// <see cref="TermForms"/> gives the forms of each. The same analysis serves documents, queries and the texts to be
/// highlighted.
/// </summary>
public ref struct TermReader
{
    /// <summary>The length in bytes that the buffer given to the constructor must have.</summary>
    public const int BufferLength = 2 * TermForms.MostBytes;

    private readonly Span<byte> _exact;
    private readonly Span<byte> _term;
    private Tokenizer _tokenizer;
    private int _exactLength;
    private int _termLength;

    public TermReader(ReadOnlySpan<char> text, Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(buffer.Length, BufferLength);
        _tokenizer = new Tokenizer(text);
        _exact = buffer[..TermForms.MostBytes];
        _term = buffer[TermForms.MostBytes..];
    }

    /// <summary>The current term, folded and, where it is English, stemmed, in UTF-8; valid until the next <see cref="Read"/>.</summary>
    public readonly ReadOnlySpan<byte> Term => _term[.._termLength];

    /// <summary>The current term folded but not stemmed, in UTF-8; equal to <see cref="Term"/> where nothing was stemmed.</summary>
    public readonly ReadOnlySpan<byte> Exact => _exact[.._exactLength];

    /// <inheritdoc cref="Tokenizer.Span"/>
    public readonly TextSpan Span => _tokenizer.Span;

    /// <inheritdoc cref="Tokenizer.Position"/>
    public readonly int Position => _tokenizer.Position;

    /// <inheritdoc cref="Tokenizer.IsOverlap"/>
    public readonly bool IsOverlap => _tokenizer.IsOverlap;

    /// <summary>Goes to the next term. False: there is none.</summary>
    public bool Read()
    {
        if (!_tokenizer.Read())
            return false;
        TermForms.Analyze(_tokenizer.Token, _tokenizer.Kind, _exact, _term, out _exactLength, out _termLength);
        return true;
    }
}
