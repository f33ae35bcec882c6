namespace Paperboy;

/// <summary>Every address that Paperboy answers, and the file that answers it.</summary>
internal static class Routes
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health", () => Results.Text("ok"));
    }
}
