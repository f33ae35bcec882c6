using System.Security.Cryptography;
using System.Text;

namespace Paperboy.Mail;

/// <summary>
/// Writes mails as .eml files into a folder, for another program or a person to take. A file appears whole or not at
/// all, and its name follows from the Message-ID: a repeat replaces the file by an identical one.
/// </summary>
public sealed class FolderMailer(string folder) : IMailer
{
    public async Task<SendOutcome> SendAsync(OutgoingMail mail, Func<bool> claim, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(claim);
        cancel.ThrowIfCancellationRequested();
        if (!claim())
            return new SendOutcome(SendResult.Withheld, "not wanted any more", []);

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)))[..24] + ".eml";
        var partial = Path.Combine(folder, "." + name + ".partial");
        try
        {
            Directory.CreateDirectory(folder);
            await using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                await stream.WriteAsync(mail.Message, CancellationToken.None);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, Path.Combine(folder, name), overwrite: true);
            return new SendOutcome(SendResult.Accepted, $"written as {name}", []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The move is the last step, so nothing has appeared.
            return new SendOutcome(SendResult.NotSent, $"{folder} cannot be written to: {e.Message}", []);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
