using Microsoft.Data.Sqlite;

namespace Paperboy.Readers.Personal;

/// <summary>
/// What a room keeps of people. The page on privacy tells of it, a reader's export holds it, and a reader's deletion deletes it.
/// An implementation takes no <see cref="Storage.Database"/>: deletions are applied again while a catalog is being opened.
/// </summary>
public interface IPersonalData
{
    /// <summary>The tables that say something of a person, for the page on privacy and for the export.</summary>
    IReadOnlyList<PersonalTable> Tables { get; }

    /// <summary>Deletes all of it, or takes the person out of what must stay.</summary>
    /// <param name="connection">Of the transaction.</param>
    /// <param name="transaction">In which everything of the person goes.</param>
    /// <param name="person">Whose it is. The account itself goes last, by the room of accounts.</param>
    /// <param name="anonymous">The number of a fresh actor that leads to nobody: rows that stay for others' sake move to it.</param>
    void Delete(SqliteConnection connection, SqliteTransaction transaction, Person person, long anonymous);
}

/// <summary>A table that says something of a person.</summary>
/// <param name="Name">The table's.</param>
/// <param name="What">What it says, as the page on privacy tells it: a phrase.</param>
/// <param name="Why">What for: a sentence.</param>
/// <param name="HowLong">Until when: a sentence.</param>
/// <param name="Export">
/// A query for a person's rows, in words that a person understands and without what lets somebody in. Its parameters are those
/// of <see cref="Person"/>: $Account, $Actor, $Reader, $AddressKey.
/// </param>
public sealed record PersonalTable(string Name, string What, string Why, string HowLong, string Export);

/// <summary>By what the tables know a person.</summary>
/// <param name="Account">The account's number.</param>
/// <param name="Handle">The account's random name.</param>
/// <param name="Actor">Whose events the account's are.</param>
/// <param name="Reader">The number of the reader whose address it has; null without one.</param>
/// <param name="AddressKey">By which that address is recognised (<see cref="ReaderAddress.Key"/>); null without one.</param>
public sealed record Person(long Account, string Handle, long Actor, long? Reader, string? AddressKey);
