using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Paperboy.Mail.Smtp;

/// <summary>TLS around the connection: the certificate must be valid, trusted, and for the server's name.</summary>
internal static class SmtpTls
{
    /// <exception cref="SmtpException">No TLS is to be had, or not with the server that was asked for.</exception>
    public static async Task<Stream> SecureAsync(Stream stream, SmtpOptions options, CancellationToken cancel)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.ReplyTimeout);
        try
        {
            await secured.AuthenticateAsClientAsync(Authentication(options), limit.Token);
            return secured;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or CryptographicException)
        {
            await secured.DisposeAsync();
            throw new SmtpException($"No TLS with {options.Host}: {e.Message}", e);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await secured.DisposeAsync();
            throw new SmtpException($"No TLS with {options.Host} within {options.ReplyTimeout.TotalSeconds:0.###} seconds.");
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }

    private static SslClientAuthenticationOptions Authentication(SmtpOptions options)
    {
        var authentication = new SslClientAuthenticationOptions { TargetHost = options.Host };
        if (options.CertificateFile.Length == 0)
            return authentication;

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(options.CertificateFile);
        authentication.CertificateChainPolicy = policy;
        return authentication;
    }
}
