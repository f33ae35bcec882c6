using System.Diagnostics.CodeAnalysis;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Harvest.Arxiv.Bulk;

namespace Paperboy.Harvest.Files;

/// <summary>Understands the lines of one file: which form they have, and what each says. Safe for several threads.</summary>
internal sealed class RecordReader(string file, DateOnly latest)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly bool _isTsv = PaperFile.IsTsv(file);
    private bool? _isBulk;

    /// <summary>Looks at the beginning of the file, from which all of its lines are taken to be of one form. Call before <see cref="Read"/>.</summary>
    public void Recognise(LineBlock block)
    {
        if (_isBulk is not null)
            return;
        foreach (var line in block)
        {
            if (IsBlank(line))
                continue;
            _isBulk = !_isTsv && ArxivBulkRecord.IsOne(line);
            return;
        }
    }

    /// <summary>Reads and prepares the records of a block.</summary>
    public ReadBlock Read(LineBlock block, long position)
    {
        var records = new List<PreparedRecord>();
        var rejected = new List<(int Line, string Reason)>();
        if (block.TooLong > 0)
            rejected.Add((block.FirstLine, block.TooLongFault));
        var lines = block.GetEnumerator();
        while (lines.MoveNext())
        {
            if (IsBlank(lines.Current))
                continue;
            if (TryRead(lines.Number, lines.Current, block.FaultOf(lines.Current), out var record, out var reason))
                records.Add(PreparedRecord.Of(record));
            else
                rejected.Add((lines.Number, reason));
        }

        return new ReadBlock(records, rejected, position);
    }

    private bool TryRead(
        int number, ReadOnlySpan<byte> line, string? fault, [NotNullWhen(true)] out PaperRecord? record, [NotNullWhen(false)] out string? reason)
    {
        record = null;
        reason = fault;
        if (reason is not null)
            return false;
        if (_isBulk == true)
            return ArxivBulkRecord.TryRead(line, latest, out record, out reason);
        string text;
        try
        {
            text = Strict.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            reason = "the line is not UTF-8";
            return false;
        }

        return _isTsv ? TsvRecord.TryRead(number, text, out record, out reason) : RecordJson.TryRead(text, latest, out record, out reason);
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\v\f\r"u8) < 0;
}

/// <summary>What a block of lines says.</summary>
/// <param name="Records">In the order of the lines.</param>
/// <param name="Rejected">Lines that are no records.</param>
/// <param name="Position">How far the file was read, in its bytes as they are on disk.</param>
internal sealed record ReadBlock(IReadOnlyList<PreparedRecord> Records, IReadOnlyList<(int Line, string Reason)> Rejected, long Position);
