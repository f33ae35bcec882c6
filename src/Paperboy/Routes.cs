using Paperboy.Daily;
using Paperboy.Discover;

namespace Paperboy;

/// <summary>Every address that Paperboy answers, and the file that answers it.</summary>
internal static class Routes
{
    public static void Map(WebApplication app)
    {
        EditionEndpoint.Map(app);
        SearchEndpoint.Map(app);
        PaperEndpoint.Map(app);
        AuthorEndpoint.Map(app);
        CategoryEndpoint.Map(app);
        app.MapGet("/health", () => Results.Text("ok"));
    }
}
