namespace Paperboy.Settings;

/// <summary>One setting: what it is called, what it means, what it may be. Documents, checks and the sample file all come from this.</summary>
/// <param name="Name">Section:Name, as in the configuration; in the environment PAPERBOY_Section__Name.</param>
/// <param name="Default">The value when nobody sets it; may be empty.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Allowed">What values are allowed, in words.</param>
/// <param name="Accepts">Whether a value is allowed.</param>
/// <param name="Secret">True when the value must never be shown or logged.</param>
internal sealed record Setting(
    string Name, string Default, string Meaning, string Allowed, Func<string, bool> Accepts, bool Secret = false)
{
    public string EnvironmentName => SettingsReader.EnvironmentPrefix + Name.Replace(":", "__", StringComparison.Ordinal);
}
