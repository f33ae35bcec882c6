using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Paperboy.Catalog;

namespace Paperboy.Harvest.Files;

/// <summary>Makes of records what may be given to everybody: without the abstracts whose licence does not allow it (<see cref="Licences"/>).</summary>
internal sealed class PublicRecords
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How many records lost their abstract.</summary>
    public long LeftOut { get; private set; }

    /// <summary>The record's JSON object: as it came, or without its abstract.</summary>
    public string Public(string body)
    {
        var record = RecordJson.Read(body);
        if (record.Abstract.Length == 0 || Licences.MayPassOnAbstract(record))
            return body;
        LeftOut++;
        var fields = JsonNode.Parse(body)!.AsObject();
        fields.Remove("abstract");
        return fields.ToJsonString(Form);
    }
}
