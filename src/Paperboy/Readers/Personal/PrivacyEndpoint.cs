using Microsoft.AspNetCore.Http.HttpResults;

namespace Paperboy.Readers.Personal;

/// <summary><c>/privacy</c>: what is kept of people, by what the rooms say of their tables.</summary>
internal static class PrivacyEndpoint
{
    public const string Address = "/privacy";

    public static RazorComponentResult<PrivacyPage> Show(IEnumerable<IPersonalData> rooms) =>
        new(new { Tables = (IReadOnlyList<PersonalTable>)[.. rooms.SelectMany(room => room.Tables)] });
}
