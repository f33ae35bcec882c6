namespace Paperboy.Mail.Smtp;

/// <summary>The conversation with the server cannot go on: lost, too slow, not SMTP, or not safe.</summary>
internal sealed class SmtpException : Exception
{
    public SmtpException(string message) : base(message)
    {
    }

    public SmtpException(string message, Exception inner) : base(message, inner)
    {
    }
}
