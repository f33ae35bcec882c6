using Paperboy.Community;
using Paperboy.Daily;
using Paperboy.Daily.Desk;
using Paperboy.Daily.Trending;
using Paperboy.Discover;
using Paperboy.Discover.Drafts;
using Paperboy.Discover.Following;
using Paperboy.Discover.Like;
using Paperboy.Harvest.Sample;
using Paperboy.Harvest.Status;
using Paperboy.Harvest.Upload;
using Paperboy.Readers;
using Paperboy.Upkeep;
using Paperboy.Web;

namespace Paperboy;

/// <summary>Every address that Paperboy answers, and the file that answers it.</summary>
internal static class Routes
{
    public static void Map(WebApplication app)
    {
        EditionEndpoint.Map(app);
        DeskEndpoint.Map(app);
        TrendingEndpoint.Map(app);
        SearchEndpoint.Map(app);
        SuggestEndpoint.Map(app);
        PaperEndpoint.Map(app);
        LikeEndpoint.Map(app);
        DraftEndpoint.Map(app);
        AuthorEndpoint.Map(app);
        CategoryEndpoint.Map(app);
        FollowingEndpoint.Map(app);
        HarvestEndpoint.Map(app);
        app.MapPost("/import", UploadEndpoint.Post).ChecksFormToken();
        app.MapPage("/import/{id}", ImportProgressEndpoint.Page);
        app.MapPage("/import/{id}.json", ImportProgressEndpoint.Json);
        app.MapPost("/sample", SampleEndpoint.Add);
        app.MapPost("/sample/remove", SampleEndpoint.Remove);
        app.MapPage("/health", HealthEndpoint.Get);
        app.MapReaders();
        app.MapCommunity();
    }
}
