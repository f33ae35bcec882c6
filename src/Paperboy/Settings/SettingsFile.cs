using System.Text;
using System.Text.Json;
using Paperboy.Storage;

namespace Paperboy.Settings;

/// <summary>The two texts that describe the settings: the commented file in the data folder, and docs/settings.md.</summary>
internal static class SettingsFile
{
    /// <summary>Writes the commented file with every default, when there is none. Every line of it is a comment until edited.</summary>
    public static void WriteIfMissing(DataFolder folder)
    {
        if (File.Exists(folder.Settings))
            return;

        // Aside, then renamed: half a file, left by a full disk, would stop every later start.
        var partial = folder.Settings + ".partial";
        using (var stream = PrivateFile.Create(partial))
            stream.Write(Encoding.UTF8.GetBytes(Commented()));
        File.Move(partial, folder.Settings, overwrite: true);
    }

    public static string Commented()
    {
        var text = new StringBuilder()
            .Append("// Paperboy's settings. Take away the // before a line to change it, then start Paperboy again.\n")
            .Append("// The environment counts more: PAPERBOY_Server__Address=... and so on.\n{\n");
        foreach (var setting in SettingsTable.All)
        {
            text.Append("  // ").Append(setting.Meaning).Append(" Allowed: ").Append(setting.Allowed).Append(".\n")
                .Append("  // \"").Append(setting.Name).Append("\": ").Append(Json(setting.Default)).Append(",\n");
        }

        return text.Append("}\n").ToString();
    }

    public static string Document()
    {
        var text = new StringBuilder()
            .Append("# Settings\n\n")
            .Append("Settings stand in `paperboy.json` in the data folder (written on the first start, with every default as a\n")
            .Append("comment) and in environment variables, which count more. A wrong value or an unknown name stops the start\n")
            .Append("with the setting's name, the value and what is allowed. This page is made from the code, and a test holds it.\n\n")
            .Append("| setting | in the environment | default | meaning | allowed |\n|---|---|---|---|---|\n");
        foreach (var setting in SettingsTable.All)
        {
            var value = setting.Default.Length == 0 ? "" : $"`{setting.Default}`";
            text.AppendJoin(" | ", $"| `{setting.Name}`", $"`{setting.EnvironmentName}`", value, setting.Meaning, setting.Allowed)
                .Append(" |\n");
        }

        return text.ToString();
    }

    private static string Json(string value) => $"\"{JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
