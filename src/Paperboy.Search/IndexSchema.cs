namespace Paperboy.Search;

/// <summary>A named text of every document.</summary>
/// <param name="Name">Unique within the schema.</param>
/// <param name="Weight">How much a word in it counts, 1 to 100: a weight of 2 makes each count twice.</param>
public sealed record FieldDefinition(string Name, int Weight)
{
    /// <summary>The greatest weight.</summary>
    public const int MostWeight = 100;

    /// <summary>
    /// Whether its words make the document longer for the ranking. A list of names should not: a paper of a hundred
    /// authors tells no less about its subject.
    /// </summary>
    public bool AddsLength { get; init; } = true;
}

/// <summary>What a column holds.</summary>
public enum ColumnKind
{
    /// <summary>At most one whole number for each document.</summary>
    Number,

    /// <summary>Any number of short texts for each document, which match as a whole and without regard to case.</summary>
    Keyword,
}

/// <summary>A named value of documents for filters, facets and sorting.</summary>
public sealed record ColumnDefinition(string Name, ColumnKind Kind);

/// <summary>
/// The fields of an index and the constants of its ranking function. An index keeps the schema that it was made with;
/// with another one it has to be rebuilt.
/// </summary>
/// <param name="Fields">1 to 8 fields with different names and weights from 1 on.</param>
public sealed record IndexSchema(IReadOnlyList<FieldDefinition> Fields)
{
    /// <summary>The greatest number of fields.</summary>
    public const int MostFields = 8;

    /// <summary>The columns, with different names; none by default.</summary>
    public IReadOnlyList<ColumnDefinition> Columns { get; init; } = [];

    /// <summary>BM25's k1: how soon further occurrences of a word stop counting. At least 0.</summary>
    public float K1 { get; init; } = 1.2f;

    /// <summary>BM25's b: how much long documents are held back, from 0 (not) to 1 (in proportion).</summary>
    public float B { get; init; } = 0.75f;

    /// <summary>The field's place in <see cref="Fields"/>, or -1.</summary>
    public int IndexOf(string field)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Name == field)
                return i;
        }

        return -1;
    }

    /// <summary>The column's place in <see cref="Columns"/>, or -1.</summary>
    public int ColumnOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == name)
                return i;
        }

        return -1;
    }

    /// <summary>Whether both have the same fields and columns in the same order, weights and constants.</summary>
    public bool Equals(IndexSchema? other) =>
        other is not null && K1.Equals(other.K1) && B.Equals(other.B) && Fields.SequenceEqual(other.Fields)
        && Columns.SequenceEqual(other.Columns);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Fields.Count, K1, B);

    internal void ThrowIfInvalid()
    {
        if (Fields.Count is 0 or > MostFields)
            throw new ArgumentException($"A schema has 1 to {MostFields} fields, not {Fields.Count}.");
        foreach (var field in Fields)
        {
            if (string.IsNullOrEmpty(field.Name) || IndexOf(field.Name) != Fields.ToList().IndexOf(field))
                throw new ArgumentException($"The field name '{field.Name}' is empty or used twice.");
            if (field.Weight is < 1 or > FieldDefinition.MostWeight)
                throw new ArgumentException($"The weight of the field '{field.Name}' is {field.Weight}; it must be from 1 to 100.");
        }

        foreach (var column in Columns)
        {
            if (string.IsNullOrEmpty(column.Name) || Columns.Count(other => other.Name == column.Name) > 1)
                throw new ArgumentException($"The column name '{column.Name}' is empty or used twice.");
        }

        if (!(K1 >= 0 && float.IsFinite(K1)) || !(B >= 0 && B <= 1))
            throw new ArgumentException($"k1 = {K1} must be at least 0 and b = {B} from 0 to 1.");
    }
}
