using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Paperboy.Storage;

/// <summary>
/// One SQL statement on SQLite's own interface, compiled when it is first run and then run for each of many thousand rows:
/// nothing is allocated but what is read, and UTF-8 is bound as it is. A <see cref="Statement"/> is plainer where that does not
/// count. Parameters are positional, from 1 on: <c>?1</c>, <c>?2</c>; columns are counted from 0 on.
/// </summary>
internal sealed class PreparedStatement(SqliteConnection connection, string sql) : IDisposable
{
    private sqlite3_stmt? _compiled;
    private byte[] _utf8 = new byte[256];

    public PreparedStatement Bind(int place, string? text)
    {
        if (text is null)
            return BindNull(place);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
            _utf8 = new byte[most];
        return Bind(place, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)));
    }

    /// <summary>Binds a text that is UTF-8 already.</summary>
    public PreparedStatement Bind(int place, ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, which SQLite would take for NULL.
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(Compiled, place, "") : raw.sqlite3_bind_text(Compiled, place, utf8));
        return this;
    }

    public PreparedStatement BindBytes(int place, byte[]? bytes)
    {
        if (bytes is null)
            return BindNull(place);
        Check(raw.sqlite3_bind_blob(Compiled, place, bytes));
        return this;
    }

    public PreparedStatement Bind(int place, long? number)
    {
        if (number is not { } known)
            return BindNull(place);
        Check(raw.sqlite3_bind_int64(Compiled, place, known));
        return this;
    }

    /// <summary>Runs to the end. The values stay bound.</summary>
    public void Run()
    {
        while (Next())
        {
            // a statement that returns rows must be stepped through to have its effect
        }
    }

    /// <summary>Runs an INSERT; returns the number of the row.</summary>
    public long Insert()
    {
        Run();
        return raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    /// <summary>Goes to the next row, first of all to the first; false behind the last.</summary>
    public bool Next()
    {
        var result = raw.sqlite3_step(Compiled);
        if (result == raw.SQLITE_ROW)
            return true;
        Reset();
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
        return false;
    }

    /// <summary>Leaves the remaining rows unread.</summary>
    public void Reset() => _ = raw.sqlite3_reset(Compiled); // repeats the error of the last step, which was thrown there

    public long Number(int column) => raw.sqlite3_column_int64(Compiled, column);

    public string Text(int column) => raw.sqlite3_column_text(Compiled, column).utf8_to_string();

    /// <summary>Null where the column is.</summary>
    public byte[]? Bytes(int column) =>
        raw.sqlite3_column_type(Compiled, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_blob(Compiled, column).ToArray();

    public void Dispose() => _compiled?.Dispose();

    private sqlite3_stmt Compiled
    {
        get
        {
            if (_compiled is not null)
                return _compiled;
            Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out var compiled));
            return _compiled = compiled;
        }
    }

    private PreparedStatement BindNull(int place)
    {
        Check(raw.sqlite3_bind_null(Compiled, place));
        return this;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }
}
