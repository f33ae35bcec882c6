using Microsoft.Data.Sqlite;
using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>The table of papers, its redirects and what is derived beside it, within one transaction.</summary>
internal sealed class PaperRows : IDisposable
{
    private readonly List<PreparedStatement> _all = [];
    private readonly SqliteConnection _connection;
    private readonly DerivedRows _derived;
    private readonly TakedownKeys _takenDown;
    private readonly PreparedStatement _insert, _update, _rename, _delete, _read, _hide;
    private readonly PreparedStatement _redirect, _forward, _unredirect, _remove, _unremove, _writeSequence;
    private long _sequence;
    private bool _hasRemoved;

    public PaperRows(SqliteConnection connection)
    {
        _connection = connection;
        _derived = new DerivedRows(connection);
        _takenDown = new TakedownKeys(connection);
        _insert = Prepare(
            """
            INSERT INTO paper (title, abstract, authors, categories, keywords, published, day, upvotes, comments, stars,
              repository, project_page, organization, venue, doi, comment, invented, keys, editions, sequence, id,
              license, version, versions, citations, influential_citations, citations_source, citations_day, tldr, tldr_source,
              topics, retracted, withdrawn, origins, rules)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
              ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35)
            """);
        _update = Prepare(
            """
            UPDATE paper SET title = ?1, abstract = ?2, authors = ?3, categories = ?4, keywords = ?5, published = ?6,
              day = ?7, upvotes = ?8, comments = ?9, stars = ?10, repository = ?11, project_page = ?12, organization = ?13,
              venue = ?14, doi = ?15, comment = ?16, invented = ?17, keys = ?18, editions = ?19, sequence = ?20,
              license = ?22, version = ?23, versions = ?24, citations = ?25, influential_citations = ?26, citations_source = ?27,
              citations_day = ?28, tldr = ?29, tldr_source = ?30, topics = ?31, retracted = ?32, withdrawn = ?33, origins = ?34,
              rules = ?35 WHERE number = ?21
            """);
        _rename = Prepare("UPDATE paper SET id = ?1 WHERE number = ?2");
        _delete = Prepare("DELETE FROM paper WHERE number = ?1");
        _read = Prepare("SELECT id, keys, editions, hidden FROM paper WHERE number = ?1");
        _hide = Prepare("UPDATE paper SET hidden = 1, editions = '[]' WHERE number = ?1");
        _redirect = Prepare("INSERT OR REPLACE INTO redirect (id, paper_id) VALUES (?1, ?2)");
        _forward = Prepare("UPDATE redirect SET paper_id = ?2 WHERE paper_id = ?1");
        _unredirect = Prepare("DELETE FROM redirect WHERE id = ?1");
        _remove = Prepare("INSERT OR REPLACE INTO removed (id, sequence) VALUES (?1, ?2)");
        _unremove = Prepare("DELETE FROM removed WHERE id = ?1");
        _writeSequence = Prepare("UPDATE counter SET value = ?1 WHERE name = 'sequence'");
        _sequence = connection.Number("SELECT value FROM counter WHERE name = 'sequence'");
        _hasRemoved = connection.Number("SELECT EXISTS (SELECT 1 FROM removed)") != 0;
    }

    public long Insert(PaperRow row)
    {
        Unremove(row.Paper.Id);
        var number = Bind(_insert, row).Bind(21, row.Paper.Id).Insert();
        _derived.Insert(number, row);
        if (_takenDown.Name(row))
            Hide(number, row.Editions);
        return number;
    }

    public void Update(long number, PaperRow row)
    {
        var before = Read(number);
        if (before.Id != row.Paper.Id)
        {
            // Joined papers may carry the id that this one takes over; it is free again by now.
            Redirect(before.Id, row.Paper.Id);
            _rename.Bind(1, row.Paper.Id).Bind(2, number).Run();
        }

        Unremove(row.Paper.Id);
        Bind(_update, row).Bind(21, number).Run();
        _derived.Update(number, row, before.Keys, before.Editions);
        if (before.Hidden)
            Hide(number, row.Editions);
    }

    /// <summary>Whether a curator took the paper down.</summary>
    public bool IsHidden(long number) => Read(number).Hidden;

    /// <summary>Takes a paper from all editions; the queue tells the index to forget it when the paper is written next.</summary>
    public void Hide(long number) => Hide(number, Read(number).Editions);

    /// <summary>Deletes a paper and what is derived from it; the index is told.</summary>
    public void Delete(long number)
    {
        var before = Read(number);
        Remove(before.Id);
        _derived.Delete(number, before.Keys, before.Editions);
        _delete.Bind(1, number).Run();
    }

    /// <summary>Makes the lost id lead to the one that stays, together with all that led to the lost one.</summary>
    public void Redirect(string lost, string kept)
    {
        Remove(lost);
        _forward.Bind(1, lost).Bind(2, kept).Run();
        _redirect.Bind(1, lost).Bind(2, kept).Run();
        _unredirect.Bind(1, kept).Run();
    }

    /// <summary>An id leads nowhere else any more: it is a paper's own again.</summary>
    public void Unredirect(string id) => _unredirect.Bind(1, id).Run();

    public string IdOf(long number) => Read(number).Id;

    public PaperKeys KeysOf(long number) => PaperKeys.FromJson(Read(number).Keys);

    /// <summary>The papers that share a key with these or look alike, in the order of their numbers.</summary>
    public SortedSet<long> With(PaperKeys keys)
    {
        var papers = new SortedSet<long>();
        _derived.Find(keys, papers);
        return papers;
    }

    /// <summary>Writes the sequence that was reached. Call once, before the commit.</summary>
    public void Complete()
    {
        _derived.Complete();
        _writeSequence.Bind(1, _sequence).Run();
    }

    public void Dispose()
    {
        _derived.Dispose();
        _takenDown.Dispose();
        _all.ForEach(statement => statement.Dispose());
    }

    private void Hide(long number, string editions)
    {
        _derived.DeleteAppearances(number, editions);
        _hide.Bind(1, number).Run();
    }

    private (string Id, string Keys, string Editions, bool Hidden) Read(long number)
    {
        if (!_read.Bind(1, number).Next())
            throw new InvalidOperationException($"There is no paper number {number}.");
        var row = (_read.Text(0), _read.Text(1), _read.Text(2), _read.Number(3) != 0);
        _read.Reset();
        return row;
    }

    private void Remove(string id)
    {
        _remove.Bind(1, id).Bind(2, ++_sequence).Run();
        _hasRemoved = true;
    }

    private void Unremove(string id)
    {
        if (_hasRemoved)
            _unremove.Bind(1, id).Run();
    }

    private PreparedStatement Bind(PreparedStatement statement, PaperRow row)
    {
        var paper = row.Paper;
        BindLater(statement, row);
        return statement.Bind(1, paper.Title).Bind(2, paper.Abstract).Bind(3, row.Authors).Bind(4, row.Categories)
            .Bind(5, row.Keywords).Bind(6, paper.Published?.ToString()).Bind(7, paper.Day?.ToSql()).Bind(8, paper.Upvotes)
            .Bind(9, paper.Comments).Bind(10, paper.Stars).Bind(11, paper.Repository).Bind(12, paper.ProjectPage)
            .Bind(13, paper.Organization).Bind(14, paper.Venue).Bind(15, paper.Doi).Bind(16, paper.Comment)
            .Bind(17, paper.Invented ? 1 : 0).Bind(18, row.KeysJson).Bind(19, row.Editions).Bind(20, ++_sequence);
    }

    private static void BindLater(PreparedStatement statement, PaperRow row)
    {
        var paper = row.Paper;
        statement.Bind(22, paper.License).Bind(23, paper.Version).Bind(24, row.Versions).Bind(25, paper.Citations?.Count)
            .Bind(26, paper.Citations?.Influential).Bind(27, paper.Citations?.Source).Bind(28, paper.Citations?.Day?.ToSql())
            .Bind(29, paper.Tldr?.Text).Bind(30, paper.Tldr?.Source).Bind(31, row.Topics).Bind(32, paper.Retracted ? 1 : 0)
            .Bind(33, paper.Withdrawn ? 1 : 0).Bind(34, row.Origins).Bind(35, PaperMerge.Rules);
    }

    private PreparedStatement Prepare(string sql)
    {
        var statement = new PreparedStatement(_connection, sql);
        _all.Add(statement);
        return statement;
    }
}
