using System.Globalization;
using Paperboy.Web;

namespace Paperboy.Daily.Desk;

/// <summary>What a form of the desk asks for.</summary>
/// <param name="Version">Of the desk that the form was made from.</param>
/// <param name="Act">What is to be done; null with a fault.</param>
/// <param name="Fault">Why it cannot be done, in words.</param>
/// <param name="Query">What was searched for, to come back to.</param>
/// <param name="Page">Likewise.</param>
/// <param name="Fields">As they were sent, so that the same can be sent again.</param>
public sealed record DeskForm(
    long Version, DeskAct? Act, string? Fault, string Query, int Page, IReadOnlyList<(string Name, string Value)> Fields)
{
    private static readonly string[] Repeated = ["do", "paper", "papers", "place", "note", "q", "p"];

    /// <summary>Reads it; null where it is no form of the desk.</summary>
    internal static async Task<DeskForm?> ReadAsync(HttpContext http, CuratorsDesk desk)
    {
        if (await FieldsAsync(http) is not { } fields || !long.TryParse(fields["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return null;
        var form = new DeskForm(
            version, null, null, fields["q"].ToString(), PageRoutes.PageNumber(fields["p"], 100_000) ?? 1,
            [.. Repeated.SelectMany(name => fields[name].Select(value => (name, value ?? "")))]);
        int? place = null;
        if (fields["place"].ToString() is { Length: > 0 } typed)
        {
            if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return form with { Fault = $"A place is a whole number from 1 on, not “{typed}”." };
            place = number;
        }

        var paper = fields["paper"].ToString();
        var note = fields["note"].ToString();
        return fields["do"].ToString() switch
        {
            "pick" => desk.IdOf(paper) is { } id
                ? form with { Act = new DeskAct.Pick(id, place, note) }
                : form with { Fault = paper.Trim().Length == 0 ? "An id or an address of a paper is needed." : $"The catalog has no paper “{paper}”." },
            "unpick" => form with { Act = new DeskAct.Unpick(paper) },
            "up" => form with { Act = new DeskAct.Step(paper, -1) },
            "down" => form with { Act = new DeskAct.Step(paper, 1) },
            "save" => form with { Act = new DeskAct.Revise(paper, place, note) },
            "arrange" => form with { Act = new DeskAct.Arrange([.. fields["papers"].OfType<string>()]) },
            "leave-out" => desk.IdOf(paper) is { } id ? form with { Act = new DeskAct.LeaveOut(id) } : null,
            "take-in" => form with { Act = new DeskAct.TakeIn(paper) },
            _ => null,
        };
    }

    private static async Task<IFormCollection?> FieldsAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return null;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
