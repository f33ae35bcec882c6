using Paperboy.Storage;

namespace Paperboy.Catalog;

/// <summary>The number of the catalog's last change of a paper: as long as it stays, so does all that follows from papers.</summary>
public sealed class CatalogSequence(Database database)
{
    public long Current()
    {
        using var connection = database.Read();
        return connection.Number("SELECT value FROM counter WHERE name = 'sequence'");
    }
}
