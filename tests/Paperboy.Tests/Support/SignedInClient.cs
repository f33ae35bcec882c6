using Microsoft.Extensions.DependencyInjection;
using Paperboy.Readers.Accounts;
using Paperboy.Storage;

namespace Paperboy.Tests.Support;

/// <summary>A browser that is signed in, without the mail that signing in takes.</summary>
internal static class SignedInClient
{
    /// <summary>Makes an account and a session of it; the client carries its cookie, follows no redirect and posts as our pages do.</summary>
    public static HttpClient SignIn(this HostedPaperboy paperboy, string name, Role role = Role.Reader)
    {
        var jar = new CookieJar(sendsTokens: true);
        jar.Cookies["paperboy"] = paperboy.NewSession(name, role);
        return new HttpClient(jar) { BaseAddress = paperboy.ClientOptions.BaseAddress };
    }

    /// <summary>Makes an account and a session of it; returns the secret for its cookie.</summary>
    public static string NewSession(this HostedPaperboy paperboy, string name, Role role = Role.Reader)
    {
        var now = paperboy.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        return paperboy.Services.GetRequiredService<Database>().Write((connection, transaction) =>
        {
            var account = AccountStore.Make(connection, transaction, null, name, role, now);
            return Sessions.Begin(connection, transaction, account.Number, "a test", now);
        });
    }
}
