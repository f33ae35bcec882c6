using Paperboy.Search.Columns;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Tests.Columns;

/// <summary>A segment file with columns and nothing else, written and opened again.</summary>
internal sealed class ColumnFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ColumnFile(Action<SegmentFileWriter> write)
    {
        using (var stream = File.Create(Path))
        {
            var file = new SegmentFileWriter(new ChecksummedStream(stream));
            write(file);
            file.Finish();
        }

        Reader = SegmentFileReader.Open(Path);
    }

    public string Path => System.IO.Path.Combine(_folder.Path, "columns.seg");

    public SegmentFileReader Reader { get; }

    public static ColumnFile Of(long?[] values) => new(file => Writer(values).WriteTo(file, 0, values.Length));

    public static ColumnFile Of(string[][] values) => new(file => Writer(values).WriteTo(file, 0, values.Length));

    public static NumberColumnWriter Writer(long?[] values)
    {
        var writer = new NumberColumnWriter();
        for (var document = 0; document < values.Length; document++)
        {
            if (values[document] is { } value)
                writer.Set(document, value);
        }

        return writer;
    }

    public static KeywordColumnWriter Writer(string[][] values)
    {
        var writer = new KeywordColumnWriter();
        for (var document = 0; document < values.Length; document++)
        {
            foreach (var value in values[document])
                writer.Add(document, value);
        }

        return writer;
    }

    public NumberColumn Numbers(int documents, int ordinal = 0) => NumberColumn.Open(Reader, ordinal, documents);

    public KeywordColumn Keywords(int documents, int ordinal = 0) => KeywordColumn.Open(Reader, ordinal, documents);

    public void Dispose()
    {
        Reader.Dispose();
        _folder.Dispose();
    }
}
