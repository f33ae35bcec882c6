using Dapper;
using Paperboy.Readers.Accounts;
using Paperboy.Storage;

namespace Paperboy.Readers.Choices;

/// <summary>Whom or what a reader follows.</summary>
public enum FollowKind
{
    /// <summary>An author of papers, by the slug of the page.</summary>
    Author,

    /// <summary>A category, by its name.</summary>
    Category,

    /// <summary>Another reader, by the handle of the account.</summary>
    Reader,

    /// <summary>A query, as it is typed into the search field.</summary>
    Query,
}

/// <param name="Kind">Whether an author, a category, a reader or a query.</param>
/// <param name="Target">What stands in its address.</param>
/// <param name="Title">As it is shown.</param>
public sealed record Follow(FollowKind Kind, string Target, string Title);

/// <summary>What readers follow. Only they see it.</summary>
public sealed class FollowStore(Database database, TimeProvider time)
{
    /// <summary>The most that one reader follows: the page of what is new asks for each.</summary>
    public const int Most = 200;

    /// <summary>Follows something; twice is once. False when the account follows as much as one may.</summary>
    public bool Add(Account account, Follow follow)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(follow);
        return database.Write((connection, transaction) =>
        {
            connection.Execute(
                $"""
                INSERT INTO follow (account, kind, target, title, at) SELECT $account, $kind, $target, $title, $now
                WHERE (SELECT COUNT(*) FROM follow WHERE account = $account) < {Most}
                ON CONFLICT DO UPDATE SET title = excluded.title
                """,
                new { account = account.Number, kind = Name(follow.Kind), target = follow.Target, title = follow.Title, now = time.GetUtcNow().ToSql() },
                transaction);
            return connection.ExecuteScalar<bool>(Exists, new { account = account.Number, kind = Name(follow.Kind), target = follow.Target }, transaction);
        });
    }

    /// <summary>Follows it no more.</summary>
    public void Remove(Account account, FollowKind kind, string target)
    {
        ArgumentNullException.ThrowIfNull(account);
        database.Write((connection, transaction) => connection.Execute(
            "DELETE FROM follow WHERE account = $account AND kind = $kind AND target = $target",
            new { account = account.Number, kind = Name(kind), target },
            transaction));
    }

    public bool IsFollowing(Account account, FollowKind kind, string target)
    {
        ArgumentNullException.ThrowIfNull(account);
        using var connection = database.Read();
        return connection.ExecuteScalar<bool>(Exists, new { account = account.Number, kind = Name(kind), target });
    }

    /// <summary>All that an account follows, by kind and title.</summary>
    public IReadOnlyList<Follow> Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        using var connection = database.Read();
        return [.. connection.Query<(string Kind, string Target, string Title)>(
            "SELECT kind, target, title FROM follow WHERE account = $account ORDER BY kind, title, target", new { account = account.Number })
            .Select(row => new Follow(Enum.Parse<FollowKind>(row.Kind, ignoreCase: true), row.Target, row.Title))];
    }

    private const string Exists = "SELECT EXISTS (SELECT 1 FROM follow WHERE account = $account AND kind = $kind AND target = $target)";

#pragma warning disable CA1308 // the catalog's own words are in lower case
    private static string Name(FollowKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
