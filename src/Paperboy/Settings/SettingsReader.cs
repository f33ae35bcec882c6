using System.Text.RegularExpressions;
using Paperboy.Storage;

namespace Paperboy.Settings;

/// <summary>
/// Reads the settings from the data folder's <c>paperboy.json</c>, then from the environment (<c>PAPERBOY_...</c>),
/// then from arguments; the later one counts. A wrong or unknown setting stops the start.
/// </summary>
public static partial class SettingsReader
{
    public const string EnvironmentPrefix = "PAPERBOY_";

    /// <exception cref="SettingsException">Names each setting that is wrong, its value, and what is allowed.</exception>
    public static PaperboySettings Read(DataFolder folder, IReadOnlyDictionary<string, string?>? arguments = null)
    {
        IConfigurationRoot configuration;
        try
        {
            configuration = new ConfigurationBuilder()
                .AddJsonFile(folder.Settings, optional: true, reloadOnChange: false)
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(arguments ?? new Dictionary<string, string?>())
                .Build();
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new SettingsException([$"{folder.Settings} is not readable as JSON: {e.InnerException?.Message ?? e.Message}"]);
        }

        return From(configuration);
    }

    internal static PaperboySettings From(IConfiguration configuration)
    {
        var faults = new List<string>();
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in SettingsTable.All)
        {
            var value = configuration[setting.Name] ?? setting.Default;
            values[setting.Name] = value;
            if (!setting.Accepts(value))
                faults.Add($"{setting.Name} is {Shown(setting, value)}; allowed is {setting.Allowed}.");
        }

        faults.AddRange(Unknown(configuration, values));
        faults.AddRange(Together(values));
        faults.AddRange(AccountsSettings.Faults(values));
        return faults.Count == 0
            ? PaperboySettings.From(name => values[name])
            : throw new SettingsException(faults);
    }

    private static IEnumerable<string> Together(Dictionary<string, string> values)
    {
        if (values["Mail:Transport"] != "none" && values["Server:PublicAddress"].Length == 0)
        {
            yield return $"Mail:Transport is \"{values["Mail:Transport"]}\", but Server:PublicAddress is not set: "
                + "mails need the address under which readers reach Paperboy, such as https://papers.example.org.";
        }

        var kind = values["Embeddings:Kind"];
        if (kind == "openai" && values["Embeddings:Address"].Length == 0)
            yield return "Embeddings:Kind is \"openai\", but Embeddings:Address is not set: texts are sent to nobody who is not named.";
        if (kind is "openai" or "ollama" && values["Embeddings:Model"].Length == 0)
            yield return $"Embeddings:Kind is \"{kind}\", but Embeddings:Model is not set, such as nomic-embed-text.";
        if (values["Embeddings:Key"].Length > 0 && values["Embeddings:KeyFile"].Length > 0)
            yield return "Embeddings:Key and Embeddings:KeyFile are both set; one key is enough.";
    }

    private static IEnumerable<string> Unknown(IConfiguration configuration, Dictionary<string, string> known) =>
        from pair in configuration.AsEnumerable()
        where pair.Value is not null && !known.ContainsKey(pair.Key)
            && !IsOtherVariable(pair.Key)
        let nearest = Nearest(pair.Key)
        select $"{pair.Key} is not a setting{(nearest is null ? "." : $"; did you mean {nearest}?")} docs/settings.md lists them.";

    // PAPERBOY_DATA and the switches of the tests: settings have a section, PAPERBOY_Section__Name. A name that only lacks
    // an underscore is a setting that would be passed over in silence.
    private static bool IsOtherVariable(string name) =>
        !name.Contains(':', StringComparison.Ordinal) && Nearest(name) is null
        && Environment.GetEnvironmentVariables().Keys.Cast<string>().Contains(EnvironmentPrefix + name, StringComparer.OrdinalIgnoreCase);

    private static string? Nearest(string name)
    {
        var last = name[(name.LastIndexOf(':') + 1)..];
        return SettingsTable.All.Select(s => s.Name).FirstOrDefault(
            n => n.EndsWith(":" + last, StringComparison.OrdinalIgnoreCase)
                || string.Equals(n.Replace(":", "", StringComparison.Ordinal), name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
    }

    // An address may carry a user's password.
    private static string Shown(Setting setting, string value) =>
        setting.Secret ? "not fit" : $"\"{UserOfAddress().Replace(value, "://***@")}\"";

    [GeneratedRegex("://[^/\\s]*@")]
    private static partial Regex UserOfAddress();
}

/// <summary>One or more settings are wrong.</summary>
public sealed class SettingsException(IReadOnlyList<string> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
