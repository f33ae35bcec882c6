using Paperboy.Search.Columns;

namespace Paperboy.Search.Segments;

/// <summary>The columns of a segment being written, in the order of the schema.</summary>
internal sealed class ColumnWriters
{
    private readonly NumberColumnWriter?[] _numbers;
    private readonly KeywordColumnWriter?[] _keywords;

    public ColumnWriters(IndexSchema schema)
    {
        _numbers = [.. schema.Columns.Select(column => column.Kind == ColumnKind.Number ? new NumberColumnWriter() : null)];
        _keywords = [.. schema.Columns.Select(column => column.Kind == ColumnKind.Keyword ? new KeywordColumnWriter() : null)];
    }

    private ColumnWriters(NumberColumnWriter?[] numbers, KeywordColumnWriter?[] keywords) => (_numbers, _keywords) = (numbers, keywords);

    /// <summary>Sets a document's number; documents must ascend.</summary>
    public void Set(int column, int document, long value) => _numbers[column]!.Set(document, value);

    /// <summary>Gives a document a value; documents must ascend.</summary>
    public void Add(int column, int document, string value) => _keywords[column]!.Add(document, value);

    /// <summary>The columns of several segments as one; see <see cref="ColumnMerge"/>.</summary>
    public static ColumnWriters Merge(IndexSchema schema, IReadOnlyList<SegmentView> sources, int[][] renumbered)
    {
        var numbers = new NumberColumnWriter?[schema.Columns.Count];
        var keywords = new KeywordColumnWriter?[schema.Columns.Count];
        for (var column = 0; column < schema.Columns.Count; column++)
        {
            if (schema.Columns[column].Kind == ColumnKind.Number)
                numbers[column] = ColumnMerge.Merge([.. sources.Select(source => source.Reader.Columns.Number(column))], renumbered);
            else
                keywords[column] = ColumnMerge.Merge([.. sources.Select(source => source.Reader.Columns.Keyword(column))], renumbered);
        }

        return new ColumnWriters(numbers, keywords);
    }

    public void WriteTo(SegmentFileWriter file, int documents)
    {
        for (var column = 0; column < _numbers.Length; column++)
        {
            _numbers[column]?.WriteTo(file, column, documents);
            _keywords[column]?.WriteTo(file, column, documents);
        }
    }
}

/// <summary>The columns of an open segment.</summary>
internal sealed class SegmentColumns
{
    private readonly NumberColumn?[] _numbers;
    private readonly KeywordColumn?[] _keywords;

    /// <exception cref="IndexCorruptException">A column is missing or damaged.</exception>
    public SegmentColumns(SegmentFileReader file, IndexSchema schema, int documents)
    {
        _numbers = new NumberColumn?[schema.Columns.Count];
        _keywords = new KeywordColumn?[schema.Columns.Count];
        for (var column = 0; column < schema.Columns.Count; column++)
        {
            if (schema.Columns[column].Kind == ColumnKind.Number)
                _numbers[column] = NumberColumn.Open(file, column, documents);
            else
                _keywords[column] = KeywordColumn.Open(file, column, documents);
        }
    }

    public NumberColumn? Number(int column) => column < 0 ? null : _numbers[column];

    public KeywordColumn? Keyword(int column) => column < 0 ? null : _keywords[column];

    /// <summary>The column of this name, if the schema has it and it holds numbers.</summary>
    public NumberColumn? Number(IndexSchema schema, string name) => Number(schema.ColumnOf(name));

    /// <summary>The column of this name, if the schema has it and it holds keywords.</summary>
    public KeywordColumn? Keyword(IndexSchema schema, string name) => Keyword(schema.ColumnOf(name));
}
