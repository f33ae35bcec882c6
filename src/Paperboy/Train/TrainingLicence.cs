using System.Text.Json;

namespace Paperboy.Train;

/// <summary>
/// Whether a record may be trained on for a model that anybody may use for anything. arXiv dedicates its metadata to the
/// public domain (CC0), the records of the daily papers are Apache-2.0, and the ACL Anthology is CC BY 4.0 from 2016 on;
/// before, CC BY-NC-SA 3.0. The proceedings of LREC (CC BY-NC) and of EAMT (CC BY-NC-ND, CC BY-ND) keep their own licences
/// there. Whatever is of another source has an unknown licence.
/// </summary>
internal static class TrainingLicence
{
    private const string FirstOpenYear = "2016";

    private static readonly string[] OwnLicence =
        ["LREC", "Language Resources and Evaluation", "European Association for Machine Translation", "EAMT"];

    public static bool Allows(JsonElement record) => Text(record, "source") switch
    {
        "arxiv" or "hf" => true,
        "acl" => string.CompareOrdinal(Text(record, "published"), FirstOpenYear) >= 0
            && !OwnLicence.Any(name => Text(record, "venue").Contains(name, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    /// <summary>A text of a record; empty where there is none.</summary>
    public static string Text(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
