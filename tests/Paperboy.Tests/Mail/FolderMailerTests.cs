using System.Text;
using Paperboy.Mail;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Mail;

public sealed class FolderMailerTests
{
    private static readonly OutgoingMail Mail = new("a@b.test", "c@d.test", "<1@b.test>", Encoding.ASCII.GetBytes("Subject: One\r\n\r\nHello\r\n"));

    [Fact]
    public async Task A_mail_is_one_file_however_often_it_is_sent()
    {
        using var folder = new TempFolder();
        var target = folder.File("mail");
        await using var mailer = new FolderMailer(target);
        Assert.Equal(SendResult.Accepted, (await mailer.SendAsync(Mail, () => true, default)).Result);
        Assert.Equal(SendResult.Accepted, (await mailer.SendAsync(Mail, () => true, default)).Result);
        Assert.Equal(Mail.Message, File.ReadAllBytes(Assert.Single(Directory.GetFiles(target))));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_sends_nothing_and_is_named()
    {
        using var folder = new TempFolder();
        var target = folder.File("mail");
        File.WriteAllText(target, "a file where the folder should be");
        await using var mailer = new FolderMailer(target);
        var outcome = await mailer.SendAsync(Mail, () => true, default);
        Assert.Equal(SendResult.NotSent, outcome.Result);
        Assert.Contains(target, outcome.Words, StringComparison.Ordinal);
    }
}
