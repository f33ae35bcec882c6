using System.Text.Json;
using Microsoft.Data.Sqlite;
using Paperboy.Storage;
using Paperboy.Text;

namespace Paperboy.Catalog;

/// <summary>The table of papers and what is derived beside it, within one transaction.</summary>
internal sealed class PaperRows : IDisposable
{
    private static readonly string[] Related = ["identifier", "appearance", "author", "category"];

    private readonly List<Statement> _all = [];
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly Statement _insert, _update, _delete, _idOf, _withKey, _keysOf;
    private readonly Statement _key, _appearance, _author, _category;
    private readonly Statement _redirect, _forward, _unredirect, _remove, _unremove, _writeSequence;
    private readonly Statement[] _deleteRelated;
    private long _sequence;

    public PaperRows(SqliteConnection connection, SqliteTransaction transaction)
    {
        _connection = connection;
        _transaction = transaction;
        _insert = Prepare(
            """
            INSERT INTO paper (id, title, abstract, authors, categories, keywords, published, day, upvotes, comments, stars,
              repository, project_page, organization, venue, doi, comment, invented, sequence)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) RETURNING number
            """, 19);
        _update = Prepare(
            """
            UPDATE paper SET id = $1, title = $2, abstract = $3, authors = $4, categories = $5, keywords = $6, published = $7,
              day = $8, upvotes = $9, comments = $10, stars = $11, repository = $12, project_page = $13, organization = $14,
              venue = $15, doi = $16, comment = $17, invented = $18, sequence = $19 WHERE number = $20
            """, 20);
        _delete = Prepare("DELETE FROM paper WHERE number = $1", 1);
        _idOf = Prepare("SELECT id FROM paper WHERE number = $1", 1);
        _withKey = Prepare("SELECT paper FROM identifier WHERE key = $1", 1);
        _keysOf = Prepare("SELECT key FROM identifier WHERE paper = $1", 1);
        _key = Prepare("INSERT INTO identifier (key, paper) VALUES ($1, $2)", 2);
        _appearance = Prepare("INSERT INTO appearance (day, kind, paper, source, upvotes, interest) VALUES ($1, $2, $3, $4, $5, $6)", 6);
        _author = Prepare("INSERT INTO author (slug, paper, position, name) VALUES ($1, $2, $3, $4)", 4);
        _category = Prepare("INSERT OR IGNORE INTO category (name, day, paper) VALUES ($1, $2, $3)", 3);
        _redirect = Prepare("INSERT OR REPLACE INTO redirect (id, paper_id) VALUES ($1, $2)", 2);
        _forward = Prepare("UPDATE redirect SET paper_id = $2 WHERE paper_id = $1", 2);
        _unredirect = Prepare("DELETE FROM redirect WHERE id = $1", 1);
        _remove = Prepare("INSERT OR REPLACE INTO removed (id, sequence) VALUES ($1, $2)", 2);
        _unremove = Prepare("DELETE FROM removed WHERE id = $1", 1);
        _writeSequence = Prepare("UPDATE counter SET value = $1 WHERE name = 'sequence'", 1);
        _deleteRelated = [.. Related.Select(table => Prepare($"DELETE FROM {table} WHERE paper = $1", 1))];
        using var current = Prepare("SELECT value FROM counter WHERE name = 'sequence'", 0);
        _sequence = current.Number();
    }

    public long Insert(Merged paper)
    {
        _unremove.Run(paper.Id);
        return _insert.Number(Columns(paper, ++_sequence));
    }

    public void Update(long number, Merged paper)
    {
        _unremove.Run(paper.Id);
        _update.Run([.. Columns(paper, ++_sequence), number]);
    }

    /// <summary>Deletes a paper; what is derived from it goes with it, and the index is told.</summary>
    public void Delete(long number)
    {
        _remove.Run(IdOf(number), ++_sequence);
        _delete.Run(number);
    }

    /// <summary>Makes the lost id lead to the one that stays, together with all that led to the lost one.</summary>
    public void Redirect(string lost, string kept)
    {
        _remove.Run(lost, ++_sequence);
        _forward.Run(lost, kept);
        _redirect.Run(lost, kept);
        _unredirect.Run(kept);
    }

    public string IdOf(long number)
    {
        using var reader = _idOf.Query(number);
        return reader.Read() ? reader.GetString(0) : throw new InvalidOperationException($"There is no paper number {number}.");
    }

    public IReadOnlyList<long> WithKey(string key)
    {
        using var reader = _withKey.Query(key);
        var papers = new List<long>();
        while (reader.Read())
            papers.Add(reader.GetInt64(0));
        return papers;
    }

    public IReadOnlyList<string> KeysOf(long number)
    {
        using var reader = _keysOf.Query(number);
        var keys = new List<string>();
        while (reader.Read())
            keys.Add(reader.GetString(0));
        return keys;
    }

    public void DeleteRelated(long number)
    {
        foreach (var statement in _deleteRelated)
            statement.Run(number);
    }

    public void WriteRelated(long number, Merged paper, IReadOnlyCollection<string> keys)
    {
        foreach (var key in keys)
            _key.Run(key, number);
        foreach (var appearance in paper.Appearances)
        {
            _appearance.Run(
                appearance.Day.ToSql(), PaperColumns.Name(appearance.Kind), number, appearance.Source, appearance.Upvotes,
                paper.Interest);
        }

        for (var i = 0; i < paper.Authors.Count; i++)
        {
            var name = AuthorName.Parse(paper.Authors[i]);
            _author.Run(name.Slug, number, i, name.Display);
        }

        var day = paper.Day?.ToSql() ?? paper.Published?.ToString() ?? "";
        foreach (var category in paper.Categories)
            _category.Run(category, day, number);
    }

    public void WriteSequence() => _writeSequence.Run(_sequence);

    public void Dispose() => _all.ForEach(statement => statement.Dispose());

    private static object?[] Columns(Merged paper, long sequence) =>
    [
        paper.Id, paper.Title, paper.Abstract, Json(paper.Authors), Json(paper.Categories), Json(paper.Keywords),
        paper.Published?.ToString(), paper.Day?.ToSql(), paper.Upvotes, paper.Comments, paper.Stars, paper.Repository,
        paper.ProjectPage, paper.Organization, paper.Venue, paper.Doi, paper.Comment, paper.Invented, sequence,
    ];

    private static string Json(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? "[]" : JsonSerializer.Serialize(texts);

    private Statement Prepare(string sql, int parameters)
    {
        var statement = new Statement(_connection, _transaction, sql, parameters);
        _all.Add(statement);
        return statement;
    }
}
