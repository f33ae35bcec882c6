using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Paperboy.Tests.Mail;

/// <summary>A certificate that nobody but the test trusts.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Make(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    public static string WritePem(X509Certificate2 certificate, string file)
    {
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return file;
    }

    public static string WriteKey(X509Certificate2 certificate, string file)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        return file;
    }
}
