using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Paperboy.Readers.Accounts;
using Paperboy.Storage;

namespace Paperboy.Readers.Personal;

/// <summary>All that is kept of a person, as JSON: an object with an array for each table, and in it an object for each row.</summary>
public sealed class PersonalExport(Database database, IEnumerable<IPersonalData> rooms)
{
    // Names and comments stay readable; it is a file, and no page.
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>UTF-8.</returns>
    public byte[] Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        using var connection = database.Read();
        // One moment for all tables.
        using var transaction = connection.BeginTransaction(deferred: true);
        if (Deletions.Find(connection, transaction, account.Handle) is not { } person)
            return "{}"u8.ToArray();
        var tables = rooms.SelectMany(room => room.Tables).ToDictionary(
            table => table.Name,
            table => connection.Query(table.Export, person, transaction).Cast<IDictionary<string, object?>>().ToList());
        return JsonSerializer.SerializeToUtf8Bytes(tables, Form);
    }
}
