using System.Text;

namespace Paperboy.Mail.Smtp;

/// <summary>AUTH with PLAIN (RFC 4616) or LOGIN (which no RFC describes and some servers have alone); see RFC 4954.</summary>
internal static class SmtpSignIn
{
    /// <exception cref="SmtpException">The server refuses, has no way that we know, or the password would be heard.</exception>
    public static async Task SignInAsync(
        SmtpOptions options, SmtpExtensions extensions, bool isPrivate, Func<string, Task<SmtpReply>> command)
    {
        if (!isPrivate)
            throw new SmtpException("The password is not sent in the clear: set Mail:SmtpSecurity to starttls or tls.");

        SmtpReply reply;
        if (extensions.SignIn.Contains("PLAIN"))
        {
            reply = await command("AUTH PLAIN " + Base64($"\0{options.User}\0{options.Password}"));
        }
        else if (extensions.SignIn.Contains("LOGIN"))
        {
            reply = await command("AUTH LOGIN");
            if (reply.Code == 334)
                reply = await command(Base64(options.User));
            if (reply.Code == 334)
                reply = await command(Base64(options.Password));
        }
        else
        {
            var offered = extensions.SignIn.Count == 0 ? "none" : string.Join(", ", extensions.SignIn);
            throw new SmtpException($"The server offers no sign-in that Paperboy knows (PLAIN, LOGIN); it offers {offered}.");
        }

        if (reply.Code != 235)
            throw new SmtpException($"The server refused the sign-in of \"{options.User}\": {reply}");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
