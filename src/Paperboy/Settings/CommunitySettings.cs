using System.Globalization;

namespace Paperboy.Settings;

/// <summary>How much one account may do; one network address may do five times as much.</summary>
/// <param name="ChoicesPerHour">Votes, saves and follows, and taking them back.</param>
/// <param name="CommentsPerHour">Comments and changes of them.</param>
/// <param name="ReportsPerHour">Reports to the curators.</param>
/// <param name="SubmissionsPerDay">Papers to be fetched, and claims of authorship.</param>
public sealed record CommunitySettings(int ChoicesPerHour, int CommentsPerHour, int ReportsPerHour, int SubmissionsPerDay)
{
    internal static readonly IReadOnlyList<Setting> Table =
    [
        Limit("ChoicesPerHour", "300", "How often one account may vote, save and follow, or take it back, in an hour; one network address five times as often."),
        Limit("CommentsPerHour", "20", "How many comments one account may write or change in an hour; one network address five times as many."),
        Limit("ReportsPerHour", "20", "How much one account may report to the curators in an hour; one network address five times as much."),
        Limit("SubmissionsPerDay", "10", "How many papers one account may submit, or claim to be an author of, in a day; one network address five times as many."),
    ];

    internal static CommunitySettings From(Func<string, string> value) => new(
        PaperboySettings.Number(value("Community:ChoicesPerHour")),
        PaperboySettings.Number(value("Community:CommentsPerHour")),
        PaperboySettings.Number(value("Community:ReportsPerHour")),
        PaperboySettings.Number(value("Community:SubmissionsPerDay")));

    private static Setting Limit(string name, string normal, string words) => new(
        "Community:" + name, normal, words, "a whole number from 1 to 100000",
        v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100_000);
}
