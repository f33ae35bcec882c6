using Microsoft.Extensions.Configuration;
using Paperboy.Settings;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Settings;

public sealed class SettingsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_file_the_defaults_hold_and_only_this_machine_can_reach_it()
    {
        var settings = SettingsReader.Read(_folder.Data);
        Assert.Equal(new Uri("http://127.0.0.1:8080"), settings.Server.Address);
        Assert.Equal("none", settings.Mail.Transport);
    }

    [Fact]
    public void The_file_that_the_first_start_writes_is_read_back_as_the_defaults()
    {
        SettingsFile.WriteIfMissing(_folder.Data);
        Assert.Equal(SettingsReader.Read(_folder.Data).ToString(), SettingsReader.From(Configuration()).ToString());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Data.Settings));
    }

    [Fact]
    public void Every_line_of_the_file_is_a_valid_setting_once_its_comment_is_taken_away()
    {
        var lines = SettingsFile.Commented().Split('\n').Select(l => l.TrimStart().StartsWith("// \"", StringComparison.Ordinal) ? l.Replace("// ", "", StringComparison.Ordinal) : l);
        File.WriteAllLines(_folder.Data.Settings, lines);
        Assert.Equal(7, SettingsReader.Read(_folder.Data).Digest.Hour);
    }

    [Theory]
    [InlineData("Digest:Hour", "24", "Digest:Hour is \"24\"; allowed is a whole number from 0 to 23.")]
    [InlineData("Digest:TimeZone", "Mars/Base", "Digest:TimeZone is \"Mars/Base\"; allowed is a name of the IANA time zone database, such as Europe/Berlin.")]
    [InlineData("Server:Address", "ftp://x", "Server:Address is \"ftp://x\"; allowed is an http address with a port, such as http://127.0.0.1:8080.")]
    [InlineData("Mail:Transport", "pigeon", "Mail:Transport is \"pigeon\"; allowed is none, folder or smtp.")]
    [InlineData("Mail:Transport", "smtp", "but Server:PublicAddress is not set")]
    [InlineData("Digest:Hours", "7", "Digest:Hours is not a setting")]
    [InlineData("Mailer:SmtpHost", "x", "did you mean Mail:SmtpHost?")]
    [InlineData("MAIL_SMTPHOST", "x", "did you mean Mail:SmtpHost?")]
    public void A_wrong_setting_stops_the_start_with_name_value_and_what_is_allowed(string name, string value, string words)
    {
        var wrong = Assert.Throws<SettingsException>(() => SettingsReader.From(Configuration((name, value))));
        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server:Address", "http://0.0.0.0:8080", false)]
    [InlineData("Server:Address", "http://[::]:8080", false)]
    [InlineData("Server:Address", "http://192.0.2.7:8080", false)]
    [InlineData("Server:PublicAddress", "https://papers.example.org", false)]
    [InlineData("Server:Address", "http://[::1]:8080", true)]
    [InlineData("Server:Address", "http://127.0.0.2:8080", true)]
    [InlineData("Server:PublicAddress", "http://localhost:8080", true)]
    public void Where_others_can_reach_it_nobody_is_the_owner_without_signing_in(string name, string value, bool isAllowed)
    {
        if (isAllowed)
            Assert.True(SettingsReader.From(Configuration(("Accounts:SingleUser", "yes"), (name, value))).Accounts.IsSingleUser);
        else
            Assert.Contains($"but {name} is \"{value}\"", Assert.Throws<SettingsException>(() => SettingsReader.From(Configuration(("Accounts:SingleUser", "yes"), (name, value)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_settings_are_named_at_once()
    {
        var wrong = Assert.Throws<SettingsException>(() => SettingsReader.From(Configuration(("Digest:Hour", "x"), ("Mail:SmtpPort", "0"))));
        Assert.Equal(2, wrong.Faults.Count);
    }

    [Fact]
    public void A_file_that_is_no_json_is_named()
    {
        File.WriteAllText(_folder.Data.Settings, "{ \"Digest:Hour\" 7 }");
        var wrong = Assert.Throws<SettingsException>(() => SettingsReader.Read(_folder.Data));
        Assert.Contains(_folder.Data.Settings, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_is_never_printed()
    {
        var settings = SettingsReader.From(Configuration(("Mail:SmtpPassword", "open sesame")));
        Assert.DoesNotContain("sesame", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_about_the_settings_is_the_one_that_the_code_makes()
    {
        var page = Repository.File("docs/settings.md");
        if (Environment.GetEnvironmentVariable("PAPERBOY_WRITE_DOCS") == "1")
            File.WriteAllText(page, SettingsFile.Document());
        Assert.Equal(SettingsFile.Document(), File.ReadAllText(page));
    }

    private static IConfigurationRoot Configuration(params (string Name, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Name, v.Value))).Build();
}
