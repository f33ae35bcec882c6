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

    /// <summary>Reads a text from its beginning.</summary>
    /// <param name="text">The text, of any length.</param>
    /// <param name="buffer">Where the forms are made: <see cref="BufferLength"/> bytes that nothing else uses meanwhile.</param>
    /// <exception cref="ArgumentOutOfRangeException">The buffer has another length.</exception>
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

    /// <summary>Where the current term stands in the text, in UTF-16 code units.</summary>
    public readonly TextSpan Span => _tokenizer.Span;

    /// <summary>The place of the term among those of the text, from 0; the whole of a compound has that of its last part.</summary>
    public readonly int Position => _tokenizer.Position;

    /// <summary>Whether the term is the whole of a compound, whose parts were read before it.</summary>
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
